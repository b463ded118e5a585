import type { Composition } from '../../model/composition.ts';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { lineAround, statementFinder } from '../text/statement-finder.ts';
import { readYamlFile, type YamlFile } from '../yaml/file.ts';
import { clusterParts } from './clusters.ts';
import { compositionOf } from './composition.ts';

/** Reads a Compose file: each Flink cluster in it, from its services' FLINK_PROPERTIES and `-D` arguments. */
export const parseCompose: Parse = (path, text) => {
	const file = readYamlFile(text);
	const sources = file.documents.map((document) => ({ path, file, document }));
	const clusters = sources.flatMap((source) => clusterParts([source], () => undefined));
	const composition = compositionOf(path, sources);
	const parts = [...clusters, ...(file.documents.length === 1 ? [compositionPart(path, file, composition)] : [])];
	const first = clusters[0]?.anchor.start ?? Math.max(0, text.search(/^services/m));
	return fileOf(path, text, 'compose', parts, {
		problems: file.problems,
		comments: file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start: first, end: first },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: file,
	});
};

/** The file as Compose merges it with others; it states nothing itself. */
function compositionPart(path: string, { text }: YamlFile, composition: Composition): ConfigDocument {
	const anchor = lineAround(text, Math.max(0, text.search(/^services/m)));
	return {
		path,
		text,
		format: 'compose',
		settings: [],
		notes: [],
		problems: [],
		comments: [],
		claims: { composition },
		anchor,
		secrets: [],
		statementAt: (offset) => lineAround(text, offset),
		tree: undefined,
		extent: anchor,
	};
}
