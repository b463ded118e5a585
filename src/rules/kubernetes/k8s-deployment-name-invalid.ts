import { defineRule, type Fix } from '../../model/finding.ts';
import { isDeploymentName, isOperated, runsJob } from '../../model/questions/operator.ts';
import { text } from '../../model/value.ts';

/** `k8s.session-cluster` is the name of a deployment too: the one that a session job runs in. */
const NAMES = ['k8s.deployment-name', 'k8s.session-cluster'] as const;

/** The operator makes services and pods of a deployment's name, which must fit into theirs. */
export const k8sDeploymentNameInvalid = defineRule({
	meta: {
		name: 'k8s-deployment-name-invalid',
		summary: "A deployment's name is none that the operator takes.",
		category: 'kubernetes',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			invalid: {
				what: '`{name}` is no name for a FlinkDeployment',
				why: 'the operator rejects the resource: a name starts with a lower-case letter, holds lower-case letters, digits and `-`, ends with a letter or digit and has at most 45 characters',
				do: 'choose another name before the deployment first starts: under a new name the operator knows nothing of the old state',
			},
		},
		evidence: ['DefaultValidator.validateDeploymentName (oracle/operator: names, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		if (!isOperated(application)) return;
		const { config } = application;
		for (const key of NAMES) {
			const stated = config.known(key);
			if (stated?.setting === undefined || stated.value.type !== 'text' || isDeploymentName(stated.value.value)) continue;
			const name = stated.value.value;
			// Of a session cluster, the jobs in it name it too.
			const fix = key === 'k8s.deployment-name' && runsJob(application) ? renamed(key, name) : undefined;
			yield { message: 'invalid', data: { name }, at: config.place(stated.setting), option: key, fix };
		}
	},
});

/** The same name as the operator takes it, where spelling is all that is wrong. */
function renamed(key: string, name: string): Fix | undefined {
	const spelled = name.toLowerCase().replaceAll('_', '-').replaceAll('.', '-');
	if (!isDeploymentName(spelled)) return undefined;
	return {
		title: `call it \`${spelled}\``,
		applicability: 'unsafe',
		decide: 'who else names the deployment: a service, an ingress, an alert',
		changes: [{ kind: 'setOption', key, value: text(spelled) }],
	};
}
