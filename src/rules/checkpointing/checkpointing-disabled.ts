import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing, INTERVAL, isBatch, isLibrary, keepsState } from '../../model/questions/recovery.ts';
import { formatDuration } from '../../model/value.ts';
import { checkpointingChanges } from '../checkpointing-changes.ts';

/** Nothing enables checkpoints for a job that keeps state. Managed Flink's own switch is `msf-checkpointing-off`. */
export const checkpointingDisabled = defineRule({
	meta: {
		name: 'checkpointing-disabled',
		summary: 'A streaming job that keeps state takes no checkpoints.',
		category: 'checkpointing',
		severity: 'error',
		fixes: ['unsafe'],
		messages: {
			absent: {
				what: 'no checkpoints are taken: `execution.checkpointing.interval` is not set',
				why: 'without checkpoints a failure loses all state, sinks that commit with checkpoints never commit, and the default restart strategy is none',
				do: 'set `execution.checkpointing.interval`, for instance to `{interval}`{storage}',
			},
			disabled: {
				what: 'no checkpoints are taken: `{name}` switches them off',
				why: 'without checkpoints a failure loses all state, sinks that commit with checkpoints never commit, and the default restart strategy is none',
				do: 'remove the call',
			},
		},
		evidence: [
			'CheckpointingOptions.CHECKPOINTING_INTERVAL has no default in 1.13 to 2.3 (option catalogue)',
			'RestartBackoffTimeStrategyFactoryLoader: no restarts where checkpointing is off and nothing is configured (oracle: combinations)',
		],
	},
	*check(application, { recommended }) {
		if (isBatch(application) || isLibrary(application) || !keepsState(application)) return;
		const { config } = application;
		const switchedOff = config.setting(INTERVAL);
		if (switchedOff?.unset === true && checkpointing(application) === 'off') {
			yield { message: 'disabled', data: { name: switchedOff.name }, at: config.place(switchedOff), option: INTERVAL };
			return;
		}
		const absence = config.absence(INTERVAL);
		if (absence === undefined) return;
		const interval = formatDuration(recommended.interval);
		yield {
			message: 'absent',
			data: { interval, storage: hasStorage(application) ? '' : ', and a directory for checkpoints' },
			at: absence.at,
			// Every other cluster file leaves the interval to its jobs, which are not visible here.
			severity: absence.programUnseen ? 'warning' : 'error',
			option: INTERVAL,
			absence,
			related: [...localOnly(application), ...directory(application)],
			fix: hasStorage(application)
				? {
						title: `take checkpoints every \`${interval}\``,
						applicability: 'unsafe',
						decide: 'checkpoints also switch on restarts after failures and the commits of transactional sinks',
						changes: checkpointingChanges(application, recommended.interval, recommended),
					}
				: undefined,
		};
	},
});

/** Only a human knows where checkpoints may be kept, and in the memory of the JobManager they would be lost with it. */
function hasStorage({ config }: Application): boolean {
	return config.setting('execution.checkpointing.dir') !== undefined;
}

function directory({ config }: Application) {
	const setting = config.setting('execution.checkpointing.dir');
	return setting === undefined ? [] : [{ place: config.place(setting), message: 'they would be written here' }];
}

function localOnly({ config }: Application) {
	return config
		.statements(INTERVAL)
		.filter((setting) => setting.condition === 'local')
		.map((setting) => ({ place: config.place(setting), message: 'this only holds in a local run' }));
}
