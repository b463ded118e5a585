import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { LintResult } from '../../src/engine/result.ts';
import { Lines } from '../../src/model/lines.ts';
import type { Setting } from '../../src/model/setting.ts';
import { formatValue } from '../../src/model/value.ts';
import type { FixedFiles } from './case.ts';

/** One small project as people keep it, what flint reads in it, and all that it says of it. */
export interface WildCase {
	readonly name: string;
	readonly files: Readonly<Record<string, string>>;
	/** Every setting, in order: `file:line key = value`; `?` is unknown, `!` invalid. */
	readonly reads: readonly string[];
	/** The findings of all rules, in order: `severity file:line:column what`. */
	readonly findings: readonly string[];
	/** Changed files after all safe fixes. */
	readonly fixed: FixedFiles;
	/** Changed files after the unsafe fixes too. */
	readonly fixedUnsafe: FixedFiles;
}

const FOLDER = join(import.meta.dirname, '..', 'wild');

/** The cases by subject: test/wild/<subject>.yaml. */
export function wildCases(): ReadonlyMap<string, readonly WildCase[]> {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
	return new Map(files.sort().map((file) => [basename(file, '.yaml'), read(join(FOLDER, file))]));
}

function read(file: string): readonly WildCase[] {
	const written: readonly (Partial<WildCase> & Pick<WildCase, 'name' | 'files'>)[] = parse(readFileSync(file, 'utf8'));
	return written.map((one) => ({ reads: [], findings: [], fixed: {}, fixedUnsafe: {}, ...one }));
}

/** Every setting that was read, as the cases write it. */
export function readings({ documents }: LintResult): readonly string[] {
	return [...documents.values()].flatMap(({ path, text, settings }) => {
		const lines = new Lines(text);
		return settings.map((setting) => `${path}:${lines.position(setting.range.start).line} ${setting.key} = ${said(setting)}`);
	});
}

function said({ value }: Setting): string {
	if (value.kind === 'unknown') return '?';
	return value.kind === 'invalid' ? `! ${value.text}` : formatValue(value.value);
}
