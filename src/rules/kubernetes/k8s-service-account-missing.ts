import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

const ACCOUNT = 'k8s.service-account';

/** A deployment without an account may not start pods, and the operator does not even try. */
export const k8sServiceAccountMissing = defineRule({
	meta: {
		name: 'k8s-service-account-missing',
		summary: 'A FlinkDeployment names no service account.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`spec.serviceAccount` is not set',
				why: 'the operator rejects the resource: "spec.serviceAccount must be defined"; `kubernetes.service-account` in the configuration does not do',
				do: 'set it to the account that may start pods, `flink` where the operator was installed with Helm',
			},
		},
		evidence: ['DefaultValidator.validateServiceAccount (oracle/operator: service account, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		const { config } = application;
		// A session job runs under its cluster's account.
		const deployment = config.setting('k8s.deployment-name');
		if (!isOperated(application) || deployment === undefined) return;
		const absence = config.absence(ACCOUNT);
		if (absence?.certainty !== 'owner') return;
		yield { message: 'missing', at: config.place(deployment), option: ACCOUNT, absence };
	},
});
