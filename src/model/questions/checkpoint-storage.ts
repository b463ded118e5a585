import type { Application } from '../application.ts';
import type { EffectiveConfiguration } from '../effective/effective.ts';
import type { Setting } from '../setting.ts';
import { compareVersions, type FlinkVersion } from '../version.ts';

const DIR = 'execution.checkpointing.dir';
const STORAGE = 'execution.checkpointing.storage';
const BACKEND = 'state.backend.type';

/** Where checkpoints are kept: in the JobManager's memory, in a directory, in a class's own storage, or not to be told. */
type CheckpointStorage = 'jobmanager' | 'filesystem' | 'other' | 'unknown';

/**
 * The storage that takes the checkpoints of a streaming job outside Managed Flink.
 * Source: CheckpointStorageLoader.load and CheckpointConfig.configure (oracle: combinations/storage, 1.18 to 2.3).
 */
export function checkpointStorage({ config, version }: Application): CheckpointStorage {
	const stated = config.setting(STORAGE);
	const dir = config.setting(DIR);
	// Up to 1.20 the backend named `jobmanager` is a storage itself, and Flink asks the backend first; 2.0 knows no such name.
	if (config.name(BACKEND) === 'jobmanager' && config.setting(BACKEND)?.kind !== 'setter') return 'jobmanager';
	if (stated === undefined) return dir === undefined ? 'jobmanager' : 'filesystem';
	const name = config.name(STORAGE);
	if (name === undefined) return 'unknown';
	if (name === 'filesystem') return 'filesystem';
	if (name !== 'jobmanager') return 'other';
	return dir === undefined ? 'jobmanager' : besideDirectory(stated, dir, config, version?.version);
}

/** `jobmanager` and a directory: a call of the program replaces the storage; a configuration file's directory did so up to 1.18. */
function besideDirectory(
	stated: Setting,
	dir: Setting,
	config: EffectiveConfiguration,
	version: FlinkVersion | undefined,
): CheckpointStorage {
	if (stated.kind === 'setter') return config.isAfter(dir, stated) ? 'filesystem' : 'jobmanager';
	if (version === undefined || version === '1.19') return 'unknown';
	return compareVersions(version, '1.18') <= 0 ? 'filesystem' : 'jobmanager';
}
