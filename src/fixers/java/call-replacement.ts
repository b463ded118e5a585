import type { CallArgument, CallReplacement } from '../../model/change.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { DeprecatedCallFact } from '../../model/job.ts';
import { contains, overlaps, type Range } from '../../model/range.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { type Call, lastName } from '../../parsers/java/syntax.ts';
import { callAt } from './calls.ts';
import { Imports, isInImport, isQualified } from './imports.ts';
import { edit, insertion, withoutStatement } from './layout.ts';

/** An import that nothing needs any more once the call is replaced. */
interface FreeImport {
	readonly node: JavaNode;
	/** What it names, dotted. */
	readonly name: JavaNode;
	readonly static: boolean;
}

/** Rewrites a call as another one: its method's name, those arguments that differ, and the imports they need or no longer need. */
export function withCall(
	source: JavaSource,
	fact: DeprecatedCallFact,
	{ name, arguments: wanted }: CallReplacement,
): readonly TextEdit[] | undefined {
	const call = callAt(source, fact.range);
	if (call === undefined || wanted.some((argument) => argument.kind === 'kept' && call.args[argument.index] === undefined))
		return undefined;
	const going = call.args.filter((_, index) => !wanted.some((argument) => argument.kind === 'kept' && argument.index === index));
	const free = freeImports(source, going);
	const renamed = call.name === name ? [] : [edit(source, call.method, name)];
	const swap = swapped(source, call, wanted, free);
	if (swap !== undefined) return [swap, ...renamed];
	const imports = new Imports(source, [...going, ...free.map(({ node }) => node)]);
	const args = argumentEdits(source, call, wanted, (className) => spelled(source, imports, className));
	return args === undefined ? undefined : [...importEdits(source, imports, free), ...renamed, ...args];
}

/** The same constant of another class that has the same name: only the import differs. */
function swapped(source: JavaSource, call: Call, wanted: readonly CallArgument[], free: readonly FreeImport[]): TextEdit | undefined {
	const [only, other] = free;
	if (only === undefined || other !== undefined || wanted.length !== call.args.length) return undefined;
	const changed = wanted.flatMap((argument, index) => (argument.kind === 'kept' && argument.index === index ? [] : [{ argument, index }]));
	const [{ argument, index } = { argument: undefined, index: 0 }, second] = changed;
	if (argument?.kind !== 'constant' || second !== undefined) return undefined;
	const simple = lastName(argument.className);
	const written = call.args[index]?.text.replace(/\s+/g, '');
	const fits = only.static ? written === argument.name : written === `${simple}.${argument.name}`;
	const path = only.static ? `${argument.className}.${argument.name}` : argument.className;
	return fits && lastName(only.name.text) === lastName(path) ? edit(source, only.name, path) : undefined;
}

function argumentEdits(
	source: JavaSource,
	call: Call,
	wanted: readonly CallArgument[],
	className: (qualified: string) => string,
): readonly TextEdit[] | undefined {
	if (wanted.length === call.args.length)
		return call.args.flatMap((old, index) => {
			const argument = wanted[index];
			return argument === undefined ? [] : argumentEdit(source, call, old, argument, className);
		});
	const list = call.node.field('arguments');
	if (list === undefined) return undefined;
	const first = call.args[0]?.start ?? list.start + 1;
	const last = call.args.at(-1)?.end ?? list.start + 1;
	// A comment among the arguments would be lost.
	if (/\/[/*]/.test(source.text.slice(first, last))) return undefined;
	const text = wanted.map((argument) => argumentText(call, argument, className)).join(', ');
	return first === last ? [insertion(source, first, text)] : [edit(source, { start: first, end: last }, text)];
}

/** Of a constant with the same name only the class is rewritten. */
function argumentEdit(
	source: JavaSource,
	call: Call,
	old: JavaNode,
	argument: CallArgument,
	className: (qualified: string) => string,
): readonly TextEdit[] {
	const owner = old.type === 'field_access' ? old.field('object') : undefined;
	if (argument.kind === 'constant' && owner !== undefined && old.field('field')?.text === argument.name) {
		const text = className(argument.className);
		return owner.text === text ? [] : [edit(source, owner, text)];
	}
	const text = argumentText(call, argument, className);
	return old.text === text ? [] : [edit(source, old, text)];
}

function argumentText(call: Call, argument: CallArgument, className: (qualified: string) => string): string {
	switch (argument.kind) {
		case 'kept':
			return call.args[argument.index]?.text ?? '';
		case 'value':
			return String(argument.value);
		case 'constant':
			return `${className(argument.className)}.${argument.name}`;
	}
}

/** What is in java.lang needs no import. */
function spelled(source: JavaSource, imports: Imports, qualified: string): string {
	if (!qualified.startsWith('java.lang.')) return imports.name(qualified);
	const simple = lastName(qualified);
	return source.names.imported(simple) === undefined ? simple : qualified;
}

/** The imports of what the arguments that go away name, where nothing else in the file names it. */
function freeImports(source: JavaSource, going: readonly JavaNode[]): readonly FreeImport[] {
	const names = new Set(going.flatMap((argument) => leadingName(argument) ?? []));
	if (names.size === 0) return [];
	for (const word of source.identifiers(names)) {
		if (!isInImport(word) && !isQualified(word) && !going.some((range: Range) => contains(range, word))) names.delete(word.text);
	}
	return source.root.children.flatMap((node) => {
		if (node.type !== 'import_declaration' || node.child('asterisk') !== undefined) return [];
		const name = node.named.find((child) => child.type === 'scoped_identifier');
		return name !== undefined && names.has(lastName(name.text)) ? [{ node, name, static: node.child('static') !== undefined }] : [];
	});
}

/** `CheckpointConfig` of `CheckpointConfig.ExternalizedCheckpointCleanup.X`, or a constant that is named alone. */
function leadingName(argument: JavaNode): string | undefined {
	let node: JavaNode | undefined = argument;
	while (node?.type === 'field_access') node = node.field('object');
	return node?.type === 'identifier' ? node.text : undefined;
}

/** Old imports go and new ones come, each in its place; where both would be at the same place, the one becomes the other. */
function importEdits(source: JavaSource, imports: Imports, free: readonly FreeImport[]): readonly TextEdit[] {
	const added = imports.edits();
	const removed = free.map(({ node }) => withoutStatement(source, node));
	const [addition] = added;
	const beside = free.find((_, index) => addition !== undefined && overlaps(removed[index]?.range ?? addition.range, addition.range));
	if (addition === undefined || beside === undefined) return [...added, ...removed];
	const path = /^\s*import ([\w.]+);\s*$/.exec(addition.text)?.[1];
	const others = free.flatMap((each, index) => (each === beside ? [] : (removed[index] ?? [])));
	// A static import, and one of several new ones, stays: it does no harm.
	if (path === undefined || beside.static || added.length > 1) return [...added, ...others];
	return [edit(source, beside.name, path), ...others];
}
