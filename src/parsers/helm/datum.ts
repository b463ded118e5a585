import { type Document, isMap, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import type { Place, Range } from '../../model/range.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { kubernetesText } from '../kubernetes/kubernetes-scalar.ts';
import { followed, keyRange, pairRange } from '../yaml/file.ts';
import { nodeRange } from '../yaml/nodes.ts';
import { MASK } from '../yaml/templates.ts';

/** Where a chart's values file states a value. */
export interface ValuePlace {
	readonly file: string;
	/** The whole pair, its key and its value. */
	readonly range: Range;
	readonly key: Range;
	readonly value: Range;
	/** Names of the sections around it and its own, joined with dots. */
	readonly name: string;
}

/** A stretch of rendered text and where it comes from; absent for what a function made. */
export interface Piece {
	readonly text: string;
	/** Text of a template, as it stands there. */
	readonly file?: Place;
	/** A value's text, or its key's, as a function may have spelled it. */
	readonly value?: { readonly at: ValuePlace; readonly part: 'key' | 'value' };
	/** A template's tag as it stands, because what it writes is not known. */
	readonly open?: true;
}

/** What an expression of a template stands for. */
export type Datum =
	/** Nothing that can be told. */
	| { readonly kind: 'unknown' }
	/** No values file states it: whoever installs the chart may. */
	| { readonly kind: 'missing' }
	| {
			readonly kind: 'scalar';
			readonly value: string | number | boolean | null;
			/** The text that a template writes for it. */
			readonly pieces: readonly Piece[];
			/** Some of the text is a template that was not resolved. */
			readonly open?: boolean;
	  }
	| { readonly kind: 'list'; readonly items: readonly Datum[] }
	/** @param open keys may be in it that are not seen */
	| { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry>; readonly open?: boolean };

export interface Entry {
	readonly key: readonly Piece[];
	readonly value: Datum;
}

export const UNKNOWN: Datum = { kind: 'unknown' };
export const MISSING: Datum = { kind: 'missing' };

/** A scalar that a function or a literal made. */
export function made(value: string | number | boolean | null, file?: Place): Datum {
	return { kind: 'scalar', value, pieces: [{ text: printed(value), ...(file === undefined ? {} : { file }) }] };
}

/** Text of pieces as a scalar. */
export function ofPieces(pieces: readonly Piece[], open = pieces.some((piece) => piece.open === true)): Datum {
	return { kind: 'scalar', value: textOf(pieces), pieces, ...(open ? { open } : {}) };
}

export function textOf(pieces: readonly Piece[]): string {
	return pieces.map(({ text }) => text).join('');
}

/** A value as Go's text/template prints it; numbers of values files are floating-point. Source: fmt's `%v`, run with Helm 3.16. */
export function printed(value: string | number | boolean | null): string {
	if (value === null) return '';
	if (typeof value !== 'number' || value === 0) return String(value);
	if (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-4) return String(value);
	const [digits = '', exponent = ''] = value.toExponential().split('e');
	return `${digits}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`;
}

/** Whether a condition takes it for true; undefined where that is not known. Source: text/template's IsTrue. */
export function truth(datum: Datum): boolean | undefined {
	switch (datum.kind) {
		case 'unknown':
		case 'missing':
			return undefined;
		case 'list':
			return datum.items.length > 0;
		case 'map':
			return datum.entries.size > 0 ? true : datum.open === true ? undefined : false;
		case 'scalar':
			if (datum.open === true) return undefined;
			return datum.value !== null && datum.value !== '' && datum.value !== 0 && datum.value !== false;
	}
}

/** What a map holds under a name. */
export function fieldOf(datum: Datum, name: string): Datum {
	if (datum.kind === 'missing') return MISSING;
	if (datum.kind !== 'map') return UNKNOWN;
	return datum.entries.get(name)?.value ?? (datum.open === true ? UNKNOWN : MISSING);
}

/** Values laid over others, as Helm does: maps key by key, null takes away, all else replaces. */
export function laidOver(base: Datum, over: Datum): Datum {
	if (base.kind !== 'map' || over.kind !== 'map') return over;
	const entries = new Map(base.entries);
	for (const [name, entry] of over.entries) {
		const below = entries.get(name);
		if (entry.value.kind === 'scalar' && entry.value.value === null) entries.delete(name);
		else entries.set(name, below === undefined ? entry : { key: entry.key, value: laidOver(below.value, entry.value) });
	}
	return { kind: 'map', entries };
}

/** Values are not nested deeper. */
const DEEPEST = 60;

/** What a values file states. */
export function valuesOf(file: string, text: string, document: Document.Parsed): Datum {
	return new ValuesReader(file, text, document).of(document.contents, undefined, '', 0);
}

class ValuesReader {
	private nodes = 0;

	constructor(
		private readonly file: string,
		private readonly text: string,
		private readonly document: Document.Parsed,
	) {}

	of(written: unknown, at: ValuePlace | undefined, name: string, depth: number): Datum {
		const node = followed(written, this.document);
		if (depth > DEEPEST || ++this.nodes > MOST_NODES) return UNKNOWN;
		if (isMap(node)) {
			const entries = new Map<string, Entry>();
			for (const pair of node.items) this.add(entries, pair, name, depth);
			return { kind: 'map', entries };
		}
		if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.of(item, undefined, name, depth + 1)) };
		if (!isScalar(node)) return node === null || node === undefined ? made(null) : UNKNOWN;
		if (node.type === 'BLOCK_LITERAL') return this.block(node, at !== undefined && node === written);
		const masked = node.source?.includes(MASK) === true;
		const raw = masked ? this.rawText(node) : undefined;
		if (masked && raw === undefined) return UNKNOWN;
		const value = raw ?? typed(kubernetesText(node), node.type === 'PLAIN' || node.type === undefined);
		// Through an alias a value stands in several places: none of them is edited.
		const own = at !== undefined && node === written;
		return { kind: 'scalar', value, pieces: [{ text: printed(value), ...(own ? { value: { at, part: 'value' as const } } : {}) }] };
	}

	/** A block of lines: each stands where it stands. */
	private block(node: Scalar, own: boolean): Datum {
		const inner = yamlScalarText(this.text, node);
		if (inner === undefined || inner.text.includes('{{')) return UNKNOWN;
		const value = String(node.value);
		const margin = /^ */.exec(inner.text)?.[0].length ?? 0;
		const pieces: Piece[] = [];
		let left = value.length;
		for (const { 0: line, index } of inner.text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
			const from = Math.min(margin, line.length - line.trimStart().length, Math.max(0, line.length - 1));
			const text = line.slice(from, from + left);
			const start = inner.start + index + from;
			if (text !== '') pieces.push({ text, ...(own ? { file: { file: this.file, range: { start, end: start + text.length } } } : {}) });
			left -= text.length;
		}
		// Templates of other tools are masked in what was parsed, at their length.
		const same = left === 0 && textOf(pieces).length === value.length;
		return same ? { kind: 'scalar', value: textOf(pieces), pieces } : { kind: 'scalar', value, pieces: [{ text: value }] };
	}

	/** A text with variables of a shell in it, which Helm hands on as they are; undefined where another tool's templates stand in it. */
	private rawText({ range, type }: Scalar): string | undefined {
		const [start = 0, end = 0] = range ?? [];
		const written = this.text.slice(start, end).trim();
		if (type !== 'PLAIN' && type !== 'QUOTE_SINGLE' && type !== 'QUOTE_DOUBLE') return undefined;
		const inside = type === 'PLAIN' ? written : written.slice(1, -1);
		return /\{\{|\{%|<%|[\\\n]|''/.test(inside) ? undefined : inside;
	}

	private add(entries: Map<string, Entry>, pair: Pair, section: string, depth: number): void {
		const { key, value } = pair;
		if (!isScalar(key)) return;
		if (key.value === '<<') {
			const merged = this.of(value, undefined, section, depth + 1);
			if (merged.kind === 'map') for (const [name, entry] of merged.entries) if (!entries.has(name)) entries.set(name, entry);
			return;
		}
		const text = kubernetesText(key) ?? 'null';
		const name = section === '' ? text : `${section}.${text}`;
		const at: ValuePlace = {
			file: this.file,
			range: pairRange(this.text, pair),
			key: keyRange(pair),
			value: isScalar(value) ? nodeRange(value, this.text) : keyRange(pair),
			name,
		};
		entries.set(text, { key: [{ text, value: { at, part: 'key' } }], value: this.of(value, at, name, depth + 1) });
	}
}

/** Aliases may multiply a file; nobody writes more by hand. */
const MOST_NODES = 200_000;

function typed(text: string | undefined, plain: boolean): string | number | boolean | null {
	if (text === undefined) return null;
	if (!plain) return text;
	if (text === 'true' || text === 'false') return text === 'true';
	return /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
