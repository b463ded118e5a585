import { type Datum, fieldOf, made, ofPieces, type Piece, textOf, truth, UNKNOWN } from './datum.ts';
import type { Expression } from './expression.ts';
import { call, cut } from './functions.ts';
import type { Block, Node, Tag, Template } from './template.ts';

/** A chart grows beyond all measure: what it writes is not told. */
class TooLarge extends Error {}

/** Includes that are nested deeper go round in a circle. */
const DEEPEST = 40;
const MOST_PIECES = 2_000_000;
/** Text that functions hand on, in UTF-16 units. */
const MOST_TEXT = 50_000_000;
/** Steps: a chart of loops in loops may write little and take long. */
const MOST_STEPS = 1_000_000;

/**
 * What Helm writes for a template where its values are known. A tag whose outcome is not known stays as it stands, with what it encloses.
 * Undefined where the chart writes too much to be followed.
 * @param templates every template of the chart, whose definitions all of them see
 * @param root what `.` and `$` stand for at the top
 */
export function render(template: Template, templates: readonly Template[], root: Datum): readonly Piece[] | undefined {
	const named = new Map<string, Definition>();
	for (const one of templates) for (const [name, nodes] of one.named) named.set(name, { template: one, nodes });
	try {
		return new Renderer(named).nodes(template.nodes, { template, dot: root, scope: new Scope(root, undefined) }, OPEN_ENDED);
	} catch (error) {
		if (error instanceof TooLarge || error instanceof RangeError) return undefined;
		throw error;
	}
}

interface Definition {
	readonly template: Template;
	readonly nodes: readonly Node[];
}

class Scope {
	private readonly variables = new Map<string, Datum>();

	/** @param unsure whether what is assigned here happens is not known */
	constructor(
		readonly root: Datum,
		private readonly parent: Scope | undefined,
		private readonly unsure = false,
	) {}

	get(name: string): Datum {
		if (name === '$') return this.root;
		return this.variables.get(name) ?? this.parent?.get(name) ?? UNKNOWN;
	}

	declare(name: string, value: Datum): void {
		this.variables.set(name, value);
	}

	assign(name: string, value: Datum): void {
		if (this.variables.has(name)) this.variables.set(name, value);
		else this.parent?.assign(name, this.unsure ? UNKNOWN : value);
	}
}

interface Context {
	readonly template: Template;
	readonly dot: Datum;
	readonly scope: Scope;
	/** It is a branch of an `else if` whose first condition is not known. */
	readonly chained?: boolean;
}

/** Whether the tags around some nodes take blanks away. */
interface Around {
	readonly before: boolean;
	readonly behind: boolean;
}

const OPEN_ENDED: Around = { before: false, behind: false };

interface Outcome {
	readonly pieces: readonly Piece[];
	/** Its tags are gone, and trim what stands around them. */
	readonly resolved: boolean;
}

class Renderer {
	private depth = 0;
	private written = 0;
	private handled = 0;
	private steps = 0;

	constructor(private readonly named: ReadonlyMap<string, Definition>) {}

	nodes(nodes: readonly Node[], context: Context, around: Around): readonly Piece[] {
		const outcomes = nodes.map((node) => (node.kind === 'text' ? undefined : this.node(node, context)));
		return nodes.flatMap((node, index) => {
			if (node.kind !== 'text') return outcomes[index]?.pieces ?? [];
			const previous = index === 0 ? around.before : outcomes[index - 1]?.resolved === true && trimsBehind(nodes[index - 1]);
			const next = index === nodes.length - 1 ? around.behind : outcomes[index + 1]?.resolved === true && trimsBefore(nodes[index + 1]);
			const whole = this.verbatim(node, context, false);
			const start = previous ? whole.text.length - whole.text.trimStart().length : 0;
			const end = next ? whole.text.trimEnd().length : whole.text.length;
			return end > start ? [cut(whole, start, end)] : [];
		});
	}

