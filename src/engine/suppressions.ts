import { nearest } from '../catalog/suggest.ts';
import { matcher } from '../config/glob.ts';
import type { FlintConfig, SuppressionConfig } from '../config/schema.ts';
import type { Application } from '../model/application.ts';
import type { ConfigDocument } from '../model/document.ts';
import type { Finding, MessageTemplate, Severity } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import { Lines } from '../model/lines.ts';
import type { Place } from '../model/range.ts';
import { type Directive, type DirectiveRule, directivesOf } from './directives.ts';
import type { Unmarked } from './fingerprint.ts';
import { suppressionRules } from './suppression-rules.ts';

/** What the suppressions of a run are applied to. */
interface SuppressionInput {
	/** Every finding of the project, before any selection of files: a suppression is unused only if nothing at all needs it. */
	readonly findings: readonly Unmarked[];
	readonly documents: Iterable<ConfigDocument>;
	readonly applications: readonly Application[];
	readonly config: FlintConfig;
	/** Every rule that exists. */
	readonly ruleNames: readonly string[];
}

export interface SuppressionResult {
	/** What is left, with the findings about the suppressions themselves behind it. */
	readonly findings: readonly Unmarked[];
	/** The findings that a suppression covers. */
	readonly suppressed: readonly Unmarked[];
}

/** A document that holds suppressions. */
interface Text {
	readonly document: ConfigDocument;
	readonly lines: Lines;
}

const METAS = new Map(suppressionRules.map((meta) => [meta.name, meta]));

/** Applies the suppressions that comments and flint's configuration hold. */
export function applySuppressions(input: SuppressionInput): SuppressionResult {
	const texts = new Map<string, Text>();
	const directives: Directive[] = [];
	for (const document of input.documents) {
		if (!document.text.includes('flint-ignore-')) continue;
		const lines = new Lines(document.text);
		texts.set(document.path, { document, lines });
		for (const directive of directivesOf(document, lines)) directives.push(directive);
	}
	const stated = input.config.suppressions.map((suppression) => ({ suppression, covers: coveredByConfig(suppression) }));
	const used = new Set<object>();
	const kept: Unmarked[] = [];
	const suppressed: Unmarked[] = [];
	const naming = byFileAndRule(directives);
	for (const finding of input.findings) {
		const text = texts.get(finding.at.file);
		const own = text === undefined ? [] : coveringRules(finding, naming.get(keyOf(finding.at.file, finding.rule)) ?? [], text);
		const config = stated.filter(({ covers }) => covers(finding)).map(({ suppression }) => suppression);
		for (const cover of [...own, ...config]) used.add(cover);
		(own.length + config.length > 0 ? suppressed : kept).push(finding);
	}
	const speak = new Speaker(input);
	for (const directive of directives) aboutDirective(directive, used, speak);
	for (const { suppression } of stated) aboutConfig(suppression, used, speak);
	return { findings: [...kept, ...speak.findings], suppressed };
}

/** A rule name in a comment that gives a reason. */
interface Naming {
	readonly line: number | undefined;
	readonly rule: DirectiveRule;
}

function byFileAndRule(directives: readonly Directive[]): ReadonlyMap<string, readonly Naming[]> {
	const index = new Map<string, Naming[]>();
	for (const { path, rules, reason, line } of directives) {
		if (reason === '') continue;
		for (const rule of rules) {
			const key = keyOf(path, rule.name);
			addTo(index, key, { line, rule });
		}
	}
	return index;
}

function keyOf(file: string, rule: string): string {
	return `${rule} ${file}`;
}

function coveredByConfig({ rule, file, option }: SuppressionConfig): (finding: Unmarked) => boolean {
	const inFile = file === undefined ? () => true : matcher([file]);
	return (finding) => finding.rule === rule && (option === undefined || finding.option === option) && inFile(finding.at.file);
}

/** The rule names, in the comments of the finding's file, that cover it. */
function coveringRules({ at }: Unmarked, naming: readonly Naming[], { document, lines }: Text): readonly DirectiveRule[] {
	if (naming.length === 0) return [];
	const begins = [lines.lineAt(at.range.start), lines.lineAt(document.statementAt(at.range.start).start)];
	return naming.filter(({ line }) => line === undefined || begins.includes(line)).map(({ rule }) => rule);
}

function aboutDirective({ path, range, rules, reason }: Directive, used: ReadonlySet<object>, speak: Speaker): void {
	const at = { file: path, range };
	if (rules.length === 0) speak.say('suppression-unknown-rule', 'none', at, {});
	if (reason === '') speak.say('suppression-without-reason', 'missing', at, {});
	for (const rule of rules) {
		const place = { file: path, range: rule.range };
		if (!speak.knows(rule.name)) speak.unknown(rule.name, place);
		else if (reason !== '' && !used.has(rule) && !speak.isOff(rule.name))
			speak.say('suppression-unused', 'unused', place, { rule: rule.name });
	}
}

function aboutConfig(suppression: SuppressionConfig, used: ReadonlySet<object>, speak: Speaker): void {
	const { source } = speak.input.config;
	if (source === undefined || used.has(suppression) || speak.isOff(suppression.rule)) return;
	speak.say('suppression-unused', 'unused', { file: source.path, range: suppression.range }, { rule: suppression.rule });
}

/** Makes findings about suppressions, as the configuration's levels allow. */
class Speaker {
	readonly findings: Unmarked[] = [];
	private readonly names: ReadonlySet<string>;

	constructor(readonly input: SuppressionInput) {
		this.names = new Set(input.ruleNames);
	}

	knows(rule: string): boolean {
		return this.names.has(rule);
	}

	isOff(rule: string): boolean {
		return this.input.config.rules.get(rule)?.level === 'off';
	}

	unknown(rule: string, at: Place): void {
		const similar = nearest(rule, this.input.ruleNames, Math.max(2, Math.floor(rule.length / 4)))[0]?.key;
		if (similar === undefined) this.say('suppression-unknown-rule', 'unknown', at, { rule });
		else this.say('suppression-unknown-rule', 'similar', at, { rule, similar });
	}

	say(rule: string, message: string, at: Place, data: Readonly<Record<string, string>>): void {
		const meta = METAS.get(rule);
		const template = meta?.messages[message];
		const severity = this.levelOf(rule, meta?.severity);
		if (template === undefined || severity === undefined) return;
		this.findings.push({
			rule,
			severity,
			message: filled(template, data),
			applications: this.applicationsOf(at.file),
			at,
			related: [],
			...(data.rule !== undefined && { symbol: data.rule }),
		});
	}

	private levelOf(rule: string, own: Severity | undefined): Severity | undefined {
		const level = this.input.config.rules.get(rule)?.level ?? own;
		return level === 'off' ? undefined : level;
	}

	private applicationsOf(file: string): readonly string[] {
		return this.input.applications.filter(({ documents }) => documents.some(({ path }) => path === file)).map(({ id }) => id);
	}
}

function filled(template: MessageTemplate, data: Readonly<Record<string, string>>): Finding['message'] {
	const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole);
	return { what: fill(template.what), why: fill(template.why), do: fill(template.do) };
}
