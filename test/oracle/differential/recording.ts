import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FlinkVersion } from '../../../src/model/version.ts';
import type { FlinkAnswer, Reading } from './answers.ts';
import type { DifferentialFile, FileKind } from './corpus.ts';
import { foundFiles } from './found.ts';

const FOLDER = new URL('../../../oracle/recorded/differential/', import.meta.url);
/** Of the generated files of a kind, and of the texts of an option, this many are kept. */
const KEPT_FILES = 150;
const KEPT_TEXTS = 12;

/** An answer that several versions give. */
export interface RecordedAnswer<T> {
	readonly versions: FlinkVersion[];
	readonly answer: T;
}

/** A file with what each version made of it. */
export interface RecordedFileCase {
	readonly id: string;
	readonly kind: FileKind;
	/** The file's bytes in base64; absent for what `found.ts` has the text of. */
	readonly bytes?: string;
	readonly answers: RecordedAnswer<Pick<FlinkAnswer, 'values' | 'read' | 'exception'>>[];
}

/** Texts of one option with what each version made of them after a file of that kind. */
export interface RecordedTexts {
	readonly id: string;
	readonly kind: FileKind;
	readonly answers: RecordedAnswer<Readonly<Record<string, Reading>>>[];
}

/** Flink's answers that the tests without Flink go by: equal ones stand once, with their versions. */
export class Recording {
	private readonly files = new Map<string, RecordedFileCase>();
	private readonly options = new Map<string, RecordedTexts>();
	private readonly generated = new Map<string, number>();

	file(version: FlinkVersion, { id, kind, bytes }: DifferentialFile, { values, read, exception }: FlinkAnswer): void {
		const found = id.startsWith('found/');
		const of = `${version} ${kind}`;
		const before = this.generated.get(of) ?? 0;
		if (!found && (bytes === undefined || before >= KEPT_FILES)) return;
		if (!found) this.generated.set(of, before + 1);
		const content = found || bytes === undefined ? {} : { bytes: bytes.toString('base64') };
		const one = this.files.get(`${kind} ${id}`) ?? { id, kind, ...content, answers: [] };
		this.files.set(`${kind} ${id}`, one);
		const readings = read === undefined ? {} : { read: slim(read) };
		add(one.answers, version, exception === undefined ? { ...(values === undefined ? {} : { values }), ...readings } : { exception });
	}

	texts(version: FlinkVersion, kind: FileKind, key: string, { read = {} }: FlinkAnswer): void {
		const one = this.options.get(`${kind} ${key}`) ?? { id: key, kind, answers: [] };
		this.options.set(`${kind} ${key}`, one);
		add(one.answers, version, slim(Object.fromEntries(Object.entries(read).slice(0, KEPT_TEXTS))));
	}

	write(): void {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(new URL('files.json', FOLDER), lines([...this.files.values()]));
		writeFileSync(new URL('options.json', FOLDER), lines([...this.options.values()]));
	}
}

/** The recorded files; bytes of found ones are looked up. */
export function recordedFiles(): readonly (RecordedFileCase & DifferentialFile)[] {
	return load<RecordedFileCase>('files.json').flatMap((one) => {
		const found = foundFiles(one.kind).find(({ id }) => id === one.id);
		const bytes = one.bytes === undefined ? found?.bytes : Buffer.from(one.bytes, 'base64');
		return bytes === undefined ? [] : [{ ...one, bytes } as RecordedFileCase & DifferentialFile];
	});
}

/** The recorded texts of options. */
export function recordedTexts(): readonly RecordedTexts[] {
	return load<RecordedTexts>('options.json');
}

function load<T>(name: string): readonly T[] {
	const url = new URL(name, FOLDER);
	return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as T[]) : [];
}

function slim(read: Readonly<Record<string, Reading>>): Readonly<Record<string, Reading>> {
	return Object.fromEntries(Object.entries(read).map(([key, reading]) => [key, slimReading(reading)]));
}

/** Why a value is rejected is recorded elsewhere; JSON has no negative zero. */
function slimReading(reading: Reading): Reading {
	if (reading.rejected !== undefined) return { rejected: [] };
	return Object.is(reading.value, -0) ? { value: '-0.0' } : reading;
}

function add<T>(answers: RecordedAnswer<T>[], version: FlinkVersion, answer: T): void {
	const same = answers.find((other) => JSON.stringify(other.answer) === JSON.stringify(answer));
	if (same === undefined) answers.push({ versions: [version], answer });
	else same.versions.push(version);
}

function lines(cases: readonly object[]): string {
	return `[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
}
