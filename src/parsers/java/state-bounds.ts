import type { Range } from '../../model/range.ts';
import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import { sinksOf, storedIn } from './state-flow.ts';
import { bare, type Call, callOf, enclosingMethod, enclosingStatement } from './syntax.ts';

/** What happens to a state, as far as its file shows. */
export interface StateHandling {
	/** Something clears it, removes from it or overwrites it with nothing. */
	readonly cleared: boolean;
	/** It is handed to code that is not seen. */
	readonly escapes: boolean;
}

/** Methods of State and MapState, in both state APIs, that free what they hold. */
const CLEARING: ReadonlySet<string> = new Set(['clear', 'remove', 'asyncClear', 'asyncRemove']);
const UPDATING: ReadonlySet<string> = new Set(['update', 'asyncUpdate', 'updateInternal']);
/** Views of a state through which entries can be removed. */
const VIEWS: ReadonlySet<string> = new Set(['iterator', 'entries', 'keys', 'values', 'get']);
const VIEW_CLEARING: ReadonlySet<string> = new Set(['remove', 'removeIf', 'removeAll', 'retainAll', 'clear']);
const EMPTY: ReadonlySet<string> = new Set(['emptyList', 'emptyMap', 'of', 'newArrayList']);
/** What a logger or a printer does with a state changes nothing in it. */
const LOOKING: ReadonlySet<string> = new Set([
	'trace',
	'debug',
	'info',
	'warn',
	'error',
	'println',
	'printf',
	'print',
	'format',
	'equals',
	'isNull',
	'nonNull',
]);

/** Follows a state from the call that gives it: the call's result, or what `applyToKeyedState` hands to a lambda. */
export function handlingOf(call: Call, kind: string, mentions: Mentions): StateHandling {
	// What it gives is a stream; the state is the functions' that join it.
	if (call.name === 'broadcast') return { cleared: false, escapes: true };
	const states = call.name === 'applyToKeyedState' ? lambdaStates(call, mentions) : [call.node];
	const handlings = states.map((state) => handlingOfState(state, kind, mentions));
	return { cleared: handlings.some((handling) => handling.cleared), escapes: handlings.some((handling) => handling.escapes) };
}

/** The uses of the state parameter of a `(key, state) -> …` that a call is given. */
function lambdaStates(call: Call, mentions: Mentions): readonly JavaNode[] {
	return call.args.flatMap((argument) => {
		const parameter = argument.type === 'lambda_expression' ? argument.field('parameters')?.named[1] : undefined;
		const name = parameter?.type === 'identifier' ? parameter : parameter?.field('name');
		if (name === undefined) return [];
		return mentions.named(name.text, argument).filter((use) => use.start > name.start && use.parent?.field('name') !== use);
	});
}

/** What happens to the state in a field, which is the same for every descriptor that is put there. */
const fieldHandlings = new WeakMap<Declaration, Map<string, StateHandling>>();

function handlingOfState(state: JavaNode, kind: string, mentions: Mentions): StateHandling {
	const isPlain = state.parent?.type === 'assignment_expression' && state.parent.parent?.type === 'expression_statement';
	const field = isPlain ? storedIn(state, mentions) : undefined;
	if (field?.kind !== 'field') return followed(state, kind, mentions);
	const kept = fieldHandlings.get(field) ?? new Map<string, StateHandling>();
	fieldHandlings.set(field, kept);
	const handling = kept.get(kind) ?? followed(state, kind, mentions);
	kept.set(kind, handling);
	return handling;
}

function followed(state: JavaNode, kind: string, mentions: Mentions): StateHandling {
	let cleared = false;
	let escapes = false;
	for (const sink of sinksOf(state, mentions)) {
		if (sink.kind === 'escape') escapes = true;
		else if (sink.kind === 'argument') escapes ||= !LOOKING.has(sink.call.name);
		else if (sink.kind === 'reference') cleared ||= CLEARING.has(sink.name);
		else cleared ||= clears(sink.call, kind, mentions);
	}
	return { cleared, escapes };
}

