import { type Document, parseAllDocuments } from 'yaml';
import type { Comment, ParseProblem } from '../model/document.ts';
import { maskTemplates } from './yaml-templates.ts';
import { readTokens } from './yaml-tokens.ts';
import { YAML_OPTIONS } from './yaml-value.ts';

/** The message of a file whose collections are nested without end. */
export const TOO_DEEP = 'the file is nested too deeply to be read';

/** A YAML text as the `yaml` package reads it, made as strict as Flink's loader. */
export interface YamlSource {
	/** The text that was parsed: offsets are those of the file, but templates are masked. */
	readonly text: string;
	/** Undefined where the text cannot be read at all. */
	readonly document: Document.Parsed | undefined;
	readonly comments: readonly Comment[];
	readonly problems: readonly ParseProblem[];
	/** Lines of template decide what the file holds: only what certainly stands there counts. */
	readonly structural: boolean;
}

/** Parses the text of a config.yaml. It never throws for bad input. */
export function readYaml(original: string): YamlSource {
	const { text: masked, structural } = maskTemplates(original);
	// A lone carriage return ends a line for Flink's reader, but not for the `yaml` package.
	const text = masked.replace(/\r(?!\n)/g, '\n');
	const tokens = readTokens(text);
	const bare = { text, comments: tokens.comments, structural };
	if (tokens.tooDeep) return { ...bare, document: undefined, problems: [nesting(text)] };
	try {
		const documents = [...parseAllDocuments(text, YAML_OPTIONS)];
		const problems = [
			...tokens.problems,
			...documents.flatMap((document) => errorsOf(document, text.length)),
			...furtherDocuments(documents),
		];
		return { ...bare, document: documents[0], problems: structural ? [] : byPlace(problems) };
	} catch (problem) {
		if (problem instanceof RangeError) return { ...bare, document: undefined, problems: [nesting(text)] };
		throw problem;
	}
}

function nesting(text: string): ParseProblem {
	const start = /[^\s#]/.exec(text)?.index ?? 0;
	return { range: { start, end: start + 1 }, message: TOO_DEEP };
}

function errorsOf(document: Document.Parsed, length: number): readonly ParseProblem[] {
	return document.errors.map(({ pos: [from, to], message }) => {
		const start = Math.min(from, length);
		return { range: { start, end: Math.min(Math.max(start, to), length) }, message: sentence(message) };
	});
}

/** A message of the `yaml` package as a clause that can follow "Flink cannot load the file:". */
function sentence(message: string): string {
	if (/call stack/i.test(message)) return TOO_DEEP;
	const [first = message] = message.split('\n');
	return `${first.charAt(0).toLowerCase()}${first.slice(1)}`.replace(/[.:]+$/, '');
}

function furtherDocuments(documents: readonly Document.Parsed[]): readonly ParseProblem[] {
	const second = documents[1];
	if (second === undefined) return [];
	const [start] = second.range;
	return [{ range: { start, end: start }, message: 'a second YAML document starts here, and Flink reads files of one document only' }];
}

function byPlace(problems: readonly ParseProblem[]): readonly ParseProblem[] {
	return [...problems].sort((a, b) => a.range.start - b.range.start);
}
