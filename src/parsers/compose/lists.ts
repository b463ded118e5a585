import type { ConfigDocument, Format } from '../../model/document.ts';
import { lineAround } from '../text/statement-finder.ts';

const FILES = /(?:^|[ \t"'])(?:-f|--file)(?:[ \t]+|=)["']?([\w./-]+\.ya?ml)\b/g;
const VARIABLE = /\bCOMPOSE_FILE["']?[ \t]*[:=][ \t]*["']?([\w./:;-]+\.ya?ml)/g;
/** Longer lines are data. */
const LONGEST_LINE = 5_000;

/** Whether a script, a CI file or an `.env` may lay Compose files over each other, told without parsing it. */
export function recogniseComposeLists(text: string): boolean {
	return text.includes('COMPOSE_FILE') || (text.includes('compose') && /(?:-f|--file)[ \t=]+["']?[\w./-]+\.ya?ml/.test(text));
}

/** The Compose files that a text lays over each other, as a part that states nothing; none where it names fewer than two. */
export function composeListsPart(path: string, text: string, format: Format): readonly ConfigDocument[] {
	const composes = recogniseComposeLists(text) ? listsIn(text) : [];
	if (composes.length === 0) return [];
	const anchor = lineAround(text, Math.max(0, text.search(/COMPOSE_FILE|compose/)));
	return [
		{
			path,
			text,
			format,
			settings: [],
			notes: [],
			problems: [],
			comments: [],
			claims: { composes },
			anchor,
			secrets: [],
			statementAt: (offset) => lineAround(text, offset),
			tree: undefined,
			extent: anchor,
		},
	];
}

function listsIn(text: string): readonly (readonly string[])[] {
	const found = new Map<string, readonly string[]>();
	for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
		if (line.length > LONGEST_LINE || !/compose/i.test(line)) continue;
		const named = [...line.matchAll(FILES)].flatMap(([, file]) => file ?? []);
		const listed = [...line.matchAll(VARIABLE)].map(([, files = '']) => files.split(/[:;]/));
		for (const list of [named, ...listed]) if (list.length > 1) found.set(list.join(':'), list);
	}
	return [...found.values()];
}
