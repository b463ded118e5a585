import { defineRule } from '../../model/finding.ts';
import { checkpointing, hasTransactionalSink } from '../../model/questions/recovery.ts';
import { enumeration } from '../../model/value.ts';

const MODE = 'execution.checkpointing.mode';

/** After a failure the state may have counted some records twice. */
export const checkpointModeAtLeastOnce = defineRule({
	meta: {
		name: 'checkpoint-mode-at-least-once',
		summary: 'State is only kept at least once.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			defeated: {
				what: 'checkpoints are `AT_LEAST_ONCE` in a job with an exactly-once sink (`{sink}`)',
				why: 'after a failure records between two checkpoints pass the state twice, and the sink commits whatever follows from that',
				do: 'set `execution.checkpointing.mode` to `EXACTLY_ONCE`, or take the exactly-once guarantee from the sink',
			},
			twice: {
				what: 'checkpoints are `AT_LEAST_ONCE`',
				why: 'after a failure some records may have been applied to the state twice: counts and sums come out too high',
				do: 'set `execution.checkpointing.mode` to `EXACTLY_ONCE`, unless every update of the state is idempotent',
			},
		},
		evidence: [
			'CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE: default EXACTLY_ONCE (option catalogue); the job graph has exactlyOnce = false (oracle: combinations/mode/at-least-once, 1.18 to 2.3)',
			'InputProcessorUtil builds a CheckpointBarrierTracker, which blocks no channel, for AT_LEAST_ONCE',
		],
	},
	*check(application) {
		const { config, job } = application;
		const stated = config.setting(MODE);
		if (stated === undefined || config.name(MODE) !== 'at-least-once' || checkpointing(application) === 'off') return;
		const transactional = hasTransactionalSink(application);
		// Without state there is nothing that could count twice.
		if (job.seen && !job.stateful && !transactional) return;
		const sink = job.sinks.find(({ kind }) => kind === 'transactional');
		yield {
			message: transactional ? 'defeated' : 'twice',
			data: { sink: sink?.type ?? '' },
			at: config.place(stated),
			severity: transactional ? 'warning' : 'info',
			option: MODE,
			related: sink === undefined ? [] : [{ place: { file: sink.file, range: sink.range }, message: 'this sink commits exactly once' }],
			// Unaligned checkpoints that the mode holds back so far would begin as well.
			fix:
				config.boolean('execution.checkpointing.unaligned.enabled') === false
					? {
							title: `set \`${MODE}\` to \`EXACTLY_ONCE\``,
							applicability: 'unsafe',
							decide: 'barriers then align, which delays records and, under backpressure, checkpoints',
							changes: [{ kind: 'setOption', key: MODE, value: enumeration('EXACTLY_ONCE') }],
						}
					: undefined,
		};
	},
});
