import type { Application } from '../../model/application.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';

/** What a program sets for a run inside the IDE, where it is the cluster as well: its whole Configuration is meant for that. */
const LOCAL_RUN = ['rest.', 'web.', 'local.', 'minicluster.'];
/** A program that deploys itself starts a cluster with what it sets. */
const TARGET = 'execution.target';
/** Some of these are read from the job from 2.0 on. */
const DISPUTED = 'execution.batch.';

/** The program sets an option that the cluster's processes read when they start. */
export const optionWithoutEffectHere = defineRule({
	meta: {
		name: 'option-without-effect-here',
		summary: 'An option is stated where the process that reads it does not look: in the program, or for the other process.',
		category: 'configuration',
		severity: 'warning',
		fixes: [],
		messages: {
			late: {
				what: '`{key}` in the program has no effect on a cluster',
				why: "JobManager and TaskManagers read it from their own configuration when they start, before the program's is known",
				do: "state it in the cluster's configuration file or deployment, or as `-D` when the cluster starts",
			},
			otherProcess: {
				what: "`{key}` has no effect in the {own}'s configuration",
				why: 'only the {reader} reads it, from a configuration of its own, which does not state it (a job that is submitted from inside this container would see it)',
				do: "state it in the {reader}'s configuration",
			},
		},
		evidence: [
			'Run: `execution.checkpointing.num-retained: 5` keeps 1 checkpoint when the program sets it, 5 when the cluster does; SchedulerBase hands jobMasterConfiguration to the checkpoint store (1.18 to 2.3)',
			'A checkpoint coordinator and a restart strategy are made in the JobMaster, of the job and the configuration of the JobManager (SchedulerBase, ExecutionGraphFactory); slots and memory in the TaskManager, of its own (TaskExecutorProcessUtils, 1.15 to 2.3)',
			'TaskManagerServicesConfiguration.fromConfiguration reads memory, slots, network and local state of the TaskManager (1.15 to 2.3)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		yield* ofOtherProcess(application);
		if (platform === 'msf' || deploysItself(application)) return;
		const local = filesForLocalRuns(application);
		for (const setting of config.settings) {
			const [option] = config.catalogue.find(setting.key);
			if (setting.layer !== 'program' || setting.condition !== 'always' || option?.readBy !== 'cluster') continue;
			if (local.has(setting.file) || option.key.startsWith(DISPUTED)) continue;
			yield {
				message: 'late',
				data: { key: setting.key },
				at: config.place(setting),
				option: option.key,
				related: elsewhere(application, option.key, setting),
			};
		}
	},
});

const NAMES = { jobmanager: 'JobManager', taskmanager: 'TaskManager' } as const;

/** What stands in the configuration of one process and only the other one reads. */
function* ofOtherProcess({ config }: Application): Iterable<Report<'otherProcess'>> {
	for (const setting of config.settings) {
		const { readElsewhere: reader, key } = setting;
		if (reader === undefined) continue;
		const own = NAMES[reader === 'jobmanager' ? 'taskmanager' : 'jobmanager'];
		yield {
			message: 'otherProcess',
			data: { key, own, reader: NAMES[reader] },
			at: config.place(setting),
			option: config.catalogue.find(key)[0]?.key,
		};
	}
}

function deploysItself({ config }: Application): boolean {
	return config.statements(TARGET).some(({ layer }) => layer === 'program');
}

/** The sources that obtain a local environment, or state what only a local run listens to. */
function filesForLocalRuns({ config, job }: Application): ReadonlySet<string> {
	const files = new Set(job.environments.filter(({ kind }) => kind === 'local').map(({ file }) => file));
	for (const { layer, key, file } of config.settings)
		if (layer === 'program' && LOCAL_RUN.some((prefix) => key.startsWith(prefix))) files.add(file);
	return files;
}

function elsewhere({ config }: Application, key: string, setting: Setting) {
	const stated = config.setting(key);
	return stated === undefined || stated === setting ? [] : [{ place: config.place(stated), message: 'this one holds' }];
}
