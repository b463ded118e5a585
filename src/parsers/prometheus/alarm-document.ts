import type { ConfigDocument } from '../../model/document.ts';
import type { AlarmFacts } from '../../model/questions/alarms.ts';
import type { Range } from '../../model/range.ts';
import { statementFinder } from '../text/statement-finder.ts';
import type { FoundRule } from './find-rules.ts';

/** What rules say, each at its place; a rule whose condition is hidden may ask anything. */
export function factsOf<N>(found: readonly FoundRule<N>[], rangeOf: (node: N) => Range, partial: boolean): AlarmFacts {
	return {
		alerts: found.flatMap(({ node, record, metrics }) => (record === undefined ? [{ range: rangeOf(node), metrics }] : [])),
		recordings: found.flatMap(({ record: name, metrics }) => (name === undefined ? [] : [{ name, metrics }])),
		partial: partial || found.some(({ hidden }) => hidden),
	};
}

/** A document that states alarms and nothing else. */
export function alarmDocument(
	said: Pick<ConfigDocument, 'path' | 'text' | 'problems' | 'comments' | 'secrets' | 'tree' | 'extent'> & { readonly alarms: AlarmFacts },
): ConfigDocument {
	const ranges = said.alarms.alerts.map(({ range }) => range);
	const start = ranges[0]?.start ?? said.extent?.start ?? 0;
	return {
		...said,
		format: 'prometheus-rules',
		settings: [],
		notes: [],
		claims: {},
		anchor: { start, end: start },
		statementAt: statementFinder(said.text, ranges),
	};
}
