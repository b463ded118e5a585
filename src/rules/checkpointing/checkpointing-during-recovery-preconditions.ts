import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { unaligned } from '../../model/questions/recovery.ts';
import { boolean } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';

const DURING = 'execution.checkpointing.during-recovery.enabled';
const DOWNSTREAM = 'execution.checkpointing.unaligned.recover-output-on-downstream.enabled';
const UNALIGNED = 'execution.checkpointing.unaligned.enabled';

/** Checkpoints during recovery need two other options: without one they do nothing, without the other they hang. */
export const checkpointingDuringRecoveryPreconditions = defineRule({
	meta: {
		name: 'checkpointing-during-recovery-preconditions',
		summary: 'Checkpoints during recovery are enabled without what they need.',
		category: 'checkpointing',
		severity: 'error',
		fixes: ['unsafe'],
		versions: { from: '2.3' },
		messages: {
			idle: {
				what: '`execution.checkpointing.during-recovery.enabled` has no effect: `{needed}` is off',
				why: 'Flink takes checkpoints during recovery only where both are enabled',
				do: 'set `{needed}` to `true` as well, or remove it',
			},
			hangs: {
				what: 'checkpoints during recovery are enabled while checkpoints are aligned',
				why: 'in Flink 2.3.0 a checkpoint that is triggered while the job recovers from an unaligned one then hangs until it expires, and the job fails over again (FLINK-40518)',
				do: 'enable unaligned checkpoints, or remove `execution.checkpointing.during-recovery.enabled`',
			},
		},
		evidence: [
			'CheckpointingOptions.isCheckpointingDuringRecoveryEnabled of 2.3.0 asks for recover-output-on-downstream alone',
			'FLINK-40518 (apache/flink pull request 29055, merged after 2.3.0): with aligned checkpoints one triggered in mid-recovery hangs until it expires',
		],
	},
	*check(application) {
		const { config, version } = application;
		const stated = config.setting(DURING);
		if (stated === undefined || config.boolean(DURING) !== true) return;
		if (version !== undefined && !atLeast(version.version, '2.3')) return;
		const missing = missingOf(application);
		if (missing === undefined) return;
		const other = config.setting(missing);
		yield {
			message: missing === DOWNSTREAM ? 'idle' : 'hangs',
			data: { needed: DOWNSTREAM },
			at: config.place(stated),
			severity: missing === DOWNSTREAM ? 'warning' : 'error',
			option: DURING,
			absence: other === undefined ? config.absence(missing) : undefined,
			related: other === undefined ? [] : [{ place: config.place(other), message: 'switched off here' }],
			fix: removal(),
		};
	},
});

/** The option that lacks; undefined where both are on or not known. An unknown version has 2.3's default, as only 2.3 has the option. */
function missingOf(application: Application): string | undefined {
	const { config } = application;
	if (config.absence(DOWNSTREAM) !== undefined || config.boolean(DOWNSTREAM) === false) return DOWNSTREAM;
	return config.boolean(DOWNSTREAM) === true && unaligned(application) === 'off' ? UNALIGNED : undefined;
}

function removal(): Fix {
	return {
		title: `set \`${DURING}\` to \`false\``,
		applicability: 'unsafe',
		decide: 'the alternative is to enable what it needs',
		changes: [{ kind: 'setOption', key: DURING, value: boolean(false) }],
	};
}
