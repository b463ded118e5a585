import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import { folderOf, type JavaModule } from './modules.ts';

/** A program: the source that obtains an environment and the sources of its module that it uses. */
export interface Job {
	readonly module: JavaModule;
	/** Simple name of the class that obtains the environment, or of the module where none does. */
	readonly name: string;
	/** The source that obtains the environment first, then those it uses. */
	readonly sources: readonly ConfigDocument[];
	/** Some source obtains an environment. */
	readonly entry: boolean;
}

/**
 * The jobs of a module: one for each source that obtains an environment, with the sources whose classes it mentions, directly
 * or through others. What no job mentions is a library of its own, unless the module has a single job.
 */
export function jobsOf(module: JavaModule): readonly Job[] {
	const entries = module.sources.filter((source) => (source.jobs?.environments.length ?? 0) > 0);
	const others = module.sources.filter((source) => !entries.includes(source));
	const [only] = entries;
	if (only !== undefined && entries.length === 1) return [job(module, only, others)];
	const declaredBy = declarations(others);
	const claimed = new Set<ConfigDocument>();
	const jobs = entries.map((entry) => {
		const used = reached(entry, declaredBy);
		for (const source of used) claimed.add(source);
		return job(module, entry, [...used]);
	});
	const unclaimed = others.filter((source) => !claimed.has(source));
	if (unclaimed.length === 0) return jobs;
	return [...jobs, { module, name: moduleName(module), sources: unclaimed, entry: false }];
}

function job(module: JavaModule, entry: ConfigDocument, used: readonly ConfigDocument[]): Job {
	return { module, name: entryClass(entry) ?? moduleName(module), sources: [entry, ...used], entry: true };
}

/** The artifact's name, else the module's folder. */
export function moduleName(module: JavaModule): string {
	const own = module.builds.find((build) => folderOf(build.path) === module.folder)?.claims.name;
	if (own !== undefined) return own;
	return module.folder.slice(module.folder.lastIndexOf('/') + 1) || 'job';
}

function entryClass(source: ConfigDocument): string | undefined {
	const environments = source.jobs?.environments ?? [];
	const acquired = environments.find((environment) => environment.entry) ?? environments[0];
	return acquired?.className.slice(acquired.className.lastIndexOf('.') + 1);
}

function declarations(sources: readonly ConfigDocument[]): ReadonlyMap<string, readonly ConfigDocument[]> {
	const declaredBy = new Map<string, ConfigDocument[]>();
	for (const source of sources) {
		for (const name of source.jobs?.classes ?? []) {
			const simple = name.slice(name.lastIndexOf('.') + 1);
			addTo(declaredBy, simple, source);
		}
	}
	return declaredBy;
}

function reached(entry: ConfigDocument, declaredBy: ReadonlyMap<string, readonly ConfigDocument[]>): ReadonlySet<ConfigDocument> {
	const found = new Set<ConfigDocument>();
	const open = [entry];
	for (let source = open.pop(); source !== undefined; source = open.pop()) {
		for (const name of source.jobs?.references ?? []) {
			for (const declared of declaredBy.get(name) ?? []) {
				if (declared === entry || found.has(declared)) continue;
				found.add(declared);
				open.push(declared);
			}
		}
	}
	return found;
}
