import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentsIn } from '../../../src/model/document.ts';
import { parseAlarms } from '../../../src/parsers/prometheus/alarms.ts';
import { parsePrometheusRules } from '../../../src/parsers/prometheus/prometheus-rules.ts';
import { recogniseAlarmJson, recognisePrometheusRules } from '../../../src/parsers/prometheus/recognition.ts';

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

const CHART = `prometheus:
  additionalPrometheusRules:
    - name: orders
      groups:
        - rules:
            - alert: A
              expr: flink_jobmanager_job_numRestarts > 1
`;

/** The names that a text's alerts ask, and whether there may be more. */
function asked(path: string, text: string): { readonly metrics: readonly (readonly string[])[]; readonly partial: boolean } {
	const alarms = documentsIn(parseAlarms(path, text)).flatMap((part) => part.alarms ?? []);
	return { metrics: alarms.flatMap(({ alerts }) => alerts.map(({ metrics }) => metrics)), partial: alarms.some(({ partial }) => partial) };
}

describe('recognition', () => {
	test.each([
		['a rule file', FILE, true],
		['a resource', RESOURCE, true],
		['values of a chart', CHART, true],
		['a resource of another operator that a template fills', 'kind: VMRule\nspec: {{ .Values.spec }}\n', true],
		['rules on lag alone', 'groups:\n- rules:\n  - alert: A\n    expr: kafka_consumergroup_lag > 1\n', true],
		['rules of another program', 'groups:\n- rules:\n  - alert: A\n    expr: kafka_brokers < 3\n', false],
		['a configuration', 'groups: flink_x\n', false],
	])('%s', (_name, text, expected) => {
		expect(recognisePrometheusRules(text)).toBe(expected);
	});

	test.each([
		['a panel with an alert', '{"panels":[{"alert":{"name":"a"},"targets":[{"expr":"flink_x"}]}]}', true],
		['a panel without one', '{"panels":[{"targets":[{"expr":"flink_x"}]}]}', false],
		['an exported rule', '{"data":[{"model":{"expr":"flink_x > 1"}}]}', true],
	])('%s', (_name, text, expected) => {
		expect(recogniseAlarmJson(text)).toBe(expected);
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

test('an alert that an anchor and a merge make', () => {
	const text = `shared: &shared
  expr: flink_jobmanager_job_downtime > 0
groups:
  - rules: &more
      - alert: A
        <<: *shared
  - rules: *more
`;
	expect(asked('rules.yml', text)).toEqual({ metrics: [['flink_jobmanager_job_downtime']], partial: false });
});

test("a ConfigMap's files, each for itself", () => {
	const text = `kind: ConfigMap
data:
  rules.yml: |
${FILE.replace(/^/gm, '    ')}
  dashboard.json: |
    {"panels": [{"alert": {"name": "a"}, "targets": [{"expr": "flink_jobmanager_job_uptime"}]}]}
  notes: |
    nothing
`;
	const document = parsePrometheusRules('map.yaml', text);
	expect(asked('map.yaml', text)).toEqual({
		metrics: [['delta', 'orders:restarts', 'm'], ['flink_jobmanager_job_uptime']],
		partial: false,
	});
	const [rules] = document.parts ?? [];
	expect(text.slice(rules?.alarms?.alerts[0]?.range.start)).toMatch(/^alert: Restarts/);
});

test.each([
	['a list by a template', `${RESOURCE}        {{- toYaml .Values.more | nindent 8 }}\n`],
	['an alias of nothing', `${RESOURCE}        - *shared\n`],
	['a template for the condition', RESOURCE.replace(/flink_jobmanager\w+\{.*/, '{{ .Values.expr }}')],
	['a template for the metric', RESOURCE.replace('flink_jobmanager', '{{ .Values.prefix }}')],
	['a metric by a templated label', RESOURCE.replace(/flink_jobmanager\w+\{.*/, '\'{__name__="flink_{{ .Values.metric }}"} > 1\'')],
	['a broken file', `${FILE}  - : : [\n`],
	['a text inside a text', `a: |\n  kind: ConfigMap\n  data:\n    b: |\n${FILE.replace(/^/gm, '      ')}`],
	['an objective that a tool makes alarms of', 'kind: PrometheusServiceLevel\nspec:\n  slos:\n    - name: flink\n'],
	['an included file', `groups:\n- rules:\n  - alert: A\n    expr: flink_x\n{% include "more.yml" %}\n`],
])('%s may hide alarms', (_name, text) => {
	expect(asked('rules.yml', text).partial).toBe(true);
});

test.each([
	['a condition around a rule', RESOURCE.replace('        - alert', '        {{- if .Values.a }}\n        - alert')],
	['a threshold', RESOURCE.replace('< 2', '< {{ .Values.managers }}')],
	['labels', `${RESOURCE}          labels:\n            {{- toYaml .Values.labels | nindent 12 }}\n`],
	["Prometheus' own templates", `${RESOURCE}          annotations:\n            text: |\n              {{ $value }}\n`],
	['labels of the resource', RESOURCE.replace('spec:', '  labels:\n    {{- include "x.labels" . | nindent 4 }}\nspec:')],
])('%s hides none', (_name, text) => {
	expect(asked('rules.yml', text)).toMatchObject({
		metrics: [expect.arrayContaining(['flink_jobmanager_numRegisteredTaskManagers'])],
		partial: false,
	});
});

test('a query of very many words', () => {
	const text = JSON.stringify({ data: [{ model: { expr: 'flink_x', more: Array.from({ length: 200_000 }, () => 1) } }] });
	expect(asked('rules.json', text).metrics[0]).toContain('flink_x');
});

test('code that makes alarms is not read', () => {
	expect(asked('mixin.jsonnet', '{ prometheusAlerts: {} }')).toEqual({ metrics: [], partial: true });
});

const PIECE = fc.constantFrom(
	'groups:\n',
	'  - rules:\n',
	'    - alert: A\n',
	'      expr: flink_x > 1\n',
	'    - record: a:b\n',
	'data:\n  x.yml: |\n',
	'  y.yml: "groups:\\n- alert: A\\n  expr: flink_x\\n"\n',
	'- data: [{model: {expr: flink_x}}]\n',
	'---\n',
	'{{ if x }}\n',
	'{{ include "x" . | nindent 4 }}\n',
	'spec:\n',
	'&a ',
	'*a',
	'"',
	'\r\n',
);

test('any text: every alert stands inside its part of the file, and its statement is found from within', () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(PIECE, fc.string({ maxLength: 8 })), { maxLength: 30 }), (pieces) => {
			const text = pieces.join('');
			const file = parsePrometheusRules('rules.yml', text);
			for (const { alarms, extent } of documentsIn(file)) {
				for (const { range } of alarms?.alerts ?? []) {
					expect(range.start).toBeLessThan(range.end);
					expect(range.start).toBeGreaterThanOrEqual(extent?.start ?? 0);
					expect(range.end).toBeLessThanOrEqual(extent?.end ?? text.length);
					expect(file.statementAt(range.start)).toEqual(range);
				}
			}
		}),
	);
});

test('rules inside a ConfigMap say what they say alone', () => {
	const rule = fc
		.tuple(
			fc.constantFrom('flink_a > 1', '"flink_a > 1"', '|\n          flink_a\n          > 1'),
			fc.constantFrom('', '        for: 5m\n', '\n', '# why\n'),
		)
		.map(([expr, rest]) => `      - alert: A\n        expr: ${expr}\n${rest}`);
	fc.assert(
		fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.integer({ min: 3, max: 8 }), fc.boolean(), (rules, indent, escaped) => {
			const alone = `groups:\n  - name: a\n    rules:\n${rules.join('')}`;
			const lines = `|\n${alone.replace(/^(?=.)/gm, ' '.repeat(indent))}`;
			const text = `kind: ConfigMap\ndata:\n  rules.yml: ${escaped ? `${JSON.stringify(alone)}\n` : lines}`;
			expect(asked('map.yaml', text)).toEqual(asked('rules.yml', alone));
		}),
	);
});
