import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { isBatch, isLibrary, keepsState } from '../../model/questions/recovery.ts';
import { rescalesInPlace } from '../../model/questions/scaling.ts';
import { number } from '../../model/value.ts';

const MAX_PARALLELISM = 'pipeline.max-parallelism';
/** From here on a job is likely to be rescaled past what Flink derives. */
const WIDE = 32;

/** The number of key groups is left to Flink, which derives it at the first start and keeps it for the life of the state. */
export const maxParallelismNotSet = defineRule({
	meta: {
		name: 'max-parallelism-not-set',
		summary: 'A job that scales leaves its maximum parallelism to be derived.',
		category: 'parallelism',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			derived: {
				what: '`pipeline.max-parallelism` is not set, so each operator keeps the value of its first start{derived}',
				why: 'the job can never scale beyond it without losing its state, and a later change does not restore',
				do: 'for a new job set `pipeline.max-parallelism` before its first start, for instance to `{recommended}`; for a running job leave it',
			},
		},
		evidence: [
			'KeyGroupRangeAssignment.computeDefaultMaxParallelism: the next power of two of 1.5 × parallelism, at least 128, at most 32768',
			'JobVertexScaler of the autoscaler and AdaptiveScheduler (also in reactive mode) take no more subtasks than there are key groups',
			'Run: a savepoint taken at parallelism 90 with nothing set does not restore with 128 nor with 256',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		if (!keepsState(application) || isLibrary(application) || isBatch(application)) return;
		const absence = config.absence(MAX_PARALLELISM);
		if (absence === undefined) return;
		const parallelism = config.setting('parallelism.default') === undefined ? undefined : config.number('parallelism.default');
		// Of a cluster's file or a program alone little is known but how wide the job starts.
		const half = absence.programUnseen || absence.certainty !== 'owner';
		if (half && !scales(application, parallelism)) return;
		yield {
			message: 'derived',
			data: {
				recommended: recommended.maxParallelism,
				derived: parallelism === undefined ? '' : ` (\`${derived(parallelism)}\` at parallelism ${parallelism})`,
			},
			at: absence.at,
			severity: scales(application, parallelism) ? 'warning' : 'info',
			option: MAX_PARALLELISM,
			absence,
			fix: {
				title: `set \`${MAX_PARALLELISM}\` to \`${recommended.maxParallelism}\``,
				applicability: 'unsafe',
				decide: 'only for a job that has not started yet: one that runs does not restore with another value',
				changes: [{ kind: 'setOption', key: MAX_PARALLELISM, value: number(recommended.maxParallelism) }],
			},
		};
	},
});

function scales(application: Application, parallelism: number | undefined): boolean {
	return rescalesInPlace(application) || (parallelism !== undefined && parallelism > WIDE);
}

/** What Flink derives from an operator's parallelism. */
function derived(parallelism: number): number {
	const wanted = 2 ** Math.ceil(Math.log2(parallelism + Math.floor(parallelism / 2)));
	return Math.min(Math.max(wanted, 128), 32768);
}
