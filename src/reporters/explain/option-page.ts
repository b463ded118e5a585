import { printable } from '../layout/width.ts';
import { wrap } from '../layout/wrap.ts';
import type { TextStyle } from '../text.ts';
import type { OptionFacts, Tenure } from './option-facts.ts';

/** Rules that speak of an option: those that report it, and those whose fix may set it. */
export interface SpeakingRules {
	readonly report: readonly string[];
	readonly set: readonly string[];
}

const READERS: Readonly<Record<OptionFacts['readBy'], string>> = {
	cluster: "the cluster's processes, when they start: what a program sets is ignored",
	job: 'the job: a program may set it',
	client: 'the client that submits the job',
};

const GAP = 2;

/** What flint knows about one option, for a terminal. */
export function optionPage(facts: OptionFacts, asked: string, rules: SpeakingRules, style: TextStyle): readonly string[] {
	const { paint, width } = style;
	const rows: (readonly [string, readonly string[]])[] = [
		['type', spans(facts.types, facts.field)],
		['default', facts.defaults.length === 0 ? ['not published'] : spans(facts.defaults, facts.field)],
		['names', spans(facts.names, facts.field)],
		['keys', facts.keys.map(span)],
		['also read', facts.aliases.map(span)],
		['read by', facts.field ? [] : [READERS[facts.readBy]]],
		['group', groupText(facts)],
		['stands in', facts.field ? [homeOf(facts.key)] : []],
		['Managed Flink', msfText(facts)],
		['reported by', rules.report.length === 0 ? [] : [rules.report.join(', ')]],
		['set by the fix of', rules.set.length === 0 ? [] : [rules.set.join(', ')]],
	];
	const filled = rows.filter(([, texts]) => texts.length > 0);
	const column = Math.max(...filled.map(([label]) => label.length)) + 2 * GAP;
	const lines = filled.flatMap(([label, texts]) => {
		const wrapped = texts.flatMap((text) => wrap(printable(text), width - column));
		return wrapped.map((text, index) => `${paint((index === 0 ? `  ${label}` : '').padEnd(column), 'dim')}${text}`);
	});
	const alias = asked === facts.key ? [] : [`\`${printable(asked)}\` is another name of:`];
	return [...alias, paint(facts.key, 'bold'), ...lines];
}

/** `1 min`, or with the versions where they differ. */
function spans(tenures: readonly Tenure[], field: boolean): readonly string[] {
	const [only, ...others] = tenures;
	return only !== undefined && (field || others.length === 0) ? [only.what] : tenures.map(span);
}

function span({ what, from, to }: Tenure): string {
	return `${what} (${from === to ? from : `${from} to ${to}`})`;
}

function groupText({ group, enabler, key }: OptionFacts): readonly string[] {
	if (group === 'other' || group === 'platform') return [];
	return [enabler === undefined || enabler === key ? group : `${group}, switched on by \`${enabler}\``];
}

/** What has the field: it is no option of Flink. */
function homeOf(key: string): string {
	if (key.startsWith('msf.')) return 'a Managed Flink application: a field of its own, no option of Flink';
	if (key.startsWith('k8s.')) return "the Kubernetes operator's resources: a field of their own, no option of Flink";
	return 'the alert rules beside the application, no option of Flink';
}

function msfText({ field: own, msf: { fixed, field }, group }: OptionFacts): readonly string[] {
	if (own) return [];
	if (fixed !== undefined) return [`fixed at \`${fixed}\` by the service`];
	if (field !== undefined) return [`the application's field ${field}`];
	return group === 'checkpointing' || group === 'checkpoint-storage' || group === 'state-backend' || group === 'restart'
		? ['decided by the service']
		: [];
}
