import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../catalog/suggest.ts';
import type { Range } from '../model/range.ts';
import type { FlinkVersion, VersionStatement } from '../model/version.ts';
import type { SourceFile } from '../workspace/files/read.ts';
import { ConfigurationError, type ConfigurationProblem } from './errors.ts';
import { RECOMMENDED } from './recommended.ts';
import type { ApplicationConfig, FlintConfig, RuleConfig } from './schema.ts';
import { type ConfigShape, configShape, keysAt } from './shape.ts';

type Path = readonly PropertyKey[];

/** A problem and where in the text it stands. */
interface Placed {
	readonly message: string;
	readonly at: number;
	readonly suggestion?: string;
}

/** flint.config.yaml as text → the configuration. Throws ConfigurationError with every problem and its place. */
export function parseConfig(source: SourceFile, shown: string, ruleNames: readonly string[]): FlintConfig {
	const lines = new LineCounter();
	const document = parseDocument(source.text, { lineCounter: lines });
	const fail = (problems: readonly Placed[]): never => {
		throw new ConfigurationError(problems.toSorted((a, b) => a.at - b.at).map((problem) => placed(problem, shown, lines)));
	};
	if (document.errors.length > 0) fail(document.errors.map(({ message, pos }) => ({ message: firstLine(message), at: pos[0] })));
	keepVersionsAsWritten(document);
	const result = configShape.safeParse(plain(document, fail) ?? {});
	if (!result.success) return fail(result.error.issues.flatMap((issue) => explain(issue, document)));
	const unknown = unknownRules(result.data, document, ruleNames);
	if (unknown.length > 0) fail(unknown);
	return configuration(result.data, document, source);
}

function placed({ message, at, suggestion }: Placed, shown: string, lines: LineCounter): ConfigurationProblem {
	const { line, col } = lines.linePos(at);
	const place = `${shown}:${Math.max(1, line)}:${Math.max(1, col)}`;
	return suggestion === undefined ? { message, place } : { message, place, suggestion };
}

/** `yaml` appends a code frame of its own to its messages. */
function firstLine(message: string): string {
	return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** YAML reads `flinkVersion: 1.20` as the number 1.2. */
function keepVersionsAsWritten(document: Document): void {
	visit(document, {
		Pair(_, pair) {
			if (!isScalar(pair.key) || pair.key.value !== 'flinkVersion' || !isScalar(pair.value)) return;
			if (typeof pair.value.value === 'number' && pair.value.source !== undefined) pair.value.value = pair.value.source;
		},
	});
}

function plain(document: Document, fail: (problems: readonly Placed[]) => never): unknown {
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		return fail([{ message: error instanceof Error ? error.message : String(error), at: 0 }]);
	}
}

function explain(issue: z.core.$ZodIssue, document: Document): readonly Placed[] {
	if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, document));
	const at = rangeAt(document, issue.path).start;
	return [{ message: `\`${named(issue.path)}\` ${requirement(issue)}`, at }];
}

function unknownKey(path: Path, key: string, document: Document): Placed {
	const name = named([...path, key]);
	const suggestion = didYouMean(key, keysAt(path));
	return { message: `unknown key \`${name}\``, at: keyOffset(document, path, key), ...suggestion };
}

/** What a value must be, completing "`rules.x` …". */
function requirement(issue: z.core.$ZodIssue): string {
	if (issue.code === 'invalid_value') return `must be one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
	if (issue.code === 'invalid_type' && !issue.message.startsWith('must')) {
		return issue.input === undefined && issue.message.endsWith('undefined')
			? 'is missing'
			: `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
	}
	return issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	array: 'a list',
	object: 'a mapping of keys to values',
	record: 'a mapping of keys to values',
};

function unknownRules(config: ConfigShape, document: Document, ruleNames: readonly string[]): readonly Placed[] {
	const problems: Placed[] = [];
	const check = (name: string, at: number): void => {
		if (ruleNames.includes(name)) return;
		problems.push({ message: `unknown rule \`${name}\``, at, ...didYouMean(name, ruleNames) });
	};
	for (const name of Object.keys(config.rules)) check(name, keyOffset(document, ['rules'], name));
	config.suppressions.forEach(({ rule }, index) => {
		check(rule, rangeAt(document, ['suppressions', index, 'rule']).start);
	});
	return problems;
}

function didYouMean(name: string, candidates: readonly string[]): { readonly suggestion?: string } {
	const [best] = nearest(name, candidates, Math.max(2, Math.floor(name.length / 4)));
	return best === undefined ? {} : { suggestion: `did you mean \`${best.key}\`?` };
}

function named(path: Path): string {
	return (
		path
			.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
			.join('')
			.replace(/^\./, '') || 'the file'
	);
}

/** The place of the value at a path, or of the nearest one around it that exists. */
function rangeAt(document: Document, path: Path): Range {
	for (let length = path.length; length > 0; length--) {
		const node = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return { start: node.range[0], end: node.range[1] };
	}
	return { start: 0, end: 0 };
}

function keyOffset(document: Document, path: Path, key: string): number {
	const parent = path.length === 0 ? document.contents : document.getIn(path, true);
	if (!isMap(parent)) return 0;
	const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
	return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

function configuration(read: ConfigShape, document: Document, source: SourceFile): FlintConfig {
	const { path, text } = source;
	const stated = (version: FlinkVersion | undefined, at: Path): { readonly version?: VersionStatement } =>
		version === undefined ? {} : { version: { version, place: { file: path, range: rangeAt(document, at) } } };
	return {
		source: { path, text },
		...stated(read.flinkVersion, ['flinkVersion']),
		...(read.platform && { platform: read.platform }),
		applications: read.applications.map(
			({ flinkVersion, platform, environment, ...rest }, index): ApplicationConfig => ({
				...rest,
				...(platform && { platform }),
				...(environment && { environment }),
				...stated(flinkVersion, ['applications', index, 'flinkVersion']),
			}),
		),
		rules: new Map(Object.entries(read.rules).map(([name, { level, ...options }]) => [name, ruleConfig(level, options)])),
		recommended: recommendedValues(read.recommended),
		ignore: read.ignore,
		suppressions: read.suppressions.map(({ rule, reason, file, option }, index) => ({
			rule,
			reason,
			range: rangeAt(document, ['suppressions', index, 'rule']),
			...(file !== undefined && { file }),
			...(option !== undefined && { option }),
		})),
	};
}

function ruleConfig(level: RuleConfig['level'], options: Readonly<Record<string, unknown>>): RuleConfig {
	return level === undefined ? { options } : { level, options };
}

/** A team's own pause is never longer than the interval it goes with. */
function recommendedValues({ minPause, ...values }: ConfigShape['recommended']): FlintConfig['recommended'] {
	const pause = minPause === undefined ? RECOMMENDED.minPause : (interval: number): number => Math.min(interval, minPause);
	return { ...RECOMMENDED, ...values, minPause: pause };
}
