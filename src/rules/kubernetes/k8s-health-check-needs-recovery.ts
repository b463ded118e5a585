import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { boolean } from '../../model/value.ts';

const CHECK = 'kubernetes.operator.cluster.health-check.enabled';
const RECOVERY = 'kubernetes.operator.jm-deployment-recovery.enabled';

/** The health check restarts a cluster by the recovery that was switched off. */
export const k8sHealthCheckNeedsRecovery = defineRule({
	meta: {
		name: 'k8s-health-check-needs-recovery',
		summary: "The health check of clusters needs the operator's recovery.",
		category: 'kubernetes',
		severity: 'error',
		fixes: ['safe'],
		inDevelopment: true,
		messages: {
			off: {
				what: 'the health check is on, and the recovery that acts on it is off',
				why: 'the operator rejects the resource: "Deployment recovery … must be enabled for job health check"',
				do: `set \`${RECOVERY}\` to \`true\``,
			},
		},
		evidence: ['DefaultValidator.validateFlinkDeploymentConfig (oracle/operator: health check, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		const { config } = application;
		const check = config.setting(CHECK);
		const recovery = config.setting(RECOVERY);
		if (!isOperated(application) || check?.layer !== 'file' || recovery === undefined) return;
		if (config.boolean(CHECK) !== true || config.boolean(RECOVERY) !== false) return;
		yield {
			message: 'off',
			at: config.place(recovery),
			option: RECOVERY,
			related: [{ place: config.place(check), message: 'the health check is switched on here' }],
			fix: {
				title: `set \`${RECOVERY}\` to \`true\``,
				applicability: 'safe',
				changes: [{ kind: 'setOption', key: RECOVERY, value: boolean(true) }],
			},
		};
	},
});
