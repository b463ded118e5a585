import type { ConfigDocument } from '../../model/document.ts';
import type { Job } from './jobs.ts';
import { ancestors, folderOf } from './modules.ts';

/** The SQL scripts of a project, each a program of its own, with the builds around it: what they say about Flink's version holds for it. */
export function scriptsIn(documents: readonly ConfigDocument[]): readonly Job[] {
	const builds = new Map<string, ConfigDocument>();
	for (const document of documents) {
		if (document.format === 'maven-pom' || document.format === 'gradle') builds.set(folderOf(document.path), document);
	}
	return documents
		.filter(({ format }) => format === 'sql')
		.map((script) => {
			const folder = folderOf(script.path);
			const around = [...ancestors(folder)].flatMap((at) => builds.get(at) ?? []);
			return {
				module: { folder, builds: around, sources: [script], msf: false },
				name: nameOf(script.path),
				sources: [script],
				entry: (script.jobs?.sql?.queries.length ?? 0) > 0,
			};
		});
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.sql$/, '');
}