	private node(node: Exclude<Node, { kind: 'text' }>, context: Context): Outcome {
		if (++this.steps > MOST_STEPS) throw new TooLarge();
		if (node.kind === 'comment') return { pieces: [], resolved: true };
		if (node.kind !== 'action') return this.block(node, context);
		const value = this.evaluate(node.expression, context);
		if (node.sets !== undefined) {
			if (node.declares === true) context.scope.declare(node.sets, value);
			else context.scope.assign(node.sets, value);
			return { pieces: [], resolved: true };
		}
		const known = value.kind === 'scalar' && (value.open !== true || writesLines(node, context.template.text));
		return known ? { pieces: this.counted(value.pieces), resolved: true } : { pieces: [this.verbatim(node.tag, context)], resolved: false };
	}

	private block(node: Block, context: Context): Outcome {
		const value = context.chained === true ? UNKNOWN : this.evaluate(node.expression, context);
		const holds = node.kind === 'range' ? this.repeats(value) : truth(value);
		if (holds === undefined) return { pieces: this.kept(node, context), resolved: false };
		if (!holds) {
			if (node.otherwise === undefined) return { pieces: [], resolved: true };
			const around = { before: node.otherwise.tag.trimsBehind, behind: node.end.trimsBefore };
			// An `else if` trims by its own tags.
			const chained = node.otherwise.body[0]?.kind !== 'text' && node.otherwise.body.length === 1 && isContinued(node.otherwise.body[0]);
			return { pieces: this.nodes(node.otherwise.body, inner(context), chained ? OPEN_ENDED : around), resolved: true };
		}
		const around = { before: node.tag.trimsBehind, behind: (node.otherwise?.tag ?? node.end).trimsBefore };
		if (node.kind !== 'range') {
			const own = inner(context, node.kind === 'with' ? value : context.dot);
			for (const name of node.variables) own.scope.declare(name, value);
			return { pieces: this.nodes(node.body, own, around), resolved: true };
		}
		return { pieces: items(value).flatMap((item) => this.nodes(node.body, eachOf(node, item, context), around)), resolved: true };
	}

	/** Whether a loop runs at all; undefined where that is not known. */
	private repeats(value: Datum): boolean | undefined {
		if (value.kind === 'map' && value.open === true) return undefined;
		return value.kind === 'map' || value.kind === 'list' ? truth(value) : undefined;
	}

	/** A block whose condition is not known: its tags as they stand, and what they enclose as far as that is known. */
	private kept(node: Block, context: Context): readonly Piece[] {
		const { otherwise } = node;
		const own = (dot: Datum): Context => ({ template: context.template, dot, scope: new Scope(context.scope.root, context.scope, true) });
		const body = own(node.kind === 'if' ? context.dot : UNKNOWN);
		for (const name of node.variables) body.scope.declare(name, UNKNOWN);
		const opening =
			node.continued && context.chained !== true ? { text: '{{ if ? }}', open: true as const } : this.verbatim(node.tag, context);
		const pieces = [opening, ...this.nodes(node.body, body, OPEN_ENDED)];
		const [next] = otherwise?.body ?? [];
		if (otherwise !== undefined && isContinued(next))
			pieces.push(...this.nodes(otherwise.body, { ...own(context.dot), chained: true }, OPEN_ENDED));
		else if (otherwise !== undefined)
			pieces.push(this.verbatim(otherwise.tag, context), ...this.nodes(otherwise.body, own(context.dot), OPEN_ENDED));
		if (context.chained !== true) pieces.push(this.verbatim(node.end, context));
		return pieces;
	}

	private verbatim({ start, end }: Pick<Tag, 'start' | 'end'>, { template: { file, text } }: Context, open = true): Piece {
		this.counted([undefined]);
		return { text: text.slice(start, end), file: { file, range: { start, end } }, ...(open ? { open: true as const } : {}) };
	}

	private counted<T>(pieces: readonly T[]): readonly T[] {
		this.written += pieces.length;
		if (this.written > MOST_PIECES) throw new TooLarge();
		return pieces;
	}

