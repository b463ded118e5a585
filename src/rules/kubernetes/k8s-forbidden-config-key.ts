import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

/** Source: DefaultValidator.FORBIDDEN_CONF_KEYS; it looks for exactly these keys, and not in a session job's own configuration. */
const FORBIDDEN = ['kubernetes.namespace', 'kubernetes.cluster-id', 'high-availability.cluster-id'];

/** The operator names clusters itself. */
export const k8sForbiddenConfigKey = defineRule({
	meta: {
		name: 'k8s-forbidden-config-key',
		summary: 'A deployment states a key that the operator sets itself.',
		category: 'kubernetes',
		severity: 'error',
		fixes: ['safe'],
		inDevelopment: true,
		messages: {
			forbidden: {
				what: '`{key}` stands in the configuration of a FlinkDeployment',
				why: 'the operator rejects the resource ("Forbidden Flink config key"): it takes namespace and ids from the resource\'s metadata',
				do: 'remove the line',
			},
		},
		evidence: ['DefaultValidator.validateFlinkDeploymentConfig (oracle/operator: forbidden keys, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		if (!isOperated(application)) return;
		const { config } = application;
		for (const setting of config.settings) {
			if (setting.layer !== 'file' || setting.inert !== undefined || !FORBIDDEN.includes(setting.key)) continue;
			yield {
				message: 'forbidden',
				data: { key: setting.key },
				at: config.place(setting),
				option: setting.key,
				fix: { title: `remove \`${setting.key}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting }] },
			};
		}
	},
});
