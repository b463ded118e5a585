import { afterAll, describe, expect, it } from 'vitest';
import { violations } from '../../src/catalog/limit-violations.ts';
import { concerns, limitsOf, VALUE_LIMITS, type ValueLimit } from '../../src/catalog/value-limits.ts';
import type { Application } from '../../src/model/application.ts';
import type { Finding } from '../../src/model/finding.ts';
import { atLeast, type FlinkVersion } from '../../src/model/version.ts';
import { combinations, type RecordedCombination } from './combination.ts';
import { effectiveAnswers, recordedAnswer, UNKNOWN } from './effective-answer.ts';
import { lintCombination } from './effective-case.ts';
import { UNDECIDABLE } from './exceptions.ts';
import { recordedVersions } from './recorded.ts';

/** The rules that say that Flink rejects something, and nothing else. */
const REJECTING = [
	'checkpoint-interval-below-minimum',
	'max-parallelism-out-of-range',
	'unaligned-with-concurrent',
	'config-invalid-value',
	'checkpoint-storage-filesystem-without-dir',
	'state-backend-legacy-name',
	'program-settings-not-allowed',
	'savepoint-dir-loses-bucket',
	'operator-parallelism-out-of-range',
];

/** The rule that predicts an exception, by its message. */
const PREDICTED_BY: readonly (readonly [message: RegExp, rule: string])[] = [
	[/^Parallelism must be at least one, or /, 'config-invalid-value'],
	[/^Checkpoint interval must be zero or larger than or equal to 10 ms$/, 'checkpoint-interval-below-minimum'],
	[/^Checkpoint interval during backlog must be larger than or equal to /, 'config-invalid-value'],
	[/^Timeout of buffer must be non-negative or -1$/, 'config-invalid-value'],
	[/^Auto watermark interval must not be negative\.$/, 'config-invalid-value'],
	[/^(?:Initial|Maximum) backoff must be at least 1\.$/, 'config-invalid-value'],
	[/^Initial backoff cannot be higher than maximum backoff\.$/, 'config-invalid-value'],
	[/^Backoff multiplier must be greater than 1\.$/, 'config-invalid-value'],
	[/^Backoff time between restart attempts must be at least 0 ms\.$/, 'config-invalid-value'],
	[/^Threshold duration for exponential backoff reset must be at least 1\.$/, 'config-invalid-value'],
	[/^Jitter factor must be >= 0 and <= 1\.$/, 'config-invalid-value'],
	[/^The attemptsBeforeResetBackoff must be at least 1\.$/, 'config-invalid-value'],
	[/^Maximum number of restart attempts (?:per time unit )?must be /, 'config-invalid-value'],
	[/^The number of execution retries must be non-negative, or -1 /, 'config-invalid-value'],
	[/^Failures interval must be greater than 0 ms\.$/, 'config-invalid-value'],
	[/^Configured (?:value|size|path) for key.* (?:must be larger than 0|is not absolute)\.$/, 'config-invalid-value'],
	[/local storage directories: Relative paths are not supported$/, 'config-invalid-value'],
	[/^Overlap fraction threshold of restoring should be between 0 and 1$/, 'config-invalid-value'],
	[/^Approximate local recovery can not be used /, 'config-invalid-value'],
	[/is not a valid state backend factory /, 'config-invalid-value'],
	[/^Not allowed configuration change\(s\) were detected:$/, 'program-settings-not-allowed'],
	[/^The parallelism of an operator must be at least 1, or /, 'operator-parallelism-out-of-range'],
	[/^The maximum parallelism must be greater than 0\.$/, 'operator-parallelism-out-of-range'],
	[/^Maximum parallelism must be between 1 and 32768\./, 'operator-parallelism-out-of-range'],
	[/parallelism \(\d+\) is higher than the max parallelism/, 'operator-parallelism-out-of-range'],
	[/^Could not parse value /, 'config-invalid-value'],
	[/^No enum constant /, 'config-invalid-value'],
	[/^Unknown restart strategy /, 'config-invalid-value'],
	[/ is an unknown value of RestartStrategyType\.$/, 'config-invalid-value'],
	[/^Cannot find configured state backend factory class: (?:filesystem|jobmanager)$/i, 'state-backend-legacy-name'],
	[/^Cannot find configured state backend factory class: /, 'config-invalid-value'],
	[/^Checkpoint (?:interval|timeout) must be larger than or equal to 10 ms$/, 'checkpoint-interval-below-minimum'],
	[/^Pause value must be zero or positive$/, 'checkpoint-interval-below-minimum'],
	[/^The maximum number of concurrent attempts must be at least one\.$/, 'checkpoint-interval-below-minimum'],
	[/^The tolerable failure checkpoint number must be non-negative\.$/, 'checkpoint-interval-below-minimum'],
	[/^The maximum parallelism must be greater than 0\.$/, 'max-parallelism-out-of-range'],
	[/^maxParallelism is out of bounds /, 'max-parallelism-out-of-range'],
	[/^Maximum parallelism must be between 1 and 32768\./, 'max-parallelism-out-of-range'],
	[/parallelism \(\d+\) is higher than the max parallelism/, 'max-parallelism-out-of-range'],
	[/^maxConcurrentCheckpoints can't be > 1 if UnalignedCheckpoints enabled$/, 'unaligned-with-concurrent'],
	[/^Cannot use the root directory for checkpoints\.$/, 'checkpoint-dir-local'],
	[/^The scheme \(hdfs:\/\/, file:\/\/, etc\) is null\./, 'checkpoint-dir-local'],
	[/^The scheme \(hdfs:\/\/, file:\/\/, etc\) is null\./, 'config-invalid-value'],
	[/^The scheme \(hdfs:\/\/, file:\/\/, etc\) is null\./, 'savepoint-dir-loses-bucket'],
	[/^Cannot use the root directory for checkpoints\.$/, 'config-invalid-value'],
	[/^Can not create a Path from an empty string$/, 'config-invalid-value'],
	[/^Invalid configuration: writeBufferRatio /, 'rocksdb-memory-ratio-invalid'],
	[/^Configuration is missing the mandatory parameter: Key: 'high-availability\.storageDir' /, 'ha-storage-dir-missing'],
	[/is not a valid checkpoint storage factory /, 'config-invalid-value'],
	[/^Can not create a Path from an empty string$/, 'checkpoint-dir-local'],
	[/^Cannot create the file system state backend: The configuration does not specify /, 'checkpoint-storage-filesystem-without-dir'],
];

const LIMIT_RULES = [...new Set(VALUE_LIMITS.map(({ rule }) => rule))];
const kept = new Set<ValueLimit>();
const violated = new Set<ValueLimit>();
const counts = { equal: 0, unknown: 0, differing: 0, predicted: 0, unpredicted: 0, undecidable: 0, accepted: 0 };

for (const version of recordedVersions()) {
	describe(`Flink ${version}`, () => {
		it.each([...combinations(version)])('%s', async (name, { asked, answer }) => {
			const { applications, errors, findings } = await lintCombination(asked, version);
			const [application] = applications;
			if (application === undefined) throw new Error('flint found no application');
			expect(applications).toHaveLength(1);
			expect(errors).toEqual([]);
			expect(application.version?.version).toBe(version);
			expect(application.config.visibility).toEqual({ configuration: true, program: true });
			compare(name, version, answer, effectiveAnswers(application, version));
			judge(name, answer, findings);
			confirmLimits(application, version, answer);
		});
	});
}

/** Both answer the same; where no configuration decides, flint says that it does not know. */
function compare(name: string, version: FlinkVersion, answer: RecordedCombination, said: Readonly<Record<string, unknown>>): void {
	const flink: Record<string, unknown> = {};
	const flint: Record<string, unknown> = {};
	const open = UNDECIDABLE.find((one) => one.name === name)?.questions ?? [];
	for (const [question, ours] of Object.entries(said)) {
		const theirs = theirAnswer(answer, question, version);
		if (theirs === undefined) continue;
		flink[question] = open.includes(question) ? 'unknown' : theirs;
		flint[question] = ours === UNKNOWN ? 'unknown' : ours;
		if (open.includes(question)) counts.undecidable++;
		else if (ours === theirs) counts.equal++;
		else if (ours === UNKNOWN) counts.unknown++;
		else counts.differing++;
	}
	expect(flint).toEqual(flink);
}

function theirAnswer(answer: RecordedCombination, question: string, version: FlinkVersion): unknown {
	const [section = '', field = ''] = question.split('.');
	const fields: unknown = Object.entries(answer).find(([key]) => key === section)?.[1];
	if (!(fields instanceof Object)) return undefined;
	const recorded: unknown = Object.entries(fields).find(([key]) => key === field)?.[1];
	if (question === 'stateBackend.changelog') return recorded === true;
	return recorded === undefined ? undefined : recordedAnswer(question, recorded, version);
}

/** A limit that a combination violates is one that Flink checks, at the stage that flint's table says; the values it takes keep to theirs. */
function confirmLimits(application: Application, version: FlinkVersion, { rejected }: RecordedCombination): void {
	const broken = LIMIT_RULES.flatMap((rule) => [...violations(application, rule)]);
	if (rejected === undefined) {
		expect(broken).toEqual([]);
		for (const limit of LIMIT_RULES.flatMap((rule) => limitsOf(rule, version)))
			if (concerns(limit, application) && application.config.known(limit.key)?.setting !== undefined) kept.add(limit);
		return;
	}
	const stages = broken.map(({ limit }) => stagesOf(limit, version));
	if (broken.length > 0) expect(stages.flat()).toContain(rejected.stage);
	for (const [index, { limit }] of broken.entries()) if (stages[index]?.includes(rejected.stage)) violated.add(limit);
}

function stagesOf({ stage, of }: ValueLimit, version: FlinkVersion): readonly string[] {
	if (stage === 'read' || (of === 'rocksdb' && !atLeast(version, '1.19')))
		return ['environment', 'program', ...(of === undefined ? [] : ['submit'])];
	return stage === 'graph' ? ['program', 'streamGraph', 'jobGraph'] : ['submit', 'program'];
}

/** What Flink rejects, an error predicts; what it takes, none of the rejecting rules reports. */
function judge(name: string, { rejected }: RecordedCombination, findings: readonly Finding[]): void {
	const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
	const undecidable = UNDECIDABLE.some((one) => one.name === name && one.questions === undefined);
	if (rejected === undefined || undecidable) {
		if (undecidable) counts.undecidable++;
		else counts.accepted++;
		expect(errors.filter((rule) => REJECTING.includes(rule))).toEqual([]);
		return;
	}
	const predicting = rejected.exception
		.flatMap(([type, message]) => PREDICTED_BY.filter(([pattern]) => pattern.test(message ?? type)))
		.map(([, rule]) => rule);
	if (predicting.some((rule) => errors.includes(rule))) counts.predicted++;
	else counts.unpredicted++;
	expect(predicting, JSON.stringify(rejected.exception)).not.toEqual([]);
	expect(
		predicting.filter((rule) => errors.includes(rule)),
		`${JSON.stringify(rejected.exception)} predicted by one of ${predicting.join(', ')}`,
	).not.toEqual([]);
}

describe('the limits of values', () => {
	it('are recorded answers, on both of their sides', () => {
		const unconfirmed = VALUE_LIMITS.filter((limit) => !kept.has(limit) || !violated.has(limit));
		expect(unconfirmed.map(({ key, demand }) => `${key}: ${JSON.stringify(demand)}`)).toEqual([]);
	});
});

describe('names that a version does not read', () => {
	it.each([
		['1.18', 'backend/rocksdb-incremental-new-key', 'execution.checkpointing.incremental', false],
		['1.20', 'backend/rocksdb-incremental-new-key', 'execution.checkpointing.incremental', true],
		['1.18', 'storage/jobmanager-new-key', 'execution.checkpointing.storage', undefined],
		['2.3', 'storage/jobmanager-new-key', 'execution.checkpointing.storage', 'jobmanager'],
		['1.18', 'storage/dir-new-key', 'execution.checkpointing.dir', undefined],
		['2.3', 'storage/dir-new-key', 'execution.checkpointing.dir', 'file:///checkpoints'],
		['1.18', 'storage/savepoint-dir-new-key', 'execution.checkpointing.savepoint-dir', undefined],
		['2.3', 'backend/old-key-rocksdb', 'state.backend.type', 'rocksdb'],
	] as const)('Flink %s, %s: %s is %s', async (version, name, key, expected) => {
		const asked = combinations(version).get(name)?.asked;
		if (asked === undefined) throw new Error(`the corpus has no ${name}`);
		const value = (await lintCombination(asked, version)).applications[0]?.config.known(key)?.value;
		expect(value !== undefined && 'value' in value ? value.value : undefined).toBe(expected);
	});
});

afterAll(() => {
	const { equal, unknown, differing, predicted, unpredicted, undecidable, accepted } = counts;
	process.stdout.write(
		`combinations: ${equal} values equal, ${unknown} unknown, ${differing} differing; ${predicted} rejections predicted, ` +
			`${unpredicted} unpredicted; ${accepted} accepted without a rejecting rule; ${undecidable} that no configuration decides\n`,
	);
});
