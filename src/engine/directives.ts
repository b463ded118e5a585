import type { Comment, ConfigDocument } from '../model/document.ts';
import type { Lines } from '../model/lines.ts';
import type { Range } from '../model/range.ts';

/** One rule that a suppression comment names. */
export interface DirectiveRule {
	readonly name: string;
	readonly range: Range;
}

/** A suppression comment: `flint-ignore-next-line RULE, RULE -- reason`. */
export interface Directive {
	readonly path: string;
	readonly range: Range;
	readonly rules: readonly DirectiveRule[];
	readonly reason: string;
	/** The line it covers; undefined where it covers the whole file. */
	readonly line: number | undefined;
}

const DIRECTIVE = /^flint-ignore-(next-line|line|file)(?=\s|$)/;

/** The suppression comments of a document. */
export function directivesOf(document: ConfigDocument, lines: Lines): readonly Directive[] {
	const below = linesBelow(document, lines);
	return document.comments.flatMap((comment) => {
		const text = comment.text.trim();
		const match = DIRECTIVE.exec(text);
		if (match === null) return [];
		const { names, reason } = parts(text.slice(match[0].length));
		return [
			{
				path: document.path,
				range: comment.range,
				rules: placed(names, document, comment),
				reason,
				line: coveredLine(match[1], comment, below, lines),
			},
		];
	});
}

/** Splits `A, B -- why` at the first `--` that stands alone. */
function parts(text: string): { readonly names: readonly string[]; readonly reason: string } {
	const words = text.split(/\s+/).filter(Boolean);
	const dashes = words.indexOf('--');
	const named = dashes === -1 ? words : words.slice(0, dashes);
	const names = named.flatMap((word) => word.split(',')).filter(Boolean);
	return { names, reason: dashes === -1 ? '' : words.slice(dashes + 1).join(' ') };
}

function placed(names: readonly string[], { text }: ConfigDocument, { range }: Comment): readonly DirectiveRule[] {
	let from = text.indexOf('flint-ignore-', range.start) + 'flint-ignore-next-line'.length - 'next-'.length;
	return names.map((name) => {
		const start = text.indexOf(name, from);
		if (start === -1 || start >= range.end) return { name, range };
		from = start + name.length;
		return { name, range: { start, end: from } };
	});
}

function coveredLine(kind: string | undefined, comment: Comment, below: ReadonlyMap<number, number>, lines: Lines): number | undefined {
	if (kind === 'file') return undefined;
	if (kind === 'line') return lines.lineAt(comment.range.start);
	const next = lastLine(comment, lines) + 1;
	return below.get(next) ?? next;
}

/** For every line that holds nothing but a comment, the first line below it that holds something else: so suppressions can be stacked. */
function linesBelow({ comments }: ConfigDocument, lines: Lines): ReadonlyMap<number, number> {
	const below = new Map<number, number>();
	for (const comment of comments.filter((other) => standsAlone(other, lines)).reverse()) {
		const next = lastLine(comment, lines) + 1;
		below.set(lines.lineAt(comment.range.start), below.get(next) ?? next);
	}
	return below;
}

function lastLine({ range }: Comment, lines: Lines): number {
	return lines.lineAt(Math.max(range.start, range.end - 1));
}

function standsAlone({ range }: Comment, lines: Lines): boolean {
	const line = lines.lineAt(range.start);
	return lines.text.slice(lines.start(line), range.start).trim() === '';
}
