import { parseConfig } from '../../src/config/parse.ts';
import { defaultConfig, type FlintConfig } from '../../src/config/schema.ts';
import { planSuppressions, type SuppressionPlan } from '../../src/engine/add-suppressions.ts';
import { fixProject } from '../../src/engine/fix.ts';
import { lintProject } from '../../src/engine/lint.ts';
import type { FixResult, LintRequest, LintResult } from '../../src/engine/result.ts';
import { suppressionRules } from '../../src/engine/suppression-rules.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Lines } from '../../src/model/lines.ts';
import { rules } from '../../src/rules/index.ts';
import { CONFIG_FILE } from '../../src/workspace/files/names.ts';

export type Files = Readonly<Record<string, string>>;

const RULE_NAMES = [...rules.map(({ meta }) => meta.name), ...suppressionRules.map(({ name }) => name)];

/** Lints texts as if they were the files of a project. */
export function lintFiles(files: Files): Promise<LintResult> {
	return lintProject(request(files));
}

/** Fixes texts as if they were the files of a project; `only` switches every other rule off. */
export function fixFiles(files: Files, unsafe: boolean, only?: readonly string[]): Promise<FixResult> {
	return fixProject({ ...request(files, only), unsafe });
}

/** Silences all that lint reports of a project, by comments where the format has them. */
export async function silenceFiles(files: Files): Promise<SuppressionPlan> {
	return planSuppressions(request(files), await lintFiles(files), 'known');
}

/** The texts after a fix. */
export function afterFix(files: Files, result: FixResult): Files {
	const fixed = new Map(Object.entries(files));
	for (const { path, after } of result.files) {
		if (after === undefined) fixed.delete(path);
		else fixed.set(path, after);
	}
	return Object.fromEntries(fixed);
}

/** A finding as the cases write it. */
export function line(finding: Finding, result: LintResult): string {
	const document = result.documents.get(finding.at.file);
	const { line: row, column } = new Lines(document?.text ?? '').position(finding.at.range.start);
	return `${finding.severity} ${finding.at.file}:${row}:${column} ${finding.message.what}`;
}

function request(files: Files, only?: readonly string[]): LintRequest {
	const overlay = new Map(Object.entries(files).filter(([path]) => path !== CONFIG_FILE));
	return {
		root: '/project',
		files: [...overlay.keys()].sort(),
		selected: undefined,
		overlay,
		config: configOf(files, only),
		version: undefined,
		platform: undefined,
	};
}

function configOf(files: Files, only: readonly string[] | undefined): FlintConfig {
	const text = files[CONFIG_FILE];
	const config = text === undefined ? defaultConfig : parseConfig({ path: CONFIG_FILE, text }, CONFIG_FILE, RULE_NAMES);
	if (only === undefined) return config;
	const others = RULE_NAMES.filter((name) => !only.includes(name)).map((name) => [name, { level: 'off', options: {} }] as const);
	return { ...config, rules: new Map([...config.rules, ...others]) };
}
