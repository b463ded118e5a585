import type { ConfigDocument } from '../../model/document.ts';

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
		sources.set(folder, [...(sources.get(folder) ?? []), document]);
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
