import { parseArgs } from 'node:util';
import { type FlinkVersion, flinkVersion } from '../../../src/model/version.ts';
import type { FlinkAnswer } from './answers.ts';
import { compareFile, compareTexts, type Difference } from './compare.ts';
import { type DifferentialFile, differentialFiles, type FileKind } from './corpus.ts';
import { ASKED_VERSIONS, askFlink, kindsOf } from './flink.ts';
import { flintAnswer, type ReadFile, readFile } from './flint-answer.ts';
import { askedOptions, flintReading, textsFor } from './option-texts.ts';
import { Recording } from './recording.ts';

const { values: options } = parseArgs({
	options: {
		versions: { type: 'string' },
		kinds: { type: 'string', default: 'legacy,standard' },
		seed: { type: 'string', default: '1' },
		/** Generated files of each kind for each version. */
		count: { type: 'string', default: '2000' },
		/** Texts for each option, kind and version. */
		texts: { type: 'string', default: '80' },
		/** How many differing cases are printed. */
		show: { type: 'string', default: '20' },
		/** Keep some of Flink's answers for the tests that need Node alone. */
		record: { type: 'boolean', default: false },
	},
});
const seed = Number(options.seed);
const recording = new Recording();
const read = new Map<string, ReadFile>();
let left = Number(options.show);
let differing = 0;

for (const version of options.versions?.split(',').flatMap((text) => flinkVersion(text) ?? []) ?? ASKED_VERSIONS) {
	for (const kind of kindsOf(version)) {
		if (!options.kinds.split(',').includes(kind)) continue;
		differing += files(version, kind, differentialFiles(kind, seed, Number(options.count)));
		differing += texts(version, kind, Number(options.texts));
	}
}
if (options.record) recording.write();
console.log(`differential: ${differing} differences`);
process.exitCode = differing === 0 ? 0 : 1;

/** Asks Flink and flint about the files and prints what comes of it; how many files differ. */
function files(version: FlinkVersion, kind: FileKind, asked: readonly DifferentialFile[]): number {
	const started = performance.now();
	const answers = askFlink(version, asked);
	const total = { keys: 0, readings: 0, rejectedReadings: 0, rejected: 0, unclaimed: 0, differing: 0 };
	for (const [at, file] of asked.entries()) {
		const answer = answers[at];
		if (answer === undefined) continue;
		recording.file(version, file, answer);
		const known = read.get(`${kind} ${file.id}`) ?? readFile(file);
		read.set(`${kind} ${file.id}`, known);
		const result = compareFile(answer, flintAnswer(known, version));
		total.keys += result.keys;
		total.readings += result.readings;
		total.rejectedReadings += result.rejectedReadings;
		total.unclaimed += result.unclaimed.length;
		if (result.rejected) total.rejected++;
		if (result.differences.length === 0) continue;
		total.differing++;
		print(`${version} ${file.id}`, file.bytes?.toString() ?? '', answer, result.differences);
	}
	console.log(
		`${version} ${kind}: ${asked.length} files, ${total.rejected} rejected by both, ${total.keys} keys and texts, ${total.readings} typed values ` +
			`(${total.rejectedReadings} rejected by both), ${total.unclaimed} without a claim, ${total.differing} differ; ${seconds(started)}`,
	);
	return total.differing;
}

/** The same for texts of options. */
function texts(version: FlinkVersion, kind: FileKind, count: number): number {
	const started = performance.now();
	const asked = askedOptions(version);
	const answers = askFlink(
		version,
		asked.map((one) => ({ id: one.key, kind, option: one.key, texts: textsFor(one, seed, count) })),
	);
	const total = { same: 0, rejected: 0, unclaimed: 0, differing: 0 };
	for (const [at, { option, key }] of asked.entries()) {
		const answer = answers[at];
		if (answer?.read === undefined) throw new Error(`KnownOptions does not list the class that declares ${key} in Flink ${version}`);
		recording.texts(version, kind, key, answer);
		const result = compareTexts(answer.read, (text) => flintReading(option, text, kind, version));
		total.same += result.same;
		total.rejected += result.rejected;
		total.unclaimed += result.unclaimed;
		total.differing += result.differences.length;
		for (const difference of result.differences) print(`${version} ${kind} ${key}`, difference.about, undefined, [difference]);
	}
	console.log(
		`${version} ${kind}: ${asked.length} options, ${total.same} texts (${total.rejected} rejected by both), ${total.unclaimed} without a claim, ` +
			`${total.differing} differ; ${seconds(started)}`,
	);
	return total.differing;
}

function print(id: string, text: string, answer: FlinkAnswer | undefined, differences: readonly Difference[]): void {
	if (left-- <= 0) return;
	const place = answer?.at ? ` (Flink stops at ${answer.at.line}:${answer.at.column})` : '';
	console.log(`--- ${id}${place}\n${JSON.stringify(text).slice(0, 1000)}`);
	for (const { about, flink, flint } of differences.slice(0, 4)) {
		console.log(`  ${about}\n    Flink: ${flink.slice(0, 300)}\n    flint: ${flint.slice(0, 300)}`);
	}
}

function seconds(started: number): string {
	return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
