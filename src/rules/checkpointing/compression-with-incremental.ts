import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { atLeast } from '../../model/version.ts';

const COMPRESSION = 'execution.checkpointing.snapshot-compression';
const INCREMENTAL = 'execution.checkpointing.incremental';
const BACKEND = 'state.backend.type';

/** RocksDB's own files go into its checkpoints as they are: this compression does not reach them. */
export const compressionWithIncremental = defineRule({
	meta: {
		name: 'compression-with-incremental',
		summary: "Snapshot compression is enabled for RocksDB, whose checkpoints it doesn't reach.",
		category: 'checkpointing',
		severity: 'info',
		fixes: [],
		messages: {
			incremental: {
				what: '`{name}` does not reach the incremental checkpoints of RocksDB',
				why: "they are RocksDB's own files, which it compresses by itself (Snappy by default); only operator state and canonical savepoints become smaller",
				do: 'keep it for smaller savepoints, and expect nothing of it for checkpoints',
			},
			full: {
				what: "`{name}` does not reach RocksDB's checkpoints from Flink 1.17 on",
				why: "full ones too are RocksDB's own files there, which it compresses by itself (Snappy by default); only operator state and canonical savepoints become smaller",
				do: 'keep it for smaller savepoints, and expect nothing of it for checkpoints',
			},
		},
		evidence: [
			'RocksIncrementalSnapshotStrategy uploads files as they are; the compression is handed to RocksDBFullSnapshotResources alone (1.15 to 2.3)',
			'RocksDBKeyedStateBackendBuilder takes full checkpoints by RocksNativeFullSnapshotStrategy from 1.17 on, by RocksFullSnapshotStrategy, which compresses, in 1.15',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const stated = config.setting(COMPRESSION);
		if (platform === 'msf' || stated === undefined || config.boolean(COMPRESSION) !== true || checkpointing(application) === 'off') return;
		if (config.name(BACKEND) !== 'rocksdb') return;
		const incremental = config.boolean(INCREMENTAL) === true;
		if (!incremental && compressesFull(application)) return;
		yield {
			message: incremental ? 'incremental' : 'full',
			data: { name: stated.name },
			at: config.place(stated),
			option: COMPRESSION,
		};
	},
});

function compressesFull({ version }: Application): boolean {
	return version !== undefined && !atLeast(version.version, '1.17');
}
