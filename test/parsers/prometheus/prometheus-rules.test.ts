import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePrometheusRules } from '../../../src/parsers/prometheus/prometheus-rules.ts';
import { recognisePrometheusRules } from '../../../src/parsers/prometheus/recognition.ts';

const FILE = `groups:
  - name: orders
    rules:
      - record: orders:restarts
        expr: sum(flink_jobmanager_job_numRestarts)
      - alert: Restarts
        expr: |
          delta(orders:restarts[5m]) > 0
        for: 1m
`;

const RESOURCE = `apiVersion: v1
kind: Namespace
metadata:
  name: orders
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: {{ .Release.Name }}
spec:
  groups:
    - name: orders
      rules:
        - alert: Down
          expr: flink_jobmanager_numRegisteredTaskManagers{job="{{ .Release.Name }}"} < 2
`;

describe('recognition', () => {
	test.each([
		['a rule file', FILE, true],
		['a resource', RESOURCE, true],
		['rules of another program', FILE.replaceAll('flink_', 'kafka_'), false],
		['values of a chart', `flink_x: 1\nprometheus:\n  groups:\n    - rules:\n        - alert: A\n          expr: flink_x > 1\n`, false],
		['a configuration', 'groups: flink_x\n', false],
	])('%s', (_name, text, expected) => {
		expect(recognisePrometheusRules(text)).toBe(expected);
	});
});

test('alerts and recorded series of a file', () => {
	const { alarms, problems } = parsePrometheusRules('rules.yml', FILE);
	expect(problems).toEqual([]);
	expect(alarms?.recordings).toEqual([{ name: 'orders:restarts', metrics: ['sum', 'flink_jobmanager_job_numRestarts'] }]);
	expect(alarms?.alerts.map(({ metrics }) => metrics)).toEqual([['delta', 'orders:restarts', 'm']]);
	expect(alarms?.partial).toBe(false);
});

test('the resource among others, templated', () => {
	const { alarms, anchor } = parsePrometheusRules('rules.yml', RESOURCE);
	expect(alarms?.alerts[0]?.metrics).toContain('flink_jobmanager_numRegisteredTaskManagers');
	expect(alarms?.partial).toBe(false);
	expect(RESOURCE.slice(anchor.start)).toMatch(/^alert: Down/);
});

test.each(['        {{- toYaml .Values.more | nindent 8 }}\n', '        - *shared\n'])('%j may bring more alerts', (line) => {
	expect(parsePrometheusRules('rules.yml', RESOURCE + line).alarms?.partial).toBe(true);
});

test('any text: every alert stands inside the file, and its statement is found from within', () => {
	const piece = fc.constantFrom(
		'groups:\n',
		'  - rules:\n',
		'    - alert: A\n',
		'      expr: flink_x > 1\n',
		'---\n',
		'{{ if x }}\n',
		'spec:\n',
		'&a ',
		'*a',
		'"',
		'\r\n',
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 30 }), (pieces) => {
			const text = pieces.join('');
			const { alarms, statementAt } = parsePrometheusRules('rules.yml', text);
			for (const { range } of alarms?.alerts ?? []) {
				expect(range.start).toBeLessThan(range.end);
				expect(range.end).toBeLessThanOrEqual(text.length);
				expect(statementAt(range.start)).toEqual(range);
			}
		}),
	);
});
