import { defineRule } from '../../model/finding.ts';
import { isOperated, lacksHighAvailability } from '../../model/questions/operator.ts';

const ROLLBACK = 'kubernetes.operator.deployment.rollback.enabled';
const REPLICAS = 'k8s.jobmanager-replicas';

/** A second JobManager, or an older version of the job, takes over what the first one wrote down. */
export const k8sRollbackOrStandbyNeedsHa = defineRule({
	meta: {
		name: 'k8s-rollback-or-standby-needs-ha',
		summary: 'Rollbacks and standby JobManagers need high availability.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			rollback: {
				what: "rollbacks are enabled and high availability is off, unless the operator's own default configuration turns it on",
				why: 'the operator rejects the resource: "HA must be enabled for rollback support."',
				do: 'set `{key}` to `kubernetes` with `high-availability.storageDir`, or remove the line',
			},
			standby: {
				what: "`{replicas}` JobManagers are asked for and high availability is off, unless the operator's own default configuration turns it on",
				why: 'the operator rejects the resource: "High availability should be enabled when starting standby JobManagers."',
				do: 'set `{key}` to `kubernetes` with `high-availability.storageDir`, or ask for one JobManager',
			},
		},
		evidence: [
			'DefaultValidator.validateFlinkDeploymentConfig, validateJmReplicas (oracle/operator: high availability, operator 1.7.0 and 1.16)',
		],
	},
	*check(application) {
		const { config, version } = application;
		if (!isOperated(application) || !lacksHighAvailability(application)) return;
		const key = config.catalogue.keyToWrite(config.get('high-availability.type').option, version?.version) ?? 'high-availability.type';
		const rollback = config.setting(ROLLBACK);
		if (rollback?.layer === 'file' && config.boolean(ROLLBACK) === true)
			yield { message: 'rollback', data: { key }, at: config.place(rollback), option: ROLLBACK };
		const replicas = config.setting(REPLICAS);
		const count = config.number(REPLICAS);
		if (replicas === undefined || count === undefined || count <= 1) return;
		yield { message: 'standby', data: { key, replicas: count }, at: config.place(replicas), option: REPLICAS };
	},
});
