import { defineRule } from '../../model/finding.ts';
import { runsJob } from '../../model/questions/operator.ts';

const PATH = 'k8s.initial-savepoint-path';
const NONCE = 'k8s.savepoint-redeploy-nonce';

/** A path that was read once, at the first start, and lies in wait for the next first start. */
export const k8sInitialSavepointStale = defineRule({
	meta: {
		name: 'k8s-initial-savepoint-stale',
		summary: 'An initial savepoint stays in the resource.',
		category: 'kubernetes',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			stale: {
				what: '`initialSavepointPath` is read at the first start alone, and again when the resource is created anew',
				why: 'upgrades restore from newer state and ignore it; a resource that is deleted and applied again, in a new cluster perhaps, goes back to this old savepoint, if that still exists',
				do: 'remove it once the job runs, or go back on purpose with `savepointRedeployNonce`',
			},
		},
		evidence: [
			'JobSpec.initialSavepointPath: "used by the job the first time it is deployed or during savepoint redeployments" (operator reference)',
			'AbstractFlinkResourceReconciler.reconcile: read before the first deployment; DefaultValidator.validateSpecChange: with savepointRedeployNonce',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(PATH);
		if (!runsJob(application) || setting?.value.kind !== 'known' || setting.value.text.trim() === '') return;
		// With the nonce somebody redeploys from it.
		if (config.setting(NONCE) !== undefined) return;
		yield {
			message: 'stale',
			at: config.place(setting),
			option: PATH,
			fix: {
				title: 'remove `initialSavepointPath`',
				applicability: 'unsafe',
				decide: 'whether the job has started from it: before that it would start empty',
				changes: [{ kind: 'removeSetting', setting }],
			},
		};
	},
});
