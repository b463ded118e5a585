import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { checkpointStorage } from '../../model/questions/checkpoint-storage.ts';
import { isLegacyBackend } from '../../model/questions/legacy-backend.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import type { Setting } from '../../model/setting.ts';
import { text } from '../../model/value.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';

const BACKEND = 'state.backend.type';
const STORAGE = 'execution.checkpointing.storage';
const DIR = 'execution.checkpointing.dir';

/** What to write instead of the old backends' classes, which name a storage too. */
const INSTEAD_OF_CLASS: Readonly<Record<string, string>> = {
	FsStateBackend: '`new HashMapStateBackend()` and `setCheckpointStorage(…)`',
	MemoryStateBackend: '`new HashMapStateBackend()` and a checkpoint directory',
	RocksDBStateBackend: '`new EmbeddedRocksDBStateBackend(…)` and `setCheckpointStorage(…)`',
};

/** A backend by a name from before Flink 1.13. */
export const stateBackendLegacyName = defineRule({
	meta: {
		name: 'state-backend-legacy-name',
		summary: 'The state backend is chosen by a name that Flink 2.x does not know.',
		category: 'state',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			old: {
				what: '`{name}` is an old name: it means the backend `hashmap` and a checkpoint storage in one',
				why: 'Flink keeps the two apart since 1.13, and 2.x fails with "Cannot find configured state backend factory class"',
				do: 'set `{key}` to `hashmap`; where checkpoints go is said by the checkpoint directory',
			},
			gone: {
				what: '`{name}` is no state backend of Flink {version}',
				why: 'jobs fail with "Cannot find configured state backend factory class: {name}"',
				do: 'set `{key}` to `hashmap`; where checkpoints go is said by the checkpoint directory',
			},
			class: {
				what: '`{name}` is an old class: it is a backend and a checkpoint storage in one',
				why: 'Flink keeps the two apart since 1.13, and 2.x no longer has the class',
				do: 'write {instead}, or move both to the configuration',
			},
			classGone: {
				what: 'Flink {version} has no class `{name}`',
				why: 'the program does not compile against it, and one that was compiled before fails with NoClassDefFoundError',
				do: 'choose the backend and the checkpoint directory in the configuration',
			},
		},
		evidence: [
			'StateBackendLoader of 1.18 and 1.20 takes `filesystem` and `jobmanager`, that of 2.0 and 2.3 rejects them (oracle: combinations/storage/backend-filesystem-with-dir, backend-jobmanager-with-dir)',
			'`filesystem` gives HashMapStateBackend, and the storage that `hashmap` gives; `jobmanager` gives MemoryStateBackend, which is its own storage (same cases, 1.18 and 1.20)',
		],
	},
	*check(application) {
		const { config, platform, version } = application;
		const setting = config.setting(BACKEND);
		if (platform === 'msf' || setting === undefined) return;
		const gone = version !== undefined && atLeast(version.version, '2.0');
		const severity = gone ? ('error' as const) : ('warning' as const);
		const report = { at: config.place(setting), severity, option: BACKEND };
		if (setting.madeBy !== undefined) {
			const data = { name: setting.madeBy, instead: INSTEAD_OF_CLASS[setting.madeBy] ?? '', version: version?.version ?? '' };
			yield { ...report, message: gone ? 'classGone' : 'class', data };
			return;
		}
		if (setting.value.kind !== 'known' || !isLegacyBackend(setting.value.text)) return;
		// What its storage costs is `checkpoint-storage-not-durable`, whose advice removes the name as well.
		if (!gone && keepsInMemoryBesideDirectory(application)) return;
		const data = { name: setting.value.text, key: setting.key, version: version?.version ?? '' };
		yield { ...report, message: gone ? 'gone' : 'old', data, fix: hashmap(application, setting) };
	},
});

function keepsInMemoryBesideDirectory(application: Application): boolean {
	const { config } = application;
	if (config.setting(DIR) === undefined || checkpointing(application) !== 'on') return false;
	return checkpointStorage(application) === 'jobmanager';
}

/** `filesystem` is the heap backend by another name; `jobmanager` asks neither for the storage option nor for the directory, and both would begin to count. */
function hashmap({ config, version }: Application, setting: Setting): Fix | undefined {
	const inMemory = config.name(BACKEND) === 'jobmanager';
	if (inMemory && config.setting(STORAGE) !== undefined) return undefined;
	const decide = whatToDecide(version?.version, inMemory && config.setting(DIR) !== undefined);
	return {
		title: `set \`${setting.key}\` to \`hashmap\``,
		applicability: decide === undefined ? 'safe' : 'unsafe',
		decide,
		changes: [{ kind: 'setOption', key: BACKEND, value: text('hashmap') }],
	};
}

function whatToDecide(version: FlinkVersion | undefined, directoryCounts: boolean): string | undefined {
	if (version === undefined) return 'Flink before 1.13 does not know the name `hashmap`: state the version';
	if (atLeast(version, '2.0')) return 'jobs start that did not so far: check which state they are to restore';
	return directoryCounts ? 'checkpoints go to the directory, no longer to the memory of the JobManager' : undefined;
}
