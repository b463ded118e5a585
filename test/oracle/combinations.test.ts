import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { FlinkVersion } from '../../src/model/version.ts';
import { combinations, type RecordedCombination } from './combination.ts';
import { effectiveAnswers, recordedAnswer, UNKNOWN } from './effective-answer.ts';
import { lintCombination } from './effective-case.ts';
import { DIFFERENCES, type Exception, GAPS, NOT_ASKED, UNKNOWNS } from './exceptions.ts';
import { recordedVersions } from './recorded.ts';

/** The rules that say that Flink rejects something, and nothing else. */
const REJECTING = [
	'checkpoint-interval-below-minimum',
	'max-parallelism-out-of-range',
	'unaligned-with-concurrent',
	'config-invalid-value',
	'checkpoint-storage-filesystem-without-dir',
	'state-backend-legacy-name',
];

/** The rule that predicts an exception, by its message. */
const PREDICTED_BY: readonly (readonly [message: RegExp, rule: string])[] = [
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
	[/^Can not create a Path from an empty string$/, 'checkpoint-dir-local'],
	[/^Cannot create the file system state backend: The configuration does not specify /, 'checkpoint-storage-filesystem-without-dir'],
];

const counts = { compared: 0, unknown: 0, different: 0, predicted: 0, gaps: 0, accepted: 0 };
const used = new Set<Exception>();

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
			judge(name, version, answer, findings);
		});
	});
}

/** Both answer the same, but for the exceptions; an exception that is none any more fails. */
function compare(name: string, version: FlinkVersion, answer: RecordedCombination, said: Readonly<Record<string, unknown>>): void {
	const flink: Record<string, unknown> = {};
	const flint: Record<string, unknown> = {};
	for (const [question, ours] of Object.entries(said)) {
		const theirs = theirAnswer(answer, question, version);
		if (theirs === undefined) continue;
		const unknown = exceptionFor(UNKNOWNS, name, version, question);
		const different = exceptionFor(DIFFERENCES, name, version, question);
		if (ours === UNKNOWN && unknown !== undefined) {
			counts.unknown++;
			used.add(unknown);
		} else if (ours !== theirs && different !== undefined) {
			counts.different++;
			used.add(different);
		} else {
			counts.compared++;
			flink[question] = theirs;
			flint[question] = ours === UNKNOWN ? 'unknown' : ours;
		}
	}
	expect(flint).toEqual(flink);
}

function theirAnswer(answer: RecordedCombination, question: string, version: FlinkVersion): unknown {
	const [section = '', field = ''] = question.split('.');
	const fields: unknown = Object.entries(answer).find(([key]) => key === section)?.[1];
	if (!(fields instanceof Object)) return undefined;
	const recorded: unknown = Object.entries(fields).find(([key]) => key === field)?.[1];
	return recorded === undefined ? undefined : recordedAnswer(question, recorded, version);
}

/** What Flink rejects, an error predicts; what it takes, none of the rejecting rules reports. */
function judge(name: string, version: FlinkVersion, { rejected }: RecordedCombination, findings: readonly Finding[]): void {
	const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
	const rejecting = errors.filter((rule) => REJECTING.includes(rule));
	if (rejected === undefined) {
		const notAsked = exceptionFor(NOT_ASKED, name, version);
		if (notAsked === undefined) {
			counts.accepted++;
			expect(rejecting).toEqual([]);
		} else {
			used.add(notAsked);
			expect(rejecting).toEqual(['max-parallelism-out-of-range']);
		}
		return;
	}
	const predicting = rejected.exception
		.flatMap(([, message]) => PREDICTED_BY.filter(([pattern]) => pattern.test(message ?? '')))
		.map(([, rule]) => rule);
	const gap = exceptionFor(GAPS, name, version);
	if (gap !== undefined && !errors.some((rule) => predicting.includes(rule))) {
		counts.gaps++;
		used.add(gap);
		return;
	}
	counts.predicted++;
	expect(predicting, JSON.stringify(rejected.exception)).not.toEqual([]);
	expect(errors).toEqual(expect.arrayContaining([predicting[0]]));
}

function exceptionFor(exceptions: readonly Exception[], name: string, version: FlinkVersion, question?: string): Exception | undefined {
	return exceptions.find(
		({ cases, versions, questions }) =>
			cases.includes(name) && versions?.includes(version) !== false && (question === undefined || questions?.test(question) !== false),
	);
}

describe('the exceptions', () => {
	it('are all still needed', () => {
		const all = [...DIFFERENCES, ...UNKNOWNS, ...GAPS, ...NOT_ASKED];
		expect(all.filter((exception) => !used.has(exception)).map(({ cases }) => cases)).toEqual([]);
	});

	it('stay few', () => {
		expect(counts.unknown).toBeLessThanOrEqual(40);
		expect(counts.different).toBeLessThanOrEqual(26);
		expect(counts.gaps).toBeLessThanOrEqual(100);
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
	const { compared, unknown, different, predicted, gaps, accepted } = counts;
	process.stdout.write(
		`combinations: ${compared} values agree, ${unknown} unknown to flint, ${different} differ for a stated reason; ` +
			`${predicted} rejections predicted, ${gaps} not; ${accepted} accepted without a rejecting rule\n`,
	);
});
