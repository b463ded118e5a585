import { defineRule } from '../../model/finding.ts';
import { keepsCheckpointsRemotely, looksLikeProduction } from '../../model/questions/cluster.ts';
import { isBatch } from '../../model/questions/recovery.ts';

const TYPE = 'high-availability.type';
const DIR = 'execution.checkpointing.dir';

/** With the JobManager everything the cluster knows of its jobs is lost. */
export const haDisabled = defineRule({
	meta: {
		name: 'ha-disabled',
		summary: 'A JobManager that fails takes its jobs with it.',
		category: 'restart',
		severity: 'warning',
		fixes: [],
		messages: {
			off: {
				what: 'a JobManager that fails takes its jobs with it: `high-availability.type` is {how}',
				why: 'checkpoints are kept, but which of them is the latest only the JobManager knows: after it is gone, nothing starts the jobs from there again',
				do: 'set `high-availability.type` to `kubernetes` or `zookeeper`, with `high-availability.storageDir` beside the checkpoints',
			},
		},
		evidence: [
			'HighAvailabilityOptions.HA_MODE: default NONE (option catalogue); EmbeddedHaServices and StandaloneHaServices keep job graphs and checkpoint pointers in memory',
			'Flink documentation, "Production Readiness Checklist": configure JobManager high availability',
		],
	},
	*check(application) {
		const { config, platform } = application;
		if (platform === 'msf' || isBatch(application) || !keepsCheckpointsRemotely(application)) return;
		const dir = config.setting(DIR);
		const off = config.known(TYPE)?.value;
		const lack = config.lacking(TYPE, () => off?.type === 'text' && ['none', 'standalone'].includes(off.value.toLowerCase()));
		// Code alone says nothing about the cluster it runs on.
		if (dir === undefined || lack === undefined || (lack.absence !== undefined && lack.absence.certainty !== 'owner')) return;
		const beside = lack.absence !== undefined && dir.layer !== 'program';
		yield {
			message: 'off',
			data: { how: lack.absence === undefined ? `\`${off !== undefined && 'value' in off ? off.value : ''}\`` : 'not set' },
			at: beside ? config.place(dir) : lack.at,
			label: beside ? 'checkpoints are kept here' : undefined,
			severity: looksLikeProduction(application) ? 'warning' : 'info',
			option: TYPE,
			absence: lack.absence,
		};
	},
});
