import type { StateUse } from '../../model/job.ts';
import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import type { Sink } from './state-flow.ts';
import { ancestors, type Call, callOf, enclosingType, isType, simpleTypeName } from './syntax.ts';

/** A call that a descriptor is passed to, which says what its state is for. */
export interface StateCall {
	readonly use: StateUse;
	/** The call, whose result is the state itself where it gives one. */
	readonly call: Call;
	/** The class whose function holds the state. */
	readonly owner: JavaNode | undefined;
}

/** Methods of KeyedStateStore, RuntimeContext and OperatorStateStore. */
const STATE_GETTERS: ReadonlySet<string> = new Set([
	'getState',
	'getListState',
	'getMapState',
	'getReducingState',
	'getAggregatingState',
	'getFoldingState',
]);
const BROADCAST: ReadonlySet<string> = new Set(['broadcast', 'getBroadcastState', 'getReadOnlyBroadcastState']);
/** Methods of KeyedStateBackend, Trigger's context and AbstractStreamOperator that give partitioned state. */
const PARTITIONED: ReadonlySet<string> = new Set([
	'getPartitionedState',
	'getOrCreateKeyedState',
	'mergePartitionedState',
	'getPartitionedMapState',
	'applyToKeyedState',
	'getKeyedStateHandle',
]);
const TRIGGER_TYPES: ReadonlySet<string> = new Set(['Trigger', 'TriggerContext', 'OnMergeContext']);
const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set(['ProcessWindowFunction', 'ProcessAllWindowFunction']);
/** Functions of the State Processor API read or write savepoints: nothing grows in them. */
const SAVEPOINT_FUNCTIONS: ReadonlySet<string> = new Set([
	'KeyedStateReaderFunction',
	'KeyedStateBootstrapFunction',
	'WindowReaderFunction',
	'StateBootstrapFunction',
	'BroadcastStateBootstrapFunction',
]);
const OPERATOR_STORES: ReadonlySet<string> = new Set(['OperatorStateStore', 'OperatorStateBackend']);
const KEYED_STORES: ReadonlySet<string> = new Set([
	'KeyedStateStore',
	'RuntimeContext',
	'StreamingRuntimeContext',
	'IterationRuntimeContext',
	'KeyedStateBackend',
	'CepRuntimeContext',
]);

/** The call a descriptor's sink is, if it is one that makes state of it. */
export function stateCall(sink: Sink, mentions: Mentions): StateCall | undefined {
	if (sink.kind !== 'argument') return undefined;
	const { call } = sink;
	const use = useOf(call, mentions);
	return use === undefined ? undefined : { use, call, owner: enclosingType(call.node) };
}

function useOf(call: Call, mentions: Mentions): StateUse | undefined {
	if (call.name === 'getUnionListState') return 'operator';
	if (BROADCAST.has(call.name)) return storeOf(call.receiver, mentions) === 'operator' ? 'operator' : 'broadcast';
	const partitioned = PARTITIONED.has(call.name);
	if (!partitioned && !STATE_GETTERS.has(call.name)) return undefined;
	const family = classFamily(call.node, mentions);
	if (intersects(family, SAVEPOINT_FUNCTIONS)) return 'unknown';
	if (intersects(family, TRIGGER_TYPES)) return 'trigger';
	const store = storeOf(call.receiver, mentions);
	if (store === 'operator' || store === 'window' || store === 'trigger') return store;
	// Such state is per key and never cleaned by the window, but it is the function's business, as windowState is.
	if (intersects(family, WINDOW_FUNCTIONS)) return 'window';
	return partitioned ? 'keyed' : store;
}

/** What the object gives state for on which a getter is called. */
function storeOf(receiver: JavaNode | undefined, mentions: Mentions): StateUse {
	let at = receiver;
	// Each turn looks behind one call or one variable's initialiser; variables that hold each other end the search.
	for (let turns = 0; at !== undefined && turns < 20; turns++) {
		const call = callOf(at);
		if (call !== undefined) {
			const named = storeOfCall(call.name);
			if (named !== undefined) return named;
			at = call.receiver;
			continue;
		}
		const declaration = mentions.declarationOf(at);
		const type = declaration?.type === undefined ? undefined : simpleTypeName(declaration.type);
		if (type !== undefined && OPERATOR_STORES.has(type)) return 'operator';
		if (type !== undefined && TRIGGER_TYPES.has(type)) return 'trigger';
		const origin = declaration?.value;
		if (type !== undefined && KEYED_STORES.has(type) && (origin === undefined || callOf(origin) === undefined)) return 'keyed';
		at = origin;
	}
	return 'unknown';
}

function storeOfCall(name: string): StateUse | undefined {
	switch (name) {
		case 'getOperatorStateStore':
		case 'getOperatorStateBackend':
			return 'operator';
		case 'windowState':
		case 'globalState':
			return 'window';
		case 'getKeyedStateStore':
		case 'getKeyedStateBackend':
		case 'getRuntimeContext':
		case 'getIterationRuntimeContext':
			return 'keyed';
		default:
			return undefined;
	}
}

/** Simple names of the classes around a place and of everything they extend or implement. */
function classFamily(at: JavaNode, mentions: Mentions): ReadonlySet<string> {
	const found = new Set<string>();
	for (const outer of ancestors(at)) {
		if (!isType(outer) && !(outer.type === 'class_body' && outer.parent?.type === 'object_creation_expression')) continue;
		for (const name of mentions.ancestry(outer)) found.add(name);
		// A static nested class shares nothing with the class around it.
		if (isType(outer) && outer.type !== 'class_declaration') break;
		if (outer.type === 'class_declaration' && outer.child('modifiers')?.child('static') !== undefined) break;
	}
	return found;
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	for (const item of b) if (a.has(item)) return true;
	return false;
}
