import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { boolean, formatDuration } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';

const DEBLOAT = 'taskmanager.network.memory.buffer-debloat.enabled';
const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
const TIMEOUT = 'execution.checkpointing.timeout';
/** Flink's default timeout, in ms; above an hour `checkpoint-timeout-too-long` speaks. */
const [USUAL, FAR_TOO_LONG] = [10 * 60_000, 60 * 60_000];

/**
 * Checkpoints were given more time, and unaligned ones are ruled out: fewer buffers in flight are what is left.
 * Where nobody has decided about unaligned checkpoints, `unaligned-for-backpressure-hint` names both ways.
 */
export const bufferDebloatOff = defineRule({
	meta: {
		name: 'buffer-debloat-off',
		summary: 'Slow aligned checkpoints wait behind buffers that are never made smaller.',
		category: 'memory',
		severity: 'info',
		fixes: ['unsafe'],
		versions: { from: '1.14' },
		messages: {
			off: {
				what: 'checkpoints may take `{timeout}`, unaligned ones are ruled out, and buffer debloating is off',
				why: 'under backpressure a barrier waits behind everything that is buffered; debloating keeps about a second of data in flight',
				do: 'set `taskmanager.network.memory.buffer-debloat.enabled` to `true` where the checkpoint history shows a long alignment or start delay',
			},
		},
		evidence: [
			'TaskManagerOptions.BUFFER_DEBLOAT_ENABLED: default false, target 1 s, since 1.14 (option catalogue)',
			'Flink documentation, "Network memory tuning" and "Checkpointing under backpressure": less in-flight data makes aligned checkpoints faster; several inputs and very high parallelism limit it',
		],
	},
	*check(application) {
		const { config, platform, version } = application;
		const stated = config.setting(TIMEOUT);
		const timeout = config.duration(TIMEOUT);
		// On Managed Flink only AWS support sets options of the cluster.
		if (platform === 'msf' || stated === undefined || timeout === undefined || checkpointing(application) !== 'on') return;
		if (timeout <= USUAL || timeout > FAR_TOO_LONG || (version !== undefined && !atLeast(version.version, '1.14'))) return;
		if (config.setting(UNALIGNED) === undefined || config.boolean(UNALIGNED) !== false) return;
		const absence = config.absence(DEBLOAT);
		if (absence === undefined) return;
		yield {
			message: 'off',
			data: { timeout: formatDuration(timeout) },
			at: config.place(stated),
			option: DEBLOAT,
			absence,
			fix: {
				title: `set \`${DEBLOAT}\` to \`true\``,
				applicability: 'unsafe',
				decide: 'throughput may drop while buffers adapt, more so with several inputs or records of very different size',
				changes: [{ kind: 'setOption', key: DEBLOAT, value: boolean(true) }],
			},
		};
	},
});
