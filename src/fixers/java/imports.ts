import type { TextEdit } from '../../model/finding.ts';
import { addTo } from '../../model/groups.ts';
import { contains, type Range } from '../../model/range.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { lastName } from '../../parsers/java/syntax.ts';
import { insertion, lineBreak } from './layout.ts';

interface Import {
	readonly node: JavaNode;
	readonly path: string;
}

/** Classes that new code refers to, and the imports they need. One per change: it remembers what it has asked for. */
export class Imports {
	private readonly existing: readonly Import[];
	private readonly wanted = new Set<string>();
	private spelled: ReadonlySet<string> | undefined;

	/** @param going code that the same change takes away, imports included: what is named only there is free */
	constructor(
		private readonly source: JavaSource,
		private readonly going: readonly Range[] = [],
	) {
		this.existing = source.root.children.flatMap((node) => {
			const path = node.type === 'import_declaration' && !this.isGoing(node) ? plainImport(node) : undefined;
			return path === undefined ? [] : [{ node, path }];
		});
	}

	/** How to write a class: by its simple name with an import, or in full where that name means another class here. */
	name(qualified: string): string {
		const simple = lastName(qualified);
		const { names } = this.source;
		const found = names.imported(simple);
		const imported = this.existing.some(({ path }) => path === found) ? found : undefined;
		if (imported === qualified || this.wanted.has(qualified)) return simple;
		const folder = qualified.slice(0, -simple.length - 1);
		if (imported !== undefined || [...this.wanted].some((other) => lastName(other) === simple)) return qualified;
		if (names.packageName === folder && !this.declares(simple)) return simple;
		if (this.hasWildcard(folder)) return this.isAmbiguous(simple, folder) ? qualified : simple;
		// A name that is used without a single import comes from the file, its package or a wildcard: an import would take its place.
		if (this.words().has(simple)) return qualified;
		this.wanted.add(qualified);
		return simple;
	}

	/** The edits that add the imports asked for, each where the file's own order puts it. */
	edits(): readonly TextEdit[] {
		const places = new Map<number, Wanted[]>();
		for (const path of [...this.wanted].sort()) {
			const place = this.place(path);
			addTo(places, place.at, { path, place });
		}
		return [...places].map(([at, wanted]) => insertion(this.source, at, lines(wanted, lineBreak(this.source.text, at))));
	}

	private place(path: string): Place {
		const nearest = Math.max(0, ...this.existing.map((other) => shared(other.path, path)));
		const group = this.existing.filter((other) => shared(other.path, path) === nearest);
		if (nearest === 0 || group.length === 0) return this.ungrouped(path);
		const next = group.find((other) => other.path > path);
		if (next !== undefined && startsItsLine(this.source.text, next.node.start)) return { at: next.node.start, before: true, gap: 1 };
		return { at: endOf(this.source.text, group.at(-1)?.node ?? this.source.root), before: false, gap: 1 };
	}

	/** A class whose top package nothing is imported from: in its place in a sorted list, else after all imports, apart where the file keeps groups apart. */
	private ungrouped(path: string): Place {
		const { root, text } = this.source;
		const next = this.existing.find((other) => other.path > path);
		if (next !== undefined && this.isOneSortedList() && startsItsLine(text, next.node.start))
			return { at: next.node.start, before: true, gap: 1 };
		const last = this.existing.at(-1);
		if (last !== undefined) return { at: endOf(text, last.node), before: false, gap: this.groupsApart() ? 2 : 1 };
		const declared = root.children.find((node) => node.type === 'package_declaration');
		if (declared !== undefined) return { at: endOf(text, declared), before: false, gap: 2 };
		return { at: text.startsWith('\uFEFF') ? 1 : 0, before: true, gap: 2 };
	}

	private groupsApart(): boolean {
		const first = this.existing[0];
		const last = this.existing.at(-1);
		if (first === undefined || last === undefined) return false;
		return /\n[ \t]*\r?\n/.test(this.source.text.slice(first.node.start, last.node.end));
	}

	private isOneSortedList(): boolean {
		return !this.groupsApart() && this.existing.every(({ path }, index) => index === 0 || (this.existing[index - 1]?.path ?? '') < path);
	}

