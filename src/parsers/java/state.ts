import type { StateBound, StateDescriptorFact, StateUse } from '../../model/job.ts';
import type { Range } from '../../model/range.ts';
import { Mentions } from './mentions.ts';
import { qualifiedClassName } from './names.ts';
import type { JavaNode } from './node.ts';
import type { JavaSource } from './source.ts';
import { handlingOf, timerIn } from './state-bounds.ts';
import { type Sink, sinksOf, storedIn } from './state-flow.ts';
import { type StateCall, stateCall } from './state-use.ts';
import { argumentsOf, constructedType, enclosingType } from './syntax.ts';

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

/** The state descriptors a file builds, in source order, with what they are for and what bounds their state. */
export function stateDescriptors(source: JavaSource): readonly StateDescriptorFact[] {
	const created = creations(source);
	if (created.length === 0) return [];
	const mentions = new Mentions(source);
	const ids = new Map<string, number>();
	return created.map(({ node, kind }) => {
		const fact = describe(node, kind, mentions);
		const count = (ids.get(fact.id) ?? 0) + 1;
		ids.set(fact.id, count);
		return count === 1 ? fact : { ...fact, id: `${fact.id}#${count}` };
	});
}

/** The constructions of descriptors in a file, in source order. */
function creations(source: JavaSource): readonly { readonly node: JavaNode; readonly kind: Kind }[] {
	const found: { readonly node: JavaNode; readonly kind: Kind }[] = [];
	for (const word of source.identifiers(KINDS.keys())) {
		const kind = KINDS.get(word.text);
		let node = word.parent;
		while (node?.type === 'scoped_type_identifier' || node?.type === 'generic_type') node = node.parent;
		if (kind === undefined || node === undefined) continue;
		const constructed = constructedType(node);
		// `new Foo<ValueStateDescriptor<…>>()` mentions the class inside its arguments.
		if (constructed?.name === word.text && constructed.type.start <= word.start && word.end <= constructed.type.end)
			found.push({ node, kind });
	}
	return found;
}

function describe(node: JavaNode, kind: Kind, mentions: Mentions): StateDescriptorFact {
	const sinks = sinksOf(node, mentions);
	const calls = sinks.flatMap((sink) => stateCall(sink, mentions) ?? []);
	const use = USES.find((candidate) => calls.some((call) => call.use === candidate)) ?? 'unknown';
	const owner = calls.find((call) => call.use === use)?.owner ?? enclosingType(node) ?? node;
	const { bound, timer } = boundOf(sinks, calls, kind, use, mentions);
	const stateName = nameOf(node, mentions);
	const className = qualifiedClassName(owner.type === 'class_body' ? owner : (owner.field('body') ?? owner), mentions.source.names);
	return {
		id: `${className}.${storedIn(node, mentions)?.name ?? stateName ?? kind}`,
		kind,
		use,
		bound,
		...(stateName === undefined ? {} : { stateName }),
		file: mentions.source.path,
		range: { start: node.start, end: node.end },
		className,
		...(timer === undefined ? {} : { timer }),
	};
}

function boundOf(
	sinks: readonly Sink[],
	calls: readonly StateCall[],
	kind: Kind,
	use: StateUse,
	mentions: Mentions,
): { readonly bound: StateBound; readonly timer?: Range } {
	if (sinks.some(enablesTtl)) return { bound: 'ttl' };
	const handlings = calls.map((call) => handlingOf(call.call, kind, mentions));
	if (handlings.some((handling) => handling.cleared)) return { bound: 'cleared' };
	const unseen = sinks.some((sink) => isUnseen(sink, calls)) || handlings.some((handling) => handling.escapes);
	if (use === 'unknown' || unseen) return { bound: 'unknown' };
	for (const call of calls) {
		const timer = call.owner === undefined ? undefined : timerIn(call.owner, mentions);
		if (timer !== undefined) return { bound: 'timer-without-clear', timer };
	}
	return { bound: 'never' };
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
