import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type RecommendedValues } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';

const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
const ALIGNED_TIMEOUT = 'execution.checkpointing.aligned-checkpoint-timeout';

/** Every checkpoint stores the data in flight, also when nothing is congested. */
export const unalignedWithoutAlignedTimeout = defineRule({
	meta: {
		name: 'unaligned-without-aligned-timeout',
		summary: 'Every checkpoint is unaligned from its start.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['safe', 'unsafe'],
		versions: { from: '1.14' },
		messages: {
			always: {
				what: 'every checkpoint is unaligned from its start: `execution.checkpointing.aligned-checkpoint-timeout` is not set',
				why: 'each one stores the data in flight, although without backpressure it would be as fast and smaller when aligned',
				do: 'set `execution.checkpointing.aligned-checkpoint-timeout` to `{recommended}`: a checkpoint then turns unaligned only after that time (an explicit `0` says that you mean it)',
			},
		},
		evidence: [
			'CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT: default 0, always unaligned (option catalogue); the documentation shows 30 s',
			'The job graph takes the timeout beside unaligned = true (oracle: combinations/unaligned/aligned-timeout, 1.18 to 2.3)',
			'FLINK-27251: before 1.16 a barrier that waits in output buffers does not time out',
		],
	},
	*check(application, { recommended }) {
		const { config, version } = application;
		const stated = config.setting(UNALIGNED);
		if (stated === undefined || config.boolean(UNALIGNED) !== true || checkpointing(application) === 'off') return;
		// Under at-least-once there are none (`unaligned-with-at-least-once`).
		if (config.name('execution.checkpointing.mode') !== 'exactly-once') return;
		if (version !== undefined && !atLeast(version.version, '1.14')) return;
		const absence = config.absence(ALIGNED_TIMEOUT);
		if (absence === undefined) return;
		yield {
			message: 'always',
			data: { recommended: formatDuration(recommended.alignedTimeout) },
			at: config.place(stated),
			option: ALIGNED_TIMEOUT,
			absence,
			fix: align(application, recommended),
		};
	},
});

/** Aligning must leave enough of the checkpoint's time for the rest of it. */
function align({ config, version }: Application, { alignedTimeout }: RecommendedValues): Fix | undefined {
	const timeout = config.duration('execution.checkpointing.timeout');
	if (timeout === undefined || timeout < 2 * alignedTimeout) return undefined;
	const safe = version !== undefined && atLeast(version.version, '1.16');
	const key = config.catalogue.keyToWrite(config.get(ALIGNED_TIMEOUT).option, version?.version) ?? ALIGNED_TIMEOUT;
	return {
		title: `set \`${key}\` to \`${formatDuration(alignedTimeout)}\``,
		applicability: safe ? 'safe' : 'unsafe',
		decide: safe ? undefined : 'before Flink 1.16 a checkpoint whose barrier waits in an output buffer never turns unaligned',
		changes: [{ kind: 'setOption', key: ALIGNED_TIMEOUT, value: duration(alignedTimeout) }],
	};
}
