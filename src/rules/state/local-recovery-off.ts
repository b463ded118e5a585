import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { taskManagerPool } from '../../model/questions/memory.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { tunesRocksDb } from '../../model/questions/rocksdb-memory.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import { boolean } from '../../model/value.ts';

const LOCAL = 'execution.state-recovery.from-local';
const BACKUP = 'execution.checkpointing.local-backup.enabled';
const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
/** Managed memory of a TaskManager that nobody gives to a small state, in bytes. */
const LARGE = 4 * 2 ** 30;

/** After every failure all tasks fetch their whole state from remote storage. */
export const localRecoveryOff = defineRule({
	meta: {
		name: 'local-recovery-off',
		summary: 'A large state is fetched from remote storage after every failure.',
		category: 'state',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'every restart fetches the whole state from remote storage: `execution.state-recovery.from-local` is {how}',
				why: 'TaskManagers that are still there could start from a copy on their own disk, which is the quickest restart a large state can have',
				do: 'set it to `true`, with disks that hold the state twice and, on Kubernetes, a volume for the working directory',
			},
		},
		evidence: [
			'StateRecoveryOptions.LOCAL_RECOVERY, up to 1.19 `state.backend.local-recovery`: default false in 1.13 to 2.3 (option catalogue); `execution.checkpointing.local-backup.enabled` falls back to it',
			'Flink documentation, "Tuning Checkpoints and Large State", "Task-Local Recovery"; how much state is large is our own figure: 4 GiB of managed memory for a RocksDB that somebody tuned',
		],
	},
	*check(application) {
		const { config } = application;
		if (application.platform === 'msf' || checkpointing(application) === 'off' || !isLarge(application)) return;
		// Local copies do not hold the in-flight data of unaligned checkpoints, and an explicit backup is somebody's own choice.
		if (config.boolean(UNALIGNED) !== false || config.boolean(BACKUP) === true) return;
		const lack = config.lacking(LOCAL, () => config.boolean(LOCAL) === false);
		if (lack === undefined || (lack.absence !== undefined && lack.absence.certainty !== 'owner')) return;
		// Up to 1.19 one key is this option and that of the backup.
		const key = config.catalogue.keyToWrite(config.get(LOCAL).option, application.version?.version) ?? LOCAL;
		const backend = config.setting('state.backend.type');
		const chosen = lack.absence === undefined || backend === undefined ? undefined : config.place(backend);
		yield {
			message: 'off',
			data: { how: lack.absence === undefined ? '`false`' : 'not set' },
			at: chosen ?? lack.at,
			label: chosen === undefined ? undefined : 'RocksDB is chosen here',
			option: LOCAL,
			absence: lack.absence,
			fix: {
				title: `set \`${key}\` to \`true\``,
				applicability: 'unsafe',
				decide: 'every TaskManager then keeps a second copy of its state on its own disk',
				changes: [{ kind: 'setOption', key, value: boolean(true) }],
			},
		};
	},
});

/** As far as a configuration can say it. */
function isLarge(application: Application): boolean {
	if (stateBackend(application) !== 'rocksdb' || !tunesRocksDb(application)) return false;
	return (taskManagerPool(application, 'managed') ?? 0) >= LARGE;
}
