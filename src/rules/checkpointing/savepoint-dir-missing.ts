import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { reachOf, savepointsBeside } from '../../model/location.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { text } from '../../model/value.ts';

const SAVEPOINTS = 'execution.checkpointing.savepoint-dir';
const DIR = 'execution.checkpointing.dir';

/** A stop with a savepoint fails unless its caller names a directory. */
export const savepointDirMissing = defineRule({
	meta: {
		name: 'savepoint-dir-missing',
		summary: 'No directory for savepoints is set.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['safe'],
		messages: {
			missing: {
				what: 'checkpoints have a directory, savepoints have none: `{key}` is not set',
				why: '`flink stop`, `flink savepoint` and the REST API fail with "No savepoint directory configured" unless each call names one',
				do: 'set `{key}`, beside the checkpoints',
			},
		},
		evidence: [
			'StopWithSavepointTerminationManager.checkSavepointActionPreconditions: "No savepoint directory configured" (1.15 to 2.3)',
			'A directory that is set is taken (oracle: combinations/storage/savepoint-dir-new-key, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config, platform, version } = application;
		const dir = config.setting(DIR);
		// A directory in code is the business of that job, which may well be told its savepoints' place on every call.
		if (platform === 'msf' || dir === undefined || dir.layer === 'program' || isBatch(application)) return;
		const directory = config.known(DIR)?.value;
		// `checkpoint-dir-local` speaks first.
		if (directory?.type === 'text' && reachOf(directory.value) === 'local') return;
		const absence = config.absence(SAVEPOINTS);
		if (absence === undefined) return;
		const key = config.catalogue.keyToWrite(absence.option, version?.version) ?? SAVEPOINTS;
		yield { message: 'missing', data: { key }, at: config.place(dir), option: SAVEPOINTS, absence, fix: beside(application, key) };
	},
});

function beside({ config }: Application, key: string): Fix | undefined {
	const dir = config.known(DIR)?.value;
	if (dir?.type !== 'text' || reachOf(dir.value) !== 'shared') return undefined;
	const directory = savepointsBeside(dir.value);
	if (directory === undefined) return undefined;
	return {
		title: `set \`${key}\` to \`${directory}\``,
		applicability: 'safe',
		changes: [{ kind: 'setOption', key: SAVEPOINTS, value: text(directory) }],
	};
}
