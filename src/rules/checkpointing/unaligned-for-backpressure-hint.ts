import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule, type Fix, type RecommendedValues } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { boolean, duration, formatDuration } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';

const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
const ALIGNED_TIMEOUT = 'execution.checkpointing.aligned-checkpoint-timeout';
const TIMEOUT = 'execution.checkpointing.timeout';
const DEBLOAT = 'taskmanager.network.memory.buffer-debloat.enabled';
/** Above this `checkpoint-timeout-too-long` speaks. */
const FAR_TOO_LONG = 60 * 60_000;

/** Somebody gave slow checkpoints more time, where their alignment may be what takes it. */
export const unalignedForBackpressureHint = defineRule({
	meta: {
		name: 'unaligned-for-backpressure-hint',
		summary: 'Checkpoints were given more time instead of a way past backpressure.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['unsafe'],
		versions: { from: '1.14' },
		messages: {
			hint: {
				what: 'checkpoints may take `{timeout}`, and unaligned ones are not enabled',
				why: 'under backpressure a barrier waits behind all buffered data, and a longer timeout only hides that (uploads that take long are no case for unaligned checkpoints)',
				do: 'look at the alignment time in the checkpoint history; if that is what takes long, remove the backpressure, else set `{debloat}` or unaligned checkpoints with an aligned timeout of `{recommended}`',
			},
		},
		evidence: [
			'CheckpointingOptions.CHECKPOINTING_TIMEOUT: default 10 min; unaligned checkpoints and buffer debloating: default off (option catalogue, 1.14 to 2.3)',
			'Flink documentation, "Checkpointing under backpressure": buffer debloating, unaligned checkpoints and their limits',
		],
	},
	*check(application, { recommended }) {
		const { config, version } = application;
		const stated = config.setting(TIMEOUT);
		const timeout = config.duration(TIMEOUT);
		if (stated === undefined || timeout === undefined || checkpointing(application) === 'off') return;
		if (timeout <= Math.max(recommended.timeout, 10 * 60_000) || timeout > FAR_TOO_LONG) return;
		if (version !== undefined && !atLeast(version.version, '1.14')) return;
		// Where one of the three was stated somebody has thought about it.
		const absence = config.absence(UNALIGNED);
		if (absence === undefined || config.setting(DEBLOAT) !== undefined || config.name('execution.checkpointing.mode') !== 'exactly-once')
			return;
		yield {
			message: 'hint',
			data: { timeout: formatDuration(timeout), recommended: formatDuration(recommended.alignedTimeout), debloat: DEBLOAT },
			at: config.place(stated),
			option: UNALIGNED,
			absence,
			fix: overtake(application, recommended),
		};
	},
});

/** Unaligned checkpoints go one at a time (`unaligned-with-concurrent`). */
function overtake({ config }: Application, { alignedTimeout }: RecommendedValues): Fix | undefined {
	if (config.number('execution.checkpointing.max-concurrent-checkpoints') !== 1) return undefined;
	const changes: Change[] = [{ kind: 'setOption', key: UNALIGNED, value: boolean(true) }];
	if (config.absence(ALIGNED_TIMEOUT) !== undefined)
		changes.push({ kind: 'setOption', key: ALIGNED_TIMEOUT, value: duration(alignedTimeout) });
	return {
		title: `enable unaligned checkpoints after \`${formatDuration(alignedTimeout)}\` of alignment`,
		applicability: 'unsafe',
		decide:
			'checkpoints grow by the data in flight, watermarks may come later than data after a recovery, and custom partitioners and iterations do not go with them',
		changes,
	};
}
