import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import { type Declaration, typeName } from './scope.ts';
import { sinksOf, storedIn } from './state-flow.ts';
import { bare, type Call, callOf, constructedType, declaredName, enclosingMethod, membersOf } from './syntax.ts';

/** What happens to a state, as far as its file shows. */
export interface StateHandling {
	/** Where something clears it, removes from it or overwrites it with nothing. */
	readonly clears: readonly JavaNode[];
	/** The calls that put something into it. */
	readonly writes: readonly Call[];
	/** Something is put into it, be it through a method reference. */
	readonly written: boolean;
	/** It is handed to code that is not seen. */
	readonly escapes: boolean;
}

/** Methods of State and MapState, in both state APIs, that free what they hold. */
const CLEARING: ReadonlySet<string> = new Set(['clear', 'remove', 'asyncClear', 'asyncRemove']);
const UPDATING: ReadonlySet<string> = new Set(['update', 'asyncUpdate', 'updateInternal']);
/** Methods that add to what a state holds: of ListState, ReducingState and AggregatingState, and of MapState. */
const ADDING: ReadonlySet<string> = new Set(['add', 'addAll', 'asyncAdd', 'asyncAddAll', 'put', 'putAll', 'asyncPut', 'asyncPutAll']);
/** Methods after which a state holds something for certain; a collection may be empty. */
const FILLING: ReadonlySet<string> = new Set(['update', 'add', 'put']);
/** Within so many statements a clear is followed by the write that undoes it. */
const SOON = 20;
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

/** Follows a state from the call that gives it: the call's result, or what `applyToKeyedState` hands to a function. */
export function handlingOf(call: Call, kind: string, mentions: Mentions): StateHandling {
	// What it gives is a stream; the state is the functions' that join it.
	if (call.name === 'broadcast') return UNSEEN;
	if (call.name !== 'applyToKeyedState') return handlingOfState(call.node, kind, mentions);
	const states = statesGiven(call.args[1], mentions);
	return states === undefined ? UNSEEN : merged(states.map((state) => handlingOfState(state, kind, mentions)));
}

const UNSEEN: StateHandling = { clears: [], writes: [], written: false, escapes: true };

function merged(handlings: readonly StateHandling[]): StateHandling {
	return {
		clears: handlings.flatMap((handling) => handling.clears),
		writes: handlings.flatMap((handling) => handling.writes),
		written: handlings.some((handling) => handling.written),
		escapes: handlings.some((handling) => handling.escapes),
	};
}

/** The uses of the state that a KeyedStateFunction is given, as a lambda or as a class of this file; undefined where it is not seen. */
function statesGiven(action: JavaNode | undefined, mentions: Mentions): readonly JavaNode[] | undefined {
	const given = action === undefined ? undefined : bare(action);
	if (given?.type === 'lambda_expression') return parameterUses(given, mentions);
	const constructed = given === undefined ? undefined : constructedType(given);
	if (given === undefined || constructed === undefined) return undefined;
	const body = given.child('class_body');
	const types = body === undefined ? mentions.typesNamed(constructed.name) : [body];
	const methods = types.flatMap(membersOf).filter((member) => declaredName(member) === 'process' && member.field('body') !== undefined);
	const uses = methods.map((method) => parameterUses(method, mentions));
	return uses.length === 0 || uses.includes(undefined) ? undefined : uses.flatMap((found) => found ?? []);
}

/** The uses of the second parameter of a `(key, state) -> …` or a `process(key, state)`. */
function parameterUses(taker: JavaNode, mentions: Mentions): readonly JavaNode[] | undefined {
	const parameter = taker.field('parameters')?.named[1];
	const name = parameter?.type === 'identifier' ? parameter : parameter?.field('name');
	const declaration = name === undefined ? undefined : mentions.source.scopes.resolve(name.text, name);
	if (name === undefined || declaration === undefined) return undefined;
	return mentions.named(name.text, taker).filter((use) => use !== name && mentions.declarationOf(use) === declaration);
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
	const found = { clears: [] as JavaNode[], writes: [] as Call[], written: false, escapes: false };
	for (const sink of sinksOf(state, mentions)) {
		if (sink.kind === 'escape') found.escapes = true;
		else if (sink.kind === 'argument') found.escapes ||= !LOOKING.has(sink.call.name);
		else if (sink.kind === 'reference') {
			if (CLEARING.has(sink.name)) found.clears.push(sink.node);
			found.written ||= UPDATING.has(sink.name) || ADDING.has(sink.name);
		} else if (clears(sink.call, kind, mentions)) found.clears.push(sink.call.node);
		else if (UPDATING.has(sink.call.name) || ADDING.has(sink.call.name)) found.writes.push(sink.call);
	}
	return { ...found, written: found.written || found.writes.length > 0 };
}

/** Whether a list is only ever added to, or a map only gets entries under keys that are no literals. */
export function onlyGrows(kind: string, handlings: readonly StateHandling[]): boolean {
	if (kind !== 'list' && kind !== 'map') return false;
	const writes = handlings.flatMap((handling) => handling.writes);
	if (!writes.every((call) => ADDING.has(call.name))) return false;
	return kind === 'list' ? writes.length > 0 : writes.some((call) => call.args[0]?.type.endsWith('_literal') !== true);
}

function clears(call: Call, kind: string, mentions: Mentions): boolean {
	if (CLEARING.has(call.name)) return !isRefilled(call, mentions);
	if (UPDATING.has(call.name)) return prunes(call, kind) || call.args.some((value) => isNothing(value, kind, mentions));
	return VIEWS.has(call.name) && kind === 'map' && viewClears(call.node, mentions);
}

/** `state.clear(); state.update(x);`: something stands in it again with the next statements of the same block. */
function isRefilled(clearing: Call, mentions: Mentions): boolean {
	const statement = clearing.node.parent;
	const state = clearing.receiver === undefined ? undefined : mentions.declarationOf(clearing.receiver);
	if (clearing.name !== 'clear' || state === undefined || statement?.type !== 'expression_statement') return false;
	const block = statement.parent;
	if (block?.type !== 'block') return false;
	for (const next of block.children.slice(statement.index + 1, statement.index + 1 + SOON)) {
		if (next.type !== 'expression_statement') return false;
		const expression = next.named[0];
		const call = expression === undefined ? undefined : callOf(expression);
		if (call?.receiver === undefined || mentions.declarationOf(call.receiver) !== state) continue;
		// What a list is updated with may be empty.
		return FILLING.has(call.name) && call.args[0]?.type !== 'null_literal' && !mayBeEmpty(state, call);
	}
	return false;
}

function mayBeEmpty(state: Declaration, call: Call): boolean {
	return call.name === 'update' && typeName(state) !== 'ValueState';
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
