import { defineRule } from '../../model/finding.ts';
import { runsJob } from '../../model/questions/operator.ts';

const ALLOW = 'k8s.allow-non-restored-state';
const MODE = 'k8s.upgrade-mode';

/** A switch for one upgrade that was left on. */
export const k8sAllowNonRestoredState = defineRule({
	meta: {
		name: 'k8s-allow-non-restored-state',
		summary: 'State that no operator takes is dropped at every upgrade.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			left: {
				what: '`allowNonRestoredState` is left on',
				why: 'an operator whose uid changes by mistake starts empty at the next upgrade, where Flink would refuse to restore, and the checkpoints that follow no longer hold what was lost',
				do: 'remove it, and switch it on for the one upgrade that drops an operator',
			},
		},
		evidence: [
			'FlinkConfigBuilder.applyJobConfig sets execution.state-recovery.ignore-unclaimed-state at every start',
			'Checkpoints.loadAndValidateCheckpoint throws without it where state belongs to no operator',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(ALLOW);
		if (!runsJob(application) || setting === undefined || config.boolean(ALLOW) !== true) return;
		const mode = config.name(MODE);
		// A stateless upgrade restores nothing.
		if (mode !== 'savepoint' && mode !== 'last-state') return;
		yield {
			message: 'left',
			at: config.place(setting),
			option: ALLOW,
			fix: {
				title: 'remove `allowNonRestoredState`',
				applicability: 'unsafe',
				decide: 'whether the upgrade that drops an operator is done: until then the job would not restore without it',
				changes: [{ kind: 'removeSetting', setting }],
			},
		};
	},
});
