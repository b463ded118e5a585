import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type MessageTemplate } from '../../model/finding.ts';
import type { MemoryRejectionKind, MemorySizes } from '../../model/memory/derivation.ts';
import { PROCESSES, restated, type SizedProcess } from '../../model/questions/memory.ts';
import { readableMemory } from '../../model/value.ts';

/** The other two have rules of their own: `memory-not-configured` and `config-invalid-value`. */
type Contradiction = Exclude<MemoryRejectionKind, 'not-configured' | 'invalid-value'>;

const WHY = 'the {daemon} does not start: Flink throws while it works out its memory';

const MESSAGES: Readonly<Record<Contradiction, MessageTemplate>> = {
	'limits-crossed': {
		what: 'the limits contradict each other: at least `{min}`, at most `{max}`',
		why: WHY,
		do: 'set a minimum that is no larger than the maximum; where one of them is not stated its default counts',
	},
	'fraction-out-of-range': {
		what: 'a fraction of `{fraction}` is no share of the memory',
		why: WHY,
		do: 'set a fraction of at least 0 and below 1',
	},
	'jvm-exceeds-process': {
		what: 'metaspace (`{metaspace}`) and JVM overhead (`{overhead}`) exceed the `{process}` of the {daemon}',
		why: WHY,
		do: 'raise `{processKey}`, or lower what it must hold',
	},
	'flink-exceeds-process': {
		what: "Flink's memory (`{flink}`) and the metaspace (`{metaspace}`) exceed the `{process}` of the {daemon}",
		why: WHY,
		do: 'set one total only, `{processKey}` or `{flinkKey}`, and let Flink derive the other',
	},
	'overhead-out-of-range': {
		what: "beside Flink's memory (`{flink}`) and the metaspace (`{metaspace}`) the `{process}` of the {daemon} leave `{overhead}` for the JVM overhead, which must be `{min}` to `{max}`",
		why: WHY,
		do: 'set one total only, `{processKey}` or `{flinkKey}`, and let Flink derive the other',
	},
	'pools-exceed-flink': {
		what: "the pools of the {daemon} need `{pools}`, and Flink's memory is `{flink}` ({parts})",
		why: WHY,
		do: 'raise the total, or lower the largest pool',
	},
	'network-out-of-range': {
		what: "the other pools leave `{network}` of Flink's memory (`{flink}`) for the network, which must be `{min}` to `{max}`",
		why: WHY,
		do: 'set the total or the task heap, not both, or widen the limits of `taskmanager.memory.network`',
	},
	'network-not-as-buffers': {
		what: 'the other pools leave `{network}` for the network, and `taskmanager.network.numberOfBuffers` asks for `{asked}`',
		why: WHY,
		do: 'remove `taskmanager.network.numberOfBuffers`',
	},
	'heap-and-off-heap-not-flink': {
		what: "heap (`{heap}`) and off-heap memory (`{offHeap}`) of the {daemon} are not Flink's memory (`{flink}`)",
		why: WHY,
		do: 'remove one of the three',
	},
	'heap-exceeds-flink': {
		what: "the heap of the {daemon} (`{heap}`) exceeds Flink's memory (`{flink}`)",
		why: WHY,
		do: 'remove one of the two',
	},
	'off-heap-exceeds-flink': {
		what: "the off-heap memory of the {daemon} (`{offHeap}`) leaves no heap in Flink's memory (`{flink}`)",
		why: WHY,
		do: 'raise the total',
	},
	'legacy-size': {
		what: '`{amount}` is no size that Flink takes here',
		why: WHY,
		do: "set the option that replaced it, such as `{processKey}`; a segment's size is a power of two from 4 KiB on",
	},
};

/** Memory options that each can be read, and together make no process. */
export const memoryPoolsExceedTotal = defineRule({
	meta: {
		name: 'memory-pools-exceed-total',
		summary: 'The memory options of a process contradict each other.',
		category: 'memory',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: MESSAGES,
		evidence: [
			'TaskExecutorProcessUtils and JobManagerProcessUtils throw IllegalConfigurationException (oracle: memory, 475 configurations, 1.18 to 2.3); the start scripts ask them before they start the JVM (BashJavaUtils)',
			'A process size beside a consistent `flink.size` is accepted (oracle: memory/process and a consistent flink size)',
		],
	},
	*check(application) {
		const { config } = application;
		for (const process of PROCESSES) {
			const outcome = process.derive(application);
			if (outcome.kind !== 'rejected' || !isContradiction(outcome.why)) continue;
			const [first, ...others] = outcome.keys.flatMap((key) => config.setting(key) ?? []);
			if (first === undefined) continue;
			yield {
				message: outcome.why,
				data: { daemon: process.name, processKey: process.keys.process, flinkKey: process.keys.flink, ...texts(outcome.sizes) },
				at: config.place(first),
				option: first.key,
				related: others.map((setting) => ({ place: config.place(setting), message: 'counts too' })),
				fix: oneTotal(application, process),
			};
		}
	},
});

function isContradiction(why: MemoryRejectionKind): why is Contradiction {
	return why in MESSAGES;
}

/** Sizes as people write them, and `parts`: the largest pools. */
function texts(sizes: MemorySizes): Readonly<Record<string, string | number>> {
	const parts = Object.entries(sizes)
		.filter(([pool]) => pool in POOLS)
		.sort(([, a], [, b]) => b - a)
		.map(([pool, bytes]) => `${POOLS[pool]} ${readableMemory(bytes)}`);
	const plain = (name: string): boolean => name === 'fraction' || name === 'amount';
	const said = Object.entries(sizes).map(
		([name, size]) => [name, plain(name) ? Number(size.toPrecision(6)) : readableMemory(size)] as const,
	);
	return { ...Object.fromEntries(said), parts: parts.slice(0, 3).join(', ') };
}

const POOLS: Readonly<Record<string, string>> = {
	managed: 'managed',
	network: 'network',
	taskHeap: 'task heap',
	taskOffHeap: 'task off-heap',
	frameworkHeap: 'framework heap',
	frameworkOffHeap: 'framework off-heap',
};

/** Of two totals the process is the one to keep: containers are sized by it. */
function oneTotal(application: Application, { keys, starts }: SizedProcess): Fix | undefined {
	const { config } = application;
	const { origin, shadowed } = config.get(keys.flink);
	if (origin.kind !== 'setting' || shadowed.length > 0 || config.setting(keys.process) === undefined) return undefined;
	if (!starts(restated(application, new Map([[keys.flink, undefined]])))) return undefined;
	return {
		title: `remove \`${keys.flink}\``,
		applicability: 'unsafe',
		decide: `Flink's memory is then derived from \`${keys.process}\`: check which of the two totals was meant`,
		changes: [{ kind: 'removeSetting', setting: origin.setting }],
	};
}
