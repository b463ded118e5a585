import type { Application } from '../model/application.ts';
import type { Change } from '../model/change.ts';
import type { RecommendedValues } from '../model/finding.ts';
import { INTERVAL } from '../model/questions/recovery.ts';
import { boolean, duration, enumeration, number } from '../model/value.ts';

const MIN_PAUSE = 'execution.checkpointing.min-pause';
const TOLERABLE = 'execution.checkpointing.tolerable-failed-checkpoints';
const RETENTION = 'execution.checkpointing.externalized-checkpoint-retention';
const INCREMENTAL = 'execution.checkpointing.incremental';
const DIR = 'execution.checkpointing.dir';

/** The pause that goes with one checkpoint at a time every `interval` ms, where none is kept yet. */
export function pauseChanges({ config }: Application, interval: number | undefined, recommended: RecommendedValues): readonly Change[] {
	if (interval === undefined || (config.absence(MIN_PAUSE) === undefined && config.duration(MIN_PAUSE) !== 0)) return [];
	return [{ kind: 'setOption', key: MIN_PAUSE, value: duration(recommended.minPause(interval)) }];
}

/**
 * Everything that belongs to checkpoints every `interval` ms and is missing so far: switching them on alone would only bring the
 * next findings.
 */
export function checkpointingChanges(application: Application, interval: number, recommended: RecommendedValues): readonly Change[] {
	const { config } = application;
	const changes: Change[] = [{ kind: 'setOption', key: INTERVAL, value: duration(interval) }];
	changes.push(...pauseChanges(application, interval, recommended));
	if (config.absence(TOLERABLE) !== undefined)
		changes.push({ kind: 'setOption', key: TOLERABLE, value: number(recommended.tolerableFailures) });
	if (config.absence(RETENTION) !== undefined && config.setting(DIR) !== undefined)
		changes.push({ kind: 'setOption', key: RETENTION, value: enumeration('RETAIN_ON_CANCELLATION') });
	if (config.absence(INCREMENTAL) !== undefined && config.name('state.backend.type') === 'rocksdb')
		changes.push({ kind: 'setOption', key: INCREMENTAL, value: boolean(true) });
	return changes;
}
