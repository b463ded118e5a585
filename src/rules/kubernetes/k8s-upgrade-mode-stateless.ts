import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { isSessionJob, lacksHighAvailability, operatorReads, runsJob } from '../../model/questions/operator.ts';
import { checkpointing, keepsState } from '../../model/questions/recovery.ts';
import { enumeration } from '../../model/value.ts';

const MODE = 'k8s.upgrade-mode';
const ALLOW = 'k8s.allow-non-restored-state';
const CHECKPOINTS = 'execution.checkpointing.dir';
const SAVEPOINTS = 'execution.checkpointing.savepoint-dir';

/** Every change of the resource starts the job anew, without what it knew. */
export const k8sUpgradeModeStateless = defineRule({
	meta: {
		name: 'k8s-upgrade-mode-stateless',
		summary: 'A job with checkpoints forgets its state at every upgrade.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: ['unsafe'],
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
			fix: keeping(application),
		};
	},
});

/** The mode that has all it needs: the directories that the operator insists on and, for the last state, high availability. */
function keeping(application: Application): Fix | undefined {
	const { config } = application;
	// A switch that was harmless without a restore would no longer be.
	if (operatorReads(config, CHECKPOINTS) === undefined || config.boolean(ALLOW) === true) return undefined;
	// Old operators take no last state of a session job.
	const lastState = !isSessionJob(application) && !lacksHighAvailability(application);
	if (!lastState && operatorReads(config, SAVEPOINTS) === undefined) return undefined;
	const mode = lastState ? 'last-state' : 'savepoint';
	return {
		title: `set \`upgradeMode\` to \`${mode}\``,
		applicability: 'unsafe',
		decide: 'the next upgrade then starts from the state that the running job has, which the new version must be able to read',
		changes: [{ kind: 'setOption', key: MODE, value: enumeration(mode) }],
	};
}
