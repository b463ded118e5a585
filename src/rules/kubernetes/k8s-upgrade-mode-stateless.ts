import { defineRule } from '../../model/finding.ts';
import { runsJob } from '../../model/questions/operator.ts';
import { checkpointing, keepsState } from '../../model/questions/recovery.ts';

const MODE = 'k8s.upgrade-mode';

/** Every change of the resource starts the job anew, without what it knew. */
export const k8sUpgradeModeStateless = defineRule({
	meta: {
		name: 'k8s-upgrade-mode-stateless',
		summary: 'A job with checkpoints forgets its state at every upgrade.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: [],
		messages: {
			stateless: {
				what: 'the job takes checkpoints, and every upgrade throws them away: `upgradeMode` is {how}',
				why: 'each change of the resource, be it an image or one more replica, starts the job with empty state and fresh source offsets',
				do: 'set `upgradeMode` to `last-state` or `savepoint`',
			},
		},
		evidence: [
			'JobSpec.upgradeMode: default STATELESS; AbstractJobReconciler.getJobUpgrade restores nothing for it',
			'Kubernetes operator documentation, "Job Lifecycle Management": stateless is "Not recommended" for production',
		],
	},
	*check(application) {
		const { config } = application;
		if (!runsJob(application) || checkpointing(application) !== 'on' || !keepsState(application)) return;
		const lack = config.lacking(MODE, (value) => value.type === 'enum' && value.value === 'stateless');
		if (lack === undefined) return;
		const job = config.setting('k8s.job');
		yield {
			message: 'stateless',
			data: { how: lack.absence === undefined ? '`stateless`' : 'not set, which means `stateless`' },
			at: lack.absence !== undefined && job !== undefined ? config.place(job) : lack.at,
			option: MODE,
			absence: lack.absence,
		};
	},
});
