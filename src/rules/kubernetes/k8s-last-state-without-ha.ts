import { defineRule } from '../../model/finding.ts';
import { isSessionJob, lacksHighAvailability, runsJob } from '../../model/questions/operator.ts';

const MODE = 'k8s.upgrade-mode';
const CANCEL = 'kubernetes.operator.job.upgrade.last-state.job-cancel.enabled';

/** Which checkpoint was the last one is known to the JobManager and, where there is high availability, to Kubernetes. */
export const k8sLastStateWithoutHa = defineRule({
	meta: {
		name: 'k8s-last-state-without-ha',
		summary: 'Upgrades from the last state need what high availability keeps.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: [],
		messages: {
			without: {
				what: "`upgradeMode: last-state` has nothing to restore from once the JobManager is gone: high availability is off, unless the operator's own default configuration turns it on",
				why: 'which checkpoint was the last one stands in the metadata of high availability; without it the operator can only cancel a job that still answers, one that does not has to be restored by hand, and old operators reject the resource',
				do: 'set `{key}` to `kubernetes` and `high-availability.storageDir` to a directory beside the checkpoints',
			},
		},
		evidence: [
			'Operator 1.7.0 rejects it: "Job could not be upgraded with last-state while HA disabled"; 1.16 takes it (oracle/operator)',
			'ApplicationReconciler.getJobUpgrade: "HA metadata not available to make stateful upgrades", "manual restore required"; AbstractJobReconciler.getJobUpgrade cancels where the job can be',
			'Kubernetes operator documentation, "Job Lifecycle Management": last state requires "Job or HA metadata accessible"; FLINK-26577, FLINK-27572',
		],
	},
	*check(application) {
		const { config, version } = application;
		const mode = config.setting(MODE);
		// Jobs of a session cluster are always cancelled.
		if (mode === undefined || !runsJob(application) || isSessionJob(application) || config.name(MODE) !== 'last-state') return;
		if (config.boolean(CANCEL) !== false || !lacksHighAvailability(application)) return;
		const key = config.catalogue.keyToWrite(config.get('high-availability.type').option, version?.version) ?? 'high-availability.type';
		yield { message: 'without', data: { key }, at: config.place(mode), option: 'high-availability.type' };
	},
});
