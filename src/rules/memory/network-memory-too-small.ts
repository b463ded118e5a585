import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { taskManagerPool } from '../../model/questions/memory.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { readableMemory } from '../../model/value.ts';

const PARALLELISM = 'parallelism.default';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const SEGMENT = 'taskmanager.memory.segment-size';
const PER_CHANNEL = 'taskmanager.network.memory.buffers-per-channel';
const PER_GATE = 'taskmanager.network.memory.read-buffer.required-per-gate.max';

/** The network buffers of a full TaskManager do not suffice for one keyBy at the parallelism that is stated. */
export const networkMemoryTooSmall = defineRule({
	meta: {
		name: 'network-memory-too-small',
		summary: 'Network memory is too small for the parallelism.',
		category: 'memory',
		severity: 'warning',
		fixes: [],
		messages: {
			small: {
				what: 'a keyBy at parallelism `{parallelism}` needs `{needed}` of network memory in a TaskManager with {slots}, and it has `{network}`',
				why: 'every subtask talks to every other one and takes its buffers when it starts: with too few of them the job fails with "Insufficient number of network buffers"',
				do: 'raise `taskmanager.memory.network.min` and the maximum above that for each keyBy of the job, or the memory of the TaskManager',
			},
		},
		evidence: [
			'Run (1.18 and 2.3), parallelism 16 and 24 on TaskManagers of 4, 8 and 16 slots: one keyBy needs exactly slots × (2 × (parallelism − slots) + parallelism + 2) buffers, one fewer fails',
			'RemoteInputChannel takes 2 exclusive buffers, the gate 1, the result one for each subpartition and 1 (NettyShuffleUtils)',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = config.setting(PARALLELISM);
		const parallelism = config.number(PARALLELISM);
		const slots = slotsOf(application);
		if (stated === undefined || parallelism === undefined || slots === undefined) return;
		if (isBatch(application) || config.setting(PER_GATE) !== undefined || !maySpread(application)) return;
		const network = taskManagerPool(application, 'network');
		const segment = config.known(SEGMENT)?.value;
		if (network === undefined || segment?.type !== 'memory') return;
		const needed = buffersOfExchange(parallelism, Math.min(slots, parallelism), config.number(PER_CHANNEL) ?? 2) * segment.bytes;
		if (network >= needed) return;
		yield {
			message: 'small',
			data: {
				parallelism,
				needed: readableMemory(needed),
				slots: slots === 1 ? 'one slot' : `${slots} slots`,
				network: readableMemory(network),
			},
			severity: application.job.seen ? 'warning' : 'info',
			at: config.place(stated),
			option: PARALLELISM,
		};
	},
});

function buffersOfExchange(parallelism: number, slots: number, perChannel: number): number {
	return slots * (perChannel * (parallelism - slots) + parallelism + 2);
}

function slotsOf({ config }: Application): number | undefined {
	const known = config.setting(SLOTS) !== undefined || config.absence(SLOTS)?.certainty === 'owner';
	const slots = known ? config.number(SLOTS) : undefined;
	return slots === undefined || slots < 1 ? undefined : slots;
}

/** A job that is not seen may have a keyBy; one that is seen must have one, and no operator of it another parallelism. */
function maySpread({ job, documents }: Application): boolean {
	const facts = documents.flatMap(({ jobs }) => jobs ?? []);
	if (facts.some(({ operators }) => operators.some(({ parallelism }) => parallelism !== undefined))) return false;
	return !job.seen || facts.some(({ keyBys }) => keyBys.length > 0);
}