	private evaluate(expression: Expression | undefined, context: Context): Datum {
		if (++this.steps > MOST_STEPS) throw new TooLarge();
		switch (expression?.kind) {
			case undefined:
				return UNKNOWN;
			case 'literal': {
				const literal = made(expression.value);
				const exact = literal.kind === 'scalar' && textOf(literal.pieces).length === expression.range.end - expression.range.start;
				return exact ? made(expression.value, { file: context.template.file, range: expression.range }) : literal;
			}
			case 'path': {
				const from = expression.from === '.' ? context.dot : context.scope.get(expression.from);
				return expression.fields.reduce(fieldOf, from);
			}
			case 'field':
				return expression.fields.reduce(fieldOf, this.evaluate(expression.of, context));
			case 'call':
				return this.function(expression.name, expression.arguments, context);
		}
	}

	private function(name: string, args: readonly Expression[], context: Context): Datum {
		const values = args.map((arg) => this.evaluate(arg, context));
		if (name === 'include' || name === 'template') return this.include(values);
		if (name !== 'tpl') return this.measured(call(name, values));
		const [text] = values;
		return text?.kind === 'scalar' && !textOf(text.pieces).includes('{{') ? text : UNKNOWN;
	}

	/** Functions that repeat what they are given grow it without end. */
	private measured(datum: Datum): Datum {
		if (datum.kind !== 'scalar') return datum;
		for (const { text } of this.counted(datum.pieces)) this.handled += text.length;
		if (this.handled > MOST_TEXT) throw new TooLarge();
		return datum;
	}

	private include([name, dot = UNKNOWN]: readonly Datum[]): Datum {
		const found = name?.kind === 'scalar' && name.open !== true ? this.named.get(String(name.value)) : undefined;
		if (found === undefined || this.depth > DEEPEST) return UNKNOWN;
		this.depth++;
		const context = { template: found.template, dot, scope: new Scope(dot, undefined) };
		const pieces = this.nodes(found.nodes, context, OPEN_ENDED);
		this.depth--;
		return ofPieces(this.counted(pieces));
	}
}

/** Whether a tag writes lines of its own: what is known of them is kept, whereas in a line of others a tag of several lines would break it. */
function writesLines({ expression, tag }: Node & { kind: 'action' }, text: string): boolean {
	if (expression?.kind === 'call' && (expression.name === 'indent' || expression.name === 'nindent')) return true;
	return (
		/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, tag.start - 200), tag.start)) &&
		/^[ \t]*(?:\r?\n|$)/.test(text.slice(tag.end, tag.end + 200))
	);
}

interface Item {
	readonly key: Datum;
	readonly value: Datum;
}

/** What a loop goes through; a map in the order of its keys. */
function items(value: Datum): readonly Item[] {
	if (value.kind === 'list') return value.items.map((item, index) => ({ key: made(index), value: item }));
	if (value.kind !== 'map') return [];
	const sorted = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
	return sorted.map(([, entry]) => ({ key: ofPieces(entry.key), value: entry.value }));
}

function eachOf({ variables }: Block, { key, value }: Item, context: Context): Context {
	const own = inner(context, value);
	const [first, second] = variables;
	if (second !== undefined) own.scope.declare(second, value);
	if (first !== undefined) own.scope.declare(first, second === undefined ? value : key);
	return own;
}

function inner({ template, dot, scope }: Context, own = dot): Context {
	return { template, dot: own, scope: new Scope(scope.root, scope) };
}

function isContinued(node: Node | undefined): boolean {
	return node !== undefined && node.kind !== 'text' && node.kind !== 'comment' && node.kind !== 'action' && node.continued;
}

function trimsBefore(node: Node | undefined): boolean {
	return node !== undefined && node.kind !== 'text' && node.tag.trimsBefore;
}

function trimsBehind(node: Node | undefined): boolean {
	if (node === undefined || node.kind === 'text') return false;
	return node.kind === 'comment' || node.kind === 'action' ? node.tag.trimsBehind : node.end.trimsBehind;
}
