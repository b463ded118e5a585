import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/** One small project and what one rule says of it. See CONTRIBUTING.md, "Cases". */
export interface RuleCase {
	readonly name: string;
	readonly kind: 'valid' | 'invalid' | 'suppressed';
	/** Texts by path; a flint.config.yaml among them is flint's configuration. */
	readonly files: Readonly<Record<string, string>>;
	/** The rule's findings, in order: `severity file:line:column what`. */
	readonly findings: readonly string[];
	/** Changed files after all safe fixes of the rule. */
	readonly fixed: FixedFiles;
	/** Changed files after its unsafe fixes too. */
	readonly fixedUnsafe: FixedFiles;
}

/** Texts by path; null where a file is gone. */
export type FixedFiles = Readonly<Record<string, string | null>>;

/** A project's texts with those that fixes leave. */
export function withFixed(files: Readonly<Record<string, string>>, fixed: FixedFiles): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries({ ...files, ...fixed }).flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
}

const FOLDER = join(import.meta.dirname, '..', 'rules');

/** Every rule's cases, by the rule's name: test/rules/<rule>.yaml. */
export function ruleCases(): ReadonlyMap<string, readonly RuleCase[]> {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
	return new Map(files.map((file) => [basename(file, '.yaml'), read(join(FOLDER, file))]));
}

function read(file: string): readonly RuleCase[] {
	const written: readonly (Partial<RuleCase> & Pick<RuleCase, 'name' | 'kind' | 'files'>)[] = parse(readFileSync(file, 'utf8'));
	return written.map((one) => ({ findings: [], fixed: {}, fixedUnsafe: {}, ...one }));
}
