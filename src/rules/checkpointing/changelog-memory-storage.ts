import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { changelogBeside, reachOf } from '../../model/location.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { text } from '../../model/value.ts';

const ENABLED = 'state.changelog.enabled';
const STORAGE = 'state.changelog.storage';
const BASE_PATH = 'state.changelog.dstl.dfs.base-path';

/** The changelog of the state backend is kept in memory, which Flink has for tests. */
export const changelogMemoryStorage = defineRule({
	meta: {
		name: 'changelog-memory-storage',
		summary: 'The state changelog is kept in memory.',
		category: 'checkpointing',
		severity: 'error',
		fixes: ['unsafe'],
		versions: { from: '1.15' },
		messages: {
			memory: {
				what: 'the state changelog is kept in memory: {how}',
				why: "Flink has this storage for tests: every change since the last materialization travels inside the checkpoint's metadata and fills the JobManager's heap",
				do: 'set `{key}` to `filesystem` and `{pathKey}` to a directory of its own, or switch the changelog off',
			},
		},
		evidence: [
			'StateChangelogOptions.STATE_CHANGE_LOG_STORAGE: default memory (option catalogue)',
			'InMemoryStateChangelogStorage: "An in-memory (non-production) implementation"; MetadataV2V3SerializerBase writes InMemoryChangelogStateHandle into the metadata (1.15 to 2.3)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const enabled = config.setting(ENABLED);
		if (platform === 'msf' || enabled === undefined || config.boolean(ENABLED) !== true || checkpointing(application) === 'off') return;
		const lack = config.lacking(STORAGE, () => config.name(STORAGE) === 'memory');
		if (lack === undefined) return;
		const key = nameBeside(application, STORAGE);
		yield {
			message: 'memory',
			data: {
				key,
				pathKey: nameBeside(application, BASE_PATH),
				how: lack.absence === undefined ? `\`${config.setting(STORAGE)?.key ?? STORAGE}\` is \`memory\`` : `\`${key}\` is not set`,
			},
			at: lack.absence === undefined ? lack.at : config.place(enabled),
			option: STORAGE,
			absence: lack.absence,
			related: lack.absence === undefined ? [{ place: config.place(enabled), message: 'the changelog is enabled here' }] : [],
			fix: toFiles(application),
		};
	},
});

/** The option's name for that version; where it is not known, the one of the age of the name that enables the changelog. */
function nameBeside({ config, version }: Application, option: string): string {
	const { catalogue } = config;
	const found = config.get(option).option;
	if (version !== undefined) return catalogue.keyToWrite(found, version.version) ?? option;
	const enabled = config.setting(ENABLED);
	const old = enabled?.kind === 'entry' && enabled.key !== ENABLED;
	return (old ? catalogue.keysRead(found, undefined).at(-1) : undefined) ?? option;
}

/** The program cannot choose the storage: each TaskManager reads it when it starts. */
function toFiles({ config }: Application): Fix | undefined {
	if (!config.visibility.configuration) return undefined;
	const path = config.known(BASE_PATH)?.value;
	const dir = config.known('execution.checkpointing.dir')?.value;
	if (path?.type === 'text') return chooseFiles([]);
	if (config.absence(BASE_PATH) === undefined || dir?.type !== 'text' || reachOf(dir.value) !== 'shared') return undefined;
	return chooseFiles([{ kind: 'setOption', key: BASE_PATH, value: text(changelogBeside(dir.value)) }]);
}

function chooseFiles(path: Fix['changes']): Fix {
	return {
		title: 'keep the changelog in files',
		applicability: 'unsafe',
		decide: 'checkpoints hold references to files in that directory from then on, which nothing else may delete',
		changes: [{ kind: 'setOption', key: STORAGE, value: text('filesystem') }, ...path],
	};
}