function clears(call: Call, kind: string, mentions: Mentions): boolean {
	if (CLEARING.has(call.name)) return true;
	if (UPDATING.has(call.name)) return prunes(call, kind) || call.args.some((value) => isNothing(value, kind, mentions));
	return VIEWS.has(call.name) && kind === 'map' && viewClears(call.node, mentions);
}

/** Whether a timer rewrites a list state: it keeps what is recent, and an empty list clears the state. */
function prunes(call: Call, kind: string): boolean {
	return kind === 'list' && enclosingMethod(call.node)?.field('name')?.text === 'onTimer';
}

/** Whether entries are removed through an iterator or a collection view of a map state. */
function viewClears(view: JavaNode, mentions: Mentions): boolean {
	const open = [view];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		for (const sink of sinksOf(at, mentions)) {
			if (sink.kind === 'reference' && VIEW_CLEARING.has(sink.name)) return true;
			if (sink.kind === 'argument' && sink.call.name.startsWith('remove')) return true;
			if (sink.kind !== 'receiver') continue;
			if (VIEW_CLEARING.has(sink.call.name)) return true;
			if (sink.call.name === 'iterator') open.push(sink.call.node);
		}
	}
	return false;
}

/** Whether a value written to a state frees it: `null`, a branch that is null, a parameter given null, an empty list. */
function isNothing(value: JavaNode, kind: string, mentions: Mentions): boolean {
	const plain = bare(value);
	if (plain.type === 'null_literal') return true;
	if (plain.type === 'ternary_expression') {
		return [plain.field('consequence'), plain.field('alternative')].some(
			(branch) => branch !== undefined && isNothing(branch, kind, mentions),
		);
	}
	if (kind === 'list' && isEmptyCollection(plain)) return true;
	if (plain.type !== 'identifier') return false;
	const declaration = mentions.declarationOf(plain);
	if (declaration === undefined) return false;
	if (declaration.kind === 'parameter') return isGivenNull(declaration.node, mentions);
	if (kind === 'list' && declaration.kind === 'local' && declaration.value !== undefined && isEmptyCollection(declaration.value)) {
		// An empty list that nothing is added to before it is written.
		return mentions.usesOf(declaration).every((use) => use.parent?.type === 'argument_list');
	}
	return mentions.usesOf(declaration).some((use) => {
		const assignment = use.parent?.type === 'assignment_expression' && use.parent.field('left') === use ? use.parent : undefined;
		return assignment?.field('right')?.type === 'null_literal';
	});
}

function isEmptyCollection(value: JavaNode): boolean {
	if (value.type === 'object_creation_expression')
		return value.field('arguments')?.named.length === 0 && value.child('class_body') === undefined;
	const call = callOf(value);
	return call !== undefined && EMPTY.has(call.name) && call.args.length === 0;
}

/** Whether a call in this file passes `null` for a parameter. */
function isGivenNull(parameter: JavaNode, mentions: Mentions): boolean {
	const method = enclosingMethod(parameter);
	if (method === undefined) return false;
	const position = (method.field('parameters')?.named ?? []).indexOf(parameter);
	return mentions.callsOf(method).some((call) => call.args[position]?.type === 'null_literal');
}

/** The first statement inside a class that registers a timer. */
export function timerIn(owner: JavaNode, mentions: Mentions): Range | undefined {
	let first: JavaNode | undefined;
	for (const name of ['registerEventTimeTimer', 'registerProcessingTimeTimer']) {
		const method = mentions.named(name, owner).find((mention) => callOf(mention) !== undefined);
		if (method !== undefined && (first === undefined || method.start < first.start)) first = method;
	}
	if (first === undefined) return undefined;
	const statement = enclosingStatement(first) ?? first;
	return { start: statement.start, end: statement.end };
}
