import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';

/** A Maven or Gradle module: the folder of its build file, or a project's root for sources that have none. */
export interface JavaModule {
	/** Folder relative to the project root, `''` for the root itself. */
	readonly folder: string;
	/** Its build file and those of the folders around it, nearest first, as far as they mention Flink. */
	readonly builds: readonly ConfigDocument[];
	readonly sources: readonly ConfigDocument[];
	/** It uses the Managed Flink runtime library, in its build file or a source. */
	readonly msf: boolean;
}

/** The folder part of a path, `''` for the root. */
export function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '' : path.slice(0, slash);
}

/** The folder and its ancestors, nearest first, ending with the root `''`. */
export function* ancestors(folder: string): Generator<string> {
	for (let at = folder; at !== ''; at = folderOf(at)) yield at;
	yield '';
}

/**
 * Puts every source under its nearest build file.
 * @param buildFiles paths of all build files of the project, those that never mention Flink included: they bound modules too
 */
export function javaModules(documents: readonly ConfigDocument[], buildFiles: readonly string[]): readonly JavaModule[] {
	const folders = new Set(buildFiles.map(folderOf));
	const builds = new Map<string, ConfigDocument>();
	for (const document of documents) {
		if (document.format === 'maven-pom' || document.format === 'gradle') builds.set(folderOf(document.path), document);
	}
	const sources = new Map<string, ConfigDocument[]>();
	for (const document of documents) {
		if (document.format !== 'java') continue;
		const folder = moduleFolder(document.path, folders);
		addTo(sources, folder, document);
	}
	return [...sources].map(([folder, own]) => {
		const around = [...ancestors(folder)].flatMap((at) => builds.get(at) ?? []);
		const msf = around[0]?.claims.platform === 'msf' || own.some((source) => source.jobs?.msfRuntime === true);
		return { folder, builds: around, sources: own, msf };
	});
}

/** Without a build file, the folder above `src` bounds a module, else the project's root does. */
function moduleFolder(path: string, folders: ReadonlySet<string>): string {
	for (const folder of ancestors(folderOf(path))) if (folders.has(folder)) return folder;
	const source = `/${path}`.lastIndexOf('/src/');
	return source < 0 ? '' : path.slice(0, Math.max(0, source - 1));
}

/** Where modules lie. */
export class ModuleFolders {
	private readonly byFolder: ReadonlyMap<string, JavaModule>;
	/** How many of them lie in a folder or below it. */
	private readonly counts = new Map<string, number>();

	constructor(modules: readonly JavaModule[]) {
		this.byFolder = new Map(modules.map((module) => [module.folder, module]));
		for (const module of modules) for (const at of ancestors(module.folder)) this.counts.set(at, (this.counts.get(at) ?? 0) + 1);
	}

	/** Whether a folder around the module holds others, too. */
	holdsAnother(folder: string, module: JavaModule): boolean {
		const itself = this.byFolder.get(module.folder) === module ? 1 : 0;
		return (this.counts.get(folder) ?? 0) > itself;
	}

	/** Whether a folder lies in another module, deeper than the given one. */
	belongsToAnother(folder: string, module: JavaModule): boolean {
		for (const at of ancestors(folder)) {
			const around = this.byFolder.get(at);
			if (around !== undefined) return around !== module && at.length > module.folder.length;
		}
		return false;
	}
}
