import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prometheusRulesEditor } from '../../src/fixers/prometheus-rules-editor.ts';
import { parsePrometheusRules } from '../../src/parsers/prometheus/prometheus-rules.ts';

const ADDED = 'alert: Added\nexpr: flink_jobmanager_job_numberOfFailedCheckpoints > 0';

/** The text with an alert more beside the one of that position, or undefined where it cannot be written. */
function added(text: string, index: number): string | undefined {
	const document = parsePrometheusRules('rules.yml', text);
	const beside = document.alarms?.alerts[index]?.range ?? { start: 0, end: 0 };
	const [edit] = prometheusRulesEditor.addResource?.(document, { text: ADDED, beside }) ?? [];
	return edit === undefined ? undefined : text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
}

test('a file without a last line break, items at the margin of their list', () => {
	expect(added('groups:\n- rules:\n  -   alert: A\n      expr: flink_a # why', 0)).toBe(
		'groups:\n- rules:\n  -   alert: A\n      expr: flink_a # why\n  -   alert: Added\n      expr: flink_jobmanager_job_numberOfFailedCheckpoints > 0',
	);
});

test('an alert in braces has no lines to stand between', () => {
	expect(added('groups: [{rules: [{alert: A, expr: flink_a}]}]\n', 0)).toBeUndefined();
});

test('labels behind an anchor stay where they are', () => {
	expect(added('groups:\n- rules:\n  - alert: A\n    expr: flink_a\n    labels: &l {team: a}\n', 0)).toBe(
		'groups:\n- rules:\n  - alert: A\n    expr: flink_a\n    labels: &l {team: a}\n  - alert: Added\n    expr: flink_jobmanager_job_numberOfFailedCheckpoints > 0\n',
	);
});

test('beside any alert: one more, right behind it, the others as they were', () => {
	const rule = fc
		.tuple(
			fc.constantFrom('flink_a > 1', '|\n          flink_a\n            > 1', '>-\n          flink_a > 1', '"flink_a > 1"'),
			fc.constantFrom('', '        for: 5m # long\n'),
			fc.constantFrom('', '        labels:\n          severity: page\n', '        labels: {severity: page}\n'),
			fc.constantFrom('', '        annotations:\n          text: |\n            behind\n\n', '        # a remark\n', '\n'),
		)
		.map(([expr, wait, labels, rest]) => `      - alert: A\n        expr: ${expr}\n${wait}${labels}${rest}`);
	fc.assert(
		fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), fc.nat(), fc.boolean(), (rules, at, windows) => {
			const lines = `groups:\n  - name: a\n    rules:\n${rules.join('')}`;
			const text = windows ? lines.replaceAll('\n', '\r\n') : lines;
			const index = at % rules.length;
			const after = parsePrometheusRules('rules.yml', added(text, index) ?? '');
			expect(after.problems).toEqual([]);
			const names = after.alarms?.alerts.map(({ metrics }) => metrics.join());
			const expected = rules.map(() => 'flink_a');
			expected.splice(index + 1, 0, 'flink_jobmanager_job_numberOfFailedCheckpoints');
			expect(names).toEqual(expected);
		}),
	);
});
