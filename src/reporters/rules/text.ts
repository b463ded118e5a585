import type { RuleMeta, Severity } from '../../model/finding.ts';
import type { Style } from '../layout/paint.ts';
import { wrap } from '../layout/wrap.ts';
import { plural } from '../summary.ts';
import type { TextStyle } from '../text.ts';

const ACCENTS: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };
const COLUMNS = ['rule', 'severity', 'fix', 'category', 'what it finds'] as const;
const GAP = '  ';
/** Narrower than this, a summary is better below its rule than beside it. */
const NARROWEST = 28;

/** The table of rules; the summaries stand beside the rest where the terminal is wide enough, else below. */
export function rulesText(metas: readonly RuleMeta[], { width, paint }: TextStyle): readonly string[] {
	if (metas.length === 0) return ['no rule is like that'];
	const rows = metas.map(({ name, severity, fixes, category }) => [name, severity, fixes.join(', ') || 'none', category]);
	const widths = [0, 1, 2, 3].map((column) => Math.max(...[COLUMNS, ...rows].map((row) => row[column]?.length ?? 0)));
	const used = widths.reduce((sum, own) => sum + own + GAP.length, 0);
	const beside = width - used >= NARROWEST;
	const cells = (row: readonly string[]): readonly string[] => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
	const titles = beside ? [...cells(COLUMNS.slice(0, 4)), COLUMNS[4]] : cells(COLUMNS.slice(0, 4));
	const lines = metas.flatMap(({ severity, summary }, index) => {
		const [name = '', level = '', ...rest] = cells(rows[index] ?? []);
		const head = [paint(name, 'bold'), paint(level, ACCENTS[severity]), ...rest].join(GAP);
		const summaries = wrap(summary, beside ? width - used : width - 4);
		if (!beside) return [head.trimEnd(), ...summaries.map((line) => `    ${paint(line, 'dim')}`)];
		return summaries.map((line, at) => (at === 0 ? `${head}${GAP}${line}` : ' '.repeat(used) + line));
	});
	return [paint(titles.join(GAP).trimEnd(), 'dim'), ...lines, '', `${plural(metas.length, 'rule')}; \`flint explain RULE\` says more`];
}
