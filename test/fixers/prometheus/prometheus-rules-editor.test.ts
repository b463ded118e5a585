import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embeddedEditor } from '../../../src/fixers/embedded-editor.ts';
import { prometheusRulesEditor } from '../../../src/fixers/prometheus/prometheus-rules-editor.ts';
import { documentsIn } from '../../../src/model/document.ts';
import { parsePrometheusRules } from '../../../src/parsers/prometheus/prometheus-rules.ts';

const ADDED = 'alert: Added\nexpr: flink_jobmanager_job_numberOfFailedCheckpoints > 0';

/** The text with an alert more beside the one of that position, or undefined where it cannot be written. */
function added(text: string, index: number): string | undefined {
	const document = parsePrometheusRules('rules.yml', text);
	const beside = document.alarms?.alerts[index]?.range ?? { start: 0, end: 0 };
	const [edit] = prometheusRulesEditor.addResource?.(document, { text: ADDED, beside }) ?? [];
	return edit === undefined ? undefined : text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
}

/** The text with an alert more beside the first of the file that stands inside it. */
function addedInside(text: string): string | undefined {
	const [part] = documentsIn(parsePrometheusRules('map.yaml', text));
	const beside = part?.alarms?.alerts[0]?.range;
	if (part?.embedded === undefined || beside === undefined) return undefined;
	const [edit] = embeddedEditor(prometheusRulesEditor, part.embedded).addResource?.(part, { text: ADDED, beside }) ?? [];
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

test("Grafana's rules are no neighbours", () => {
	expect(added('groups:\n- rules:\n  - title: A\n    data:\n      - model: {expr: flink_a}\n', 0)).toBeUndefined();
});

test('lines of template that end an alert stay with it', () => {
	const text = 'groups:\n- rules:\n  - alert: A\n    expr: flink_a\n    {{- with .for }}\n    for: {{ . }}\n    {{- end }}\n  {{- end }}\n';
	expect(added(text, 0)).toBe(text.replace('  {{- end }}\n  {{', `  {{- end }}\n  - ${ADDED.replace('\n', '\n    ')}\n  {{`));
});

test('inside a ConfigMap: the file in it reads as if it had been written alone, all else as it was', () => {
	const rule = fc
		.tuple(
			fc.constantFrom('flink_a > 1', '|\n          flink_a\n            > 1', '"flink_a{x=\\"y\\"} > 1"'),
			fc.constantFrom('', '        for: 5m # long\n'),
			fc.constantFrom('', '        labels:\n          severity: page\n'),
		)
		.map(([expr, wait, labels]) => `      - alert: A\n        expr: ${expr}\n${wait}${labels}`);
	fc.assert(
		fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), fc.integer({ min: 3, max: 8 }), fc.boolean(), (rules, indent, escaped) => {
			const alone = `groups:\n  - name: a\n    rules:\n${rules.join('')}`;
			const lines = (text: string): string => `|\n${text.replace(/^(?=.)/gm, ' '.repeat(indent))}`;
			const map = (text: string): string =>
				`kind: ConfigMap\ndata:\n  a.yml: ${escaped ? `${JSON.stringify(text)}\n` : lines(text)}  b.yml: |\n    nothing\n`;
			expect(addedInside(map(alone))).toBe(map(added(alone, 0) ?? ''));
		}),
	);
});
