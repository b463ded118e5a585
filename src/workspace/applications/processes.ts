import { catalogue } from '../../catalog/catalogue.ts';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';

type Process = NonNullable<DocumentClaims['process']>;

/** What the JobManager reads for itself and for its jobs; TaskManagers look none of it up in their own configuration. */
const OF_JOBS = [
	'restart-strategy.',
	'execution.checkpointing.interval',
	'execution.checkpointing.timeout',
	'execution.checkpointing.min-pause',
	'execution.checkpointing.mode',
	'execution.checkpointing.max-concurrent-checkpoints',
	'execution.checkpointing.tolerable-failed-checkpoints',
	'execution.checkpointing.externalized-checkpoint-retention',
	'execution.checkpointing.num-retained',
	'execution.checkpointing.savepoint-dir',
	'parallelism.default',
	'pipeline.max-parallelism',
	'jobmanager.memory.',
	'jobmanager.scheduler',
	'jobmanager.execution.',
	'scheduler-mode',
	'slot.request.timeout',
];

/** What a TaskManager of a standalone cluster is made of, which nobody else asks for. */
const OF_TASK_MANAGERS = [
	'taskmanager.numberOfTaskSlots',
	'taskmanager.memory.process.',
	'taskmanager.memory.flink.',
	'taskmanager.memory.task.',
	'taskmanager.memory.managed.size',
	'taskmanager.memory.managed.fraction',
	'taskmanager.memory.framework.',
	'taskmanager.memory.jvm-',
];

const NAMES: Readonly<Record<Process, string>> = { jobmanager: 'JobManager', taskmanager: 'TaskManager' };

/** Where each process has a configuration of its own, a TaskManager reads `taskmanager.*` from its own, and jobs have everything else from the JobManager's. */
export function perProcess(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const owned = { jobmanager: keysOf(documents, 'jobmanager'), taskmanager: keysOf(documents, 'taskmanager') };
	return documents.map((document) => {
		const { process } = document.claims;
		if (process === undefined) return document;
		const other: Process = process === 'jobmanager' ? 'taskmanager' : 'jobmanager';
		const settings = document.settings.map((setting) => {
			if (ownerOf(setting) === process) return setting;
			if (owned[other].has(setting.key)) return { ...setting, inert: `the ${NAMES[other]}'s own value counts` };
			if (!isReadBy(other, setting) || !seesAll(documents, other)) return setting;
			return { ...setting, inert: `the ${NAMES[process]} does not read it`, readElsewhere: other };
		});
		return { ...document, settings };
	});
}

function keysOf(documents: readonly ConfigDocument[], process: Process): ReadonlySet<string> {
	return new Set(documents.filter(({ claims }) => claims.process === process).flatMap(({ settings }) => settings.map(({ key }) => key)));
}

function ownerOf({ key }: Setting): Process {
	return key.startsWith('taskmanager.') ? 'taskmanager' : 'jobmanager';
}

function isReadBy(process: Process, { key }: Setting): boolean {
	const name = catalogue.find(key)[0]?.key ?? key;
	return (process === 'jobmanager' ? OF_JOBS : OF_TASK_MANAGERS).some((own) =>
		own.endsWith('.') || own.endsWith('-') ? name.startsWith(own) : name === own,
	);
}

/** The process has a configuration of its own, and nothing else can bring it more. */
function seesAll(documents: readonly ConfigDocument[], process: Process): boolean {
	if (documents.some(({ claims }) => claims.partial === true || claims.mounts !== undefined || claims.configuredElsewhere === true))
		return false;
	return documents.some(({ claims, settings }) => claims.process === process && settings.some(({ layer }) => layer === 'file'));
}
