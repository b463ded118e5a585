import type { RecommendedValues } from '../model/finding.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** The smallest pause worth having between two checkpoints, in ms. */
const SHORTEST_PAUSE = 5 * SECOND;

/** Half the interval, at least 5 s, and never above the interval: Flink would stretch the interval to it. */
export function minPauseFor(interval: number): number {
	return Math.min(interval, Math.max(Math.floor(interval / 2), SHORTEST_PAUSE));
}

/**
 * The one table of recommended values. Sources: 60 s is what AWS, Huawei and Streamkap recommend; 10 min is Flink's own default;
 * 30 s is the aligned timeout of Flink's documentation; 3 tolerates passing faults and still shows lasting ones, and 3 retained
 * checkpoints leave two to fall back to; 720 has many divisors, the Kubernetes operator's autoscaler advises it;
 * exponential-delay is Flink's default from 1.19 on.
 */
export const RECOMMENDED: RecommendedValues = {
	interval: 60 * SECOND,
	minPause: minPauseFor,
	timeout: 10 * MINUTE,
	alignedTimeout: 30 * SECOND,
	tolerableFailures: 3,
	retainedCheckpoints: 3,
	maxParallelism: 720,
	stateTtl: 7 * DAY,
	restartStrategy: 'exponential-delay',
};
