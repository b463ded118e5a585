import type { StateBound, StateDescriptorFact, StateUse } from '../../model/job.ts';
import type { Range } from '../../model/range.ts';
import { Mentions } from './mentions.ts';
import { qualifiedClassName } from './names.ts';
import type { JavaNode } from './node.ts';
import type { JavaSource } from './source.ts';
import { handlingOf, onlyGrows, type StateHandling } from './state-bounds.ts';
import { constructionsOf } from './state-constructions.ts';
import { type Sink, sinksOf, storedIn } from './state-flow.ts';
import { Inputs } from './state-inputs.ts';
import { Timers } from './state-timers.ts';
import { type StateCall, stateCall } from './state-use.ts';
import { argumentsOf, enclosingType } from './syntax.ts';

type Kind = StateDescriptorFact['kind'];

/** Folding state, gone since Flink 1.15, aggregates. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
	['ValueStateDescriptor', 'value'],
	['ListStateDescriptor', 'list'],
	['MapStateDescriptor', 'map'],
	['ReducingStateDescriptor', 'reducing'],
	['AggregatingStateDescriptor', 'aggregating'],
	['FoldingStateDescriptor', 'aggregating'],
]);

/** What a descriptor is used for counts in this order where it is used in several ways: only keyed state needs a bound. */
const USES: readonly StateUse[] = ['broadcast', 'operator', 'trigger', 'window', 'keyed', 'unknown'];

/** What is known of a descriptor's state, its siblings apart. */
interface Described {
	readonly fact: StateDescriptorFact;
	/** The function whose state it is. */
	readonly holder: JavaNode | undefined;
	/** A timer clears it, and it is no note of the timer's own time. */
	readonly clearedByTimer: boolean;
}

/** What is asked about a whole file once. */
interface Reading {
	readonly mentions: Mentions;
	readonly timers: Timers;
	readonly inputs: Inputs;
}

/** The state descriptors a file builds, in source order, with what they are for and what bounds their state. */
export function stateDescriptors(source: JavaSource, mentions = new Mentions(source)): readonly StateDescriptorFact[] {
	const created = constructionsOf(source, KINDS.keys());
	if (created.length === 0) return [];
	const reading = { mentions, timers: new Timers(mentions), inputs: new Inputs(mentions) };
	const described = created.flatMap(({ node, name }) => describe(node, KINDS.get(name), reading) ?? []);
	const tidy = new Set(described.flatMap(({ clearedByTimer, holder }) => (clearedByTimer && holder !== undefined ? holder : [])));
	const ids = new Map<string, number>();
	return described.map(({ fact, holder }) => {
		const count = (ids.get(fact.id) ?? 0) + 1;
		ids.set(fact.id, count);
		const siblingsCleared = fact.bound === 'timer-without-clear' && holder !== undefined && tidy.has(holder);
		return { ...fact, siblingsCleared, id: count === 1 ? fact.id : `${fact.id}#${count}` };
	});
}

function describe(node: JavaNode, kind: Kind | undefined, reading: Reading): Described | undefined {
	if (kind === undefined) return undefined;
	const { mentions, timers } = reading;
	const sinks = sinksOf(node, mentions);
	const calls = sinks.flatMap((sink) => stateCall(sink, mentions) ?? []);
	const use = USES.find((candidate) => calls.some((call) => call.use === candidate)) ?? 'unknown';
	const holder = calls.find((call) => call.use === use)?.owner;
	const owner = holder ?? enclosingType(node) ?? node;
	const handlings = calls.map((call) => handlingOf(call.call, kind, mentions));
	const { bound, timer } = boundOf({ sinks, calls, handlings, kind, use }, reading);
	const stateName = nameOf(node, mentions);
	const className = qualifiedClassName(owner.type === 'class_body' ? owner : (owner.field('body') ?? owner), mentions.source.names);
	const fact: StateDescriptorFact = {
		id: `${className}.${storedIn(node, mentions)?.name ?? stateName ?? kind}`,
		kind,
		use,
		bound,
		onlyGrows: onlyGrows(kind, handlings),
		siblingsCleared: false,
		...(stateName === undefined ? {} : { stateName }),
		file: mentions.source.path,
		range: { start: node.start, end: node.end },
		className,
		...(timer === undefined ? {} : { timer }),
	};
	return {
		fact,
		holder: holder === undefined ? undefined : timers.functionOf(holder),
		clearedByTimer: holder !== undefined && use === 'keyed' && isClearedByTimer(handlings, holder, timers),
	};
}

function isClearedByTimer(handlings: readonly StateHandling[], holder: JavaNode, timers: Timers): boolean {
	if (!handlings.some(({ clears }) => clears.some((clear) => timers.runs(clear)))) return false;
	return !handlings.some(({ writes }) => timers.isTimestamp(writes, holder));
}

/** A descriptor, what its state is for and what happens to it. */
interface Usage {
	readonly sinks: readonly Sink[];
	readonly calls: readonly StateCall[];
	readonly handlings: readonly StateHandling[];
	readonly kind: Kind;
	readonly use: StateUse;
}

function boundOf(usage: Usage, { timers, inputs }: Reading): { readonly bound: StateBound; readonly timer?: Range } {
	const { sinks, calls, handlings, use } = usage;
	if (sinks.some(enablesTtl)) return { bound: 'ttl' };
	if (handlings.some((handling) => handling.clears.length > 0)) return { bound: 'cleared' };
	const unseen = sinks.some((sink) => isUnseen(sink, calls)) || handlings.some((handling) => handling.escapes);
	// Nothing is ever put into it: a mistake perhaps, but nothing that grows.
	const isEmpty = !handlings.some((handling) => handling.written);
	if (use === 'unknown' || unseen || isEmpty || isBoundByInput(usage, inputs)) return { bound: 'unknown' };
	for (const call of calls) {
		const timer = call.owner === undefined ? undefined : timers.registeredIn(call.owner);
		if (timer !== undefined) return { bound: 'timer-without-clear', timer };
	}
	return { bound: 'never' };
}

/** Whether the records end, or have few keys: then only a list that every record is added to grows for ever. */
function isBoundByInput({ calls, handlings, kind }: Usage, inputs: Inputs): boolean {
	const found = new Set(calls.map((call) => (call.owner === undefined ? 'open' : inputs.of(call.owner))));
	if (found.size === 0 || found.has('open')) return false;
	return !found.has('few-keys') || kind !== 'list' || !onlyGrows(kind, handlings);
}

/** `descriptor.enableTimeToLive(config)`; the constant DISABLED is no time to live. */
function enablesTtl(sink: Sink): boolean {
	if (sink.kind !== 'receiver' || sink.call.name !== 'enableTimeToLive') return false;
	return !/\bDISABLED$/.test(sink.call.args[0]?.text ?? '');
}

/** Whether a descriptor is handed to code that may give it a time to live, or make more state of it. */
function isUnseen(sink: Sink, calls: readonly StateCall[]): boolean {
	if (sink.kind === 'escape') return true;
	return sink.kind === 'argument' && !calls.some((call) => call.call.node === sink.call.node);
}

/** The state's name, where it is a literal or a constant of the file. */
function nameOf(node: JavaNode, mentions: Mentions): string | undefined {
	const first = argumentsOf(node)[0];
	if (first === undefined) return undefined;
	if (first.type === 'string_literal') return unquoted(first);
	const declaration = mentions.declarationOf(first);
	const value = declaration?.final === true ? declaration.value : undefined;
	return value?.type === 'string_literal' ? unquoted(value) : undefined;
}

function unquoted(literal: JavaNode): string {
	return literal.text.slice(1, -1);
}
