import { isSeq } from 'yaml';
import type { Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { readYamlFile } from '../yaml/file.ts';
import { operationParts } from './json-patch.ts';

/** Reads a file of operations that a kustomization lays over a resource; alone it says nothing. */
export const parseOperations: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) =>
		isSeq(document.contents) ? operationParts({ path, file, document, list: document.contents }) : [],
	);
	const start = parts[0]?.anchor.start ?? 0;
	return fileOf(path, text, 'kubernetes', parts, {
		problems: file.problems,
		comments: path.endsWith('.json') ? [] : file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start, end: start },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map(({ range }) => range)),
		),
		tree: file,
	});
};
