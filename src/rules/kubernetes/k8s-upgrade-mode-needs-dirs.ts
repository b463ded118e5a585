import type { Application } from '../../model/application.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import { operatorLacks, operatorReads, runsJob } from '../../model/questions/operator.ts';

const MODE = 'k8s.upgrade-mode';
const CHECKPOINTS = 'execution.checkpointing.dir';
const SAVEPOINTS = 'execution.checkpointing.savepoint-dir';
/** What takes savepoints besides the upgrade mode, in the order in which the operator looks. */
const TRIGGERS = [
	'k8s.savepoint-trigger-nonce',
	'kubernetes.operator.periodic.savepoint.interval',
	'kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age',
];

/** The operator keeps state between versions of a job only where it is told where. */
export const k8sUpgradeModeNeedsDirs = defineRule({
	meta: {
		name: 'k8s-upgrade-mode-needs-dirs',
		summary: 'State is to be kept over upgrades, and no directory for it is set.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: "`{needs}` needs a directory, and `{key}` is not set, unless the operator's own default configuration sets it",
				why: 'the operator rejects the resource; a directory that only the code sets it does not see',
				do: 'set `{key}` to a directory on storage that outlives the cluster',
			},
		},
		evidence: [
			'DefaultValidator.validateJobSpec (oracle/operator: directories, operator 1.7.0 and 1.16); of session jobs it is asked where the operator finds their cluster',
		],
	},
	*check(application) {
		if (!runsJob(application)) return;
		const mode = application.config.name(MODE);
		if (mode === 'savepoint' || mode === 'last-state') yield* needed(application, MODE, CHECKPOINTS);
		if (mode === 'savepoint') yield* needed(application, MODE, SAVEPOINTS);
		else for (const trigger of TRIGGERS) yield* needed(application, trigger, SAVEPOINTS);
	},
});

function* needed(application: Application, by: string, key: string): Iterable<Report<'missing'>> {
	const { config, version } = application;
	const need = operatorReads(config, by);
	if (need === undefined || !operatorLacks(application, key)) return;
	const written = config.catalogue.keyToWrite(config.get(key).option, version?.version) ?? key;
	const needs = by === MODE ? `upgradeMode: ${config.name(MODE)}` : need.name;
	yield { message: 'missing', data: { needs, key: written }, at: config.place(need), option: key, symbol: by };
}
