import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlinkVersion } from '../../../src/model/version.ts';
import type { FlinkAnswer } from './answers.ts';
import type { DifferentialFile, FileKind } from './corpus.ts';

const JAVA = join(import.meta.dirname, '../../../oracle/java.sh');

/** The name under which Flink opens a file of each kind. */
const FILE_NAMES: Readonly<Record<FileKind, string>> = { legacy: 'flink-conf.yaml', standard: 'config.yaml' };

/** The minors the oracle has a profile for. */
export const ASKED_VERSIONS: readonly FlinkVersion[] = ['1.18', '1.19', '1.20', '2.0', '2.1', '2.2', '2.3'];

/** The kinds of file that a version reads. */
export function kindsOf(version: FlinkVersion): readonly FileKind[] {
	if (version === '1.18') return ['legacy'];
	return version.startsWith('1.') ? ['legacy', 'standard'] : ['standard'];
}

/** The texts of one option, to be read after a file of that kind. */
export interface OptionTexts {
	readonly id: string;
	readonly kind: FileKind;
	readonly option: string;
	readonly texts: readonly string[];
}

/** Asks real Flink, in one JVM; the answers stand in the order of the cases. Throws where it cannot be asked. */
export function askFlink(version: FlinkVersion, cases: readonly (DifferentialFile | OptionTexts)[]): readonly FlinkAnswer[] {
	const folder = mkdtempSync(join(tmpdir(), 'flint-differential-'));
	try {
		const [asked, answered] = [join(folder, 'cases.jsonl'), join(folder, 'answers.jsonl')];
		writeFileSync(asked, cases.map((one) => `${JSON.stringify(question(one))}\n`).join(''));
		const { status } = spawnSync(JAVA, [version, 'dev.flint.oracle.Batch', asked, answered], { stdio: 'inherit' });
		if (status !== 0) throw new Error(`asking Flink ${version} failed`);
		const answers = readFileSync(answered, 'utf8').split('\n').slice(0, -1);
		if (answers.length !== cases.length) throw new Error(`Flink ${version} answered ${answers.length} of ${cases.length} cases`);
		return answers.map((line) => JSON.parse(line) as FlinkAnswer);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function question(one: DifferentialFile | OptionTexts): object {
	const { id } = one;
	const file = FILE_NAMES[one.kind];
	if ('option' in one) return { id, file, option: one.option, texts: one.texts };
	if (one.missing === true) return { id };
	return one.bytes === undefined ? { id, file } : { id, file, bytes: one.bytes.toString('base64') };
}
