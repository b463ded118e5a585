import { afterAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import { lintDocuments } from '../../src/engine/lint.ts';
import type { LintResult } from '../../src/engine/result.ts';
import type { MemoryDerivation, MemoryRejection, MemoryRejectionKind } from '../../src/model/memory/derivation.ts';
import { jobManagerAt, taskManagerAt } from '../../src/model/questions/memory.ts';
import { atLeast, type FlinkVersion } from '../../src/model/version.ts';
import { readDocument } from '../../src/workspace/documents/documents.ts';
import { corpusFile, recorded, recordedVersions } from './recorded.ts';

interface MemoryCase {
	readonly name: string;
	readonly configuration: Readonly<Record<string, string>>;
}

/** The pools in bytes, or the chain of exceptions. */
type Pools = Readonly<Record<string, number>>;
type Answer = Pools | { readonly rejected: readonly (readonly [string, string | null])[] };
/** By process: `taskManager`, `jobManager`, and those in a container where that differs. */
type Answers = Readonly<Record<string, Answer>>;

/** What each exception says in flint's words, by the innermost message that is Flink's own. */
const KINDS: readonly (readonly [message: RegExp, kind: MemoryRejectionKind])[] = [
	[/^Either required fine-grained memory \(/, 'not-configured'],
	[/^min value must be less or equal to max value$/, 'limits-crossed'],
	[/^fraction must be in range \[0, 1\)$/, 'fraction-out-of-range'],
	[/^Sum of configured JVM Metaspace \(.*\) exceed configured Total Process Memory/, 'jvm-exceeds-process'],
	[/^The configured Total Process Memory size \(.*\) is less than the sum of the derived/, 'flink-exceeds-process'],
	[/^Derived JVM Overhead size \(.*\) is not in configured JVM Overhead range/, 'overhead-out-of-range'],
	[/^Sum of configured Framework Heap Memory \(.*\) exceed configured Total Flink Memory/, 'pools-exceed-flink'],
	[/^Derived Network Memory size \(.*\) is not in configured Network Memory range/, 'network-out-of-range'],
	[/^Derived Network Memory size \(.*\) does not match configured Network Memory size/, 'network-not-as-buffers'],
	[/^Sum of the configured JVM Heap Memory \(.*\) does not match the configured Total Flink Memory/, 'heap-and-off-heap-not-flink'],
	[/^The configured JVM Heap Memory \(.*\) exceeds the configured Total Flink Memory/, 'heap-exceeds-flink'],
	[/^The configured Total Flink Memory \(.*\) is less than the configured Off-heap Memory/, 'off-heap-exceeds-flink'],
	[/^Could not parse value /, 'invalid-value'],
	[/^Configured total process memory size \(-\d+MB\) must not be less than 0/, 'legacy-size'],
	[/^Invalid configuration value for taskmanager\.memory\.segment-size/, 'legacy-size'],
	[/^bytes must be >= 0$/, 'legacy-size'],
];

/** The rule that predicts a rejection. */
function predictedBy(kind: MemoryRejectionKind): string {
	if (kind === 'not-configured') return 'memory-not-configured';
	return kind === 'invalid-value' ? 'config-invalid-value' : 'memory-pools-exceed-total';
}

const cases: readonly MemoryCase[] = JSON.parse(corpusFile('memory.json')?.toString() ?? '[]');
const versions = recordedVersions('memory');
const counts = { derived: 0, rejected: 0, predicted: 0, eitherWay: 0, silent: 0 };

for (const version of versions) {
	const answers = recorded<Readonly<Record<string, Answers>>>(version, 'memory') ?? {};
	describe(`Flink ${version}`, () => {
		it.each(cases)('$name', async ({ name, configuration }) => {
			const flink = answers[name];
			const result = await lint(configuration, version, false);
			const [application] = result.applications;
			if (flink === undefined || application === undefined) throw new Error('not asked');
			const said: Record<string, MemoryDerivation<object>> = {};
			for (const [process, answer] of Object.entries(flink)) {
				const derive = process.startsWith('taskManager') ? taskManagerAt : jobManagerAt;
				const outcome = derive(application.config, { version, inContainer: process.endsWith('InContainer') });
				compare(answer, outcome);
				said[process] = outcome;
			}
			const sizeless = Object.values(said).some((outcome) => outcome.kind === 'rejected' && outcome.why === 'not-configured');
			judge(said, [result, sizeless ? await lint(configuration, version, true) : result]);
		});
	});
}

function compare(answer: Answer, outcome: MemoryDerivation<object>): void {
	if (!isRejected(answer)) {
		counts.derived++;
		expect(outcome).toEqual({ kind: 'derived', pools: answer });
		return;
	}
	counts.rejected++;
	const messages = answer.rejected.map(([, message]) => message ?? '');
	const kinds = messages.flatMap((message) => KINDS.filter(([pattern]) => pattern.test(message)).map(([, kind]) => kind));
	expect(outcome).toMatchObject({ kind: 'rejected', why: kinds[0] ?? messages });
	if (outcome.kind === 'rejected') expect(sizesIn(messages)).toEqual(expect.arrayContaining(exactSizes(outcome)));
}

function isRejected(answer: Answer): answer is Exclude<Answer, Pools> {
	return 'rejected' in answer;
}

/** The sizes that a message tells, in bytes. */
function sizesIn(messages: readonly string[]): readonly number[] {
	return messages.flatMap((message) => [...message.matchAll(/\b(\d+) bytes\b/g)].map(([, bytes]) => Number(bytes)));
}

/** What flint says of a rejection, as far as Flink's message speaks of it too. */
function exactSizes({ why, sizes }: MemoryRejection): number[] {
	if (why === 'legacy-size') return [];
	const own = ['fraction', 'pools'];
	if (why === 'overhead-out-of-range') own.push('flink', 'metaspace', 'process');
	if (why === 'network-out-of-range' || why === 'network-not-as-buffers') own.push('flink');
	return Object.entries(sizes)
		.filter(([name, size]) => !own.includes(name) && Number.isFinite(size))
		.map(([, size]) => size);
}

/**
 * Every rejection is reported by its rule, and a contradiction is reported nowhere else. What only one of the two ways to start a process
 * rejects is nobody's. That a size is missing is told of a ConfigMap, which is mounted as it stands, and not of a file.
 */
function judge(said: Readonly<Record<string, MemoryDerivation<object>>>, [file, configMap]: readonly [LintResult, LintResult]): void {
	expect([...file.errors, ...configMap.errors]).toEqual([]);
	const reported = (rule: string): boolean => {
		const { findings } = rule === 'memory-not-configured' ? configMap : file;
		return findings.some((finding) => finding.rule === rule);
	};
	const expected = new Set<string>();
	for (const [process, outcome] of Object.entries(said)) {
		if (process.endsWith('InContainer') || outcome.kind !== 'rejected') continue;
		const inContainer = said[`${process}InContainer`];
		if (inContainer !== undefined && (inContainer.kind !== 'rejected' || inContainer.why !== outcome.why)) {
			counts.eitherWay++;
			continue;
		}
		counts.predicted++;
		expected.add(predictedBy(outcome.why));
		expect(reported(predictedBy(outcome.why)), `${process}: ${outcome.why}`).toBe(true);
	}
	expect(reported('memory-pools-exceed-total')).toBe(expected.has('memory-pools-exceed-total'));
	if (expected.size === 0) counts.silent++;
}

async function lint(configuration: Readonly<Record<string, string>>, version: FlinkVersion, inConfigMap: boolean): Promise<LintResult> {
	const legacy = !atLeast(version, '2.0');
	const name = legacy ? 'flink-conf.yaml' : 'config.yaml';
	const cluster = { 'jobmanager.rpc.address': inConfigMap ? 'flink-jobmanager' : 'localhost', 'taskmanager.bind-host': '0.0.0.0' };
	// The old loader drops an empty value with its line, where `-D` keeps it.
	const line = ([key, value]: readonly [string, string]): string => `${key}: ${legacy && value !== '' ? value : JSON.stringify(value)}\n`;
	const lines = Object.entries({ ...configuration, ...cluster }).map(line);
	const text = inConfigMap ? `apiVersion: v1\nkind: ConfigMap\ndata:\n  ${name}: |\n    ${lines.join('    ')}` : lines.join('');
	const path = inConfigMap ? 'deploy/flink.yaml' : `conf/${name}`;
	const document = await readDocument({ path, text });
	if (document === undefined) throw new Error('flint does not recognise the file');
	return lintDocuments(
		{
			root: '/project',
			files: [path],
			selected: undefined,
			overlay: new Map(),
			config: defaultConfig,
			version: { version },
			platform: undefined,
		},
		{ documents: new Map([[path, document]]), buildFiles: [], unread: [], failures: [] },
	);
}

describe('the cases', () => {
	it('are enough, of both kinds, for every version', () => {
		expect(cases.length).toBeGreaterThanOrEqual(300);
		expect(versions).toEqual(['1.18', '1.19', '1.20', '2.0', '2.1', '2.2', '2.3']);
		expect(counts.rejected).toBeGreaterThan(100 * versions.length);
		expect(counts.derived).toBeGreaterThan(100 * versions.length);
	});
});

afterAll(() => {
	const { derived, rejected, predicted, eitherWay, silent } = counts;
	process.stdout.write(
		`memory: ${derived} derivations and ${rejected} rejections agree over ${versions.length} versions; of the rejections ` +
			`${predicted} are predicted by a rule and ${eitherWay} depend on who starts the process; ${silent} configurations are silent\n`,
	);
});