	private hasWildcard(folder: string): boolean {
		return wildcards(this.source).includes(folder);
	}

	/** Whether a simple name could come from another wildcard than that of its own package, or from the file itself. */
	private isAmbiguous(simple: string, folder: string): boolean {
		if (this.declares(simple)) return true;
		const known = simple === 'Time' && wildcards(this.source).filter((path) => path !== folder && path.endsWith('.time')).length > 0;
		return known;
	}

	private declares(simple: string): boolean {
		return new RegExp(`\\b(?:class|interface|enum|record)\\s+${simple}\\b`).test(this.source.text);
	}

	private isGoing(node: JavaNode): boolean {
		return this.going.some((range) => contains(range, node));
	}

	private words(): ReadonlySet<string> {
		if (this.spelled !== undefined) return this.spelled;
		const found = new Set<string>();
		const simples = [
			'StateTtlConfig',
			'Duration',
			'Time',
			'TimeUnit',
			'CheckpointConfig',
			'ExternalizedCheckpointRetention',
			'CheckpointingMode',
		];
		for (const word of this.source.identifiers(simples)) {
			if (!isInImport(word) && !isQualified(word) && !this.isGoing(word)) found.add(word.text);
		}
		this.spelled = found;
		return found;
	}
}

interface Place {
	readonly at: number;
	/** New lines come before what stands there. */
	readonly before: boolean;
	/** Line breaks between it and its neighbour. */
	readonly gap: number;
}

interface Wanted {
	readonly path: string;
	readonly place: Place;
}

/** The import declarations added at one place: those of the neighbouring group first, then a group apart. */
function lines(wanted: readonly Wanted[], eol: string): string {
	let text = '';
	let apart = false;
	for (const { path, place } of wanted.toSorted((a, b) => a.place.gap - b.place.gap)) {
		if (place.before) text += `import ${path};${eol}`;
		else text += `${eol.repeat(place.gap > 1 && !apart ? place.gap : 1)}import ${path};`;
		apart ||= place.gap > 1;
	}
	return wanted[0]?.place.before === true && apart ? text + eol : text;
}

/** The path of a single-type import; undefined for a static one or a wildcard. */
function plainImport(node: JavaNode): string | undefined {
	if (node.children.some((child) => child.type === 'static' || child.type === 'asterisk')) return undefined;
	return node.named.find((child) => child.type === 'scoped_identifier' || child.type === 'identifier')?.text.replace(/\s+/g, '');
}

function wildcards(source: JavaSource): readonly string[] {
	return source.root.children.flatMap((node) => {
		if (node.type !== 'import_declaration' || !node.children.some((child) => child.type === 'asterisk')) return [];
		if (node.children.some((child) => child.type === 'static')) return [];
		return node.named.filter((child) => child.type === 'scoped_identifier').map((child) => child.text.replace(/\s+/g, ''));
	});
}

/** How many leading names two paths share. */
function shared(a: string, b: string): number {
	const left = a.split('.');
	const right = b.split('.');
	let count = 0;
	while (count < left.length && left[count] === right[count]) count++;
	return count;
}

function startsItsLine(text: string, offset: number): boolean {
	return offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\uFEFF';
}

/** The end of a declaration's line where only a comment follows it, else of the declaration. */
function endOf(text: string, node: JavaNode): number {
	const rest = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(node.end, node.end + 400));
	return node.end + (rest?.[0].length ?? 0);
}

/** Whether a name is part of an import declaration. */
export function isInImport(node: JavaNode): boolean {
	for (const outer of node.upwards()) {
		if (outer.type === 'import_declaration') return true;
		if (outer.type !== 'identifier' && outer.type !== 'scoped_identifier') return false;
	}
	return false;
}

/** Whether a word is the last part of a dotted name, so that it does not stand for a class by itself. */
export function isQualified(node: JavaNode): boolean {
	const parent = node.parent;
	if (parent?.type === 'field_access') return parent.field('field') === node;
	if (parent?.type === 'scoped_type_identifier') return parent.named.at(-1) === node && parent.named.length > 1;
	return parent?.type === 'method_invocation' && parent.field('name') === node;
}
