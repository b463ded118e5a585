import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

const INGRESS = 'k8s.ingress';
const TEMPLATE = 'k8s.ingress-template';
const EXAMPLE = '"{{name}}.{{namespace}}.flink.example.com"';

/** An ingress that does not say under which address. */
export const k8sIngressTemplateMissing = defineRule({
	meta: {
		name: 'k8s-ingress-template-missing',
		summary: 'An ingress is asked for without a template of its address.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`spec.ingress` has no `template`',
				why: 'the operator rejects the resource: "Ingress template must be defined"',
				do: 'add `template`, such as `{example}`, or remove `ingress`',
			},
		},
		evidence: ['DefaultValidator.validateIngress (oracle/operator: ingress, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		const { config } = application;
		const ingress = config.setting(INGRESS);
		if (!isOperated(application) || ingress === undefined) return;
		const absence = config.absence(TEMPLATE);
		if (absence?.certainty === 'owner')
			yield { message: 'missing', data: { example: EXAMPLE }, at: config.place(ingress), option: TEMPLATE, absence };
	},
});
