import { describe, expect, test } from 'vitest';
import type { LintResult } from '../../src/engine/result.ts';
import { Lines } from '../../src/model/lines.ts';
import { afterFix, type Files, fixFiles, line, lintFiles } from '../harness/project.ts';

const ABOUT = { 'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\nappVersion: "1.13"\n' };

function configMap(lines: string): string {
	return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-flink\ndata:\n  flink-conf.yaml: |\n${lines}`;
}

function chart(template: string, values: string, more: Files = {}): Files {
	return { ...ABOUT, 'chart/templates/flink.yaml': template, 'chart/values.yaml': values, ...more };
}

/** Every statement of the first application, where it stands. */
function statements(result: LintResult, index = 0): readonly string[] {
	const settings = result.applications[index]?.config.settings ?? [];
	return settings.map(({ key, value, file, range, condition }) => {
		const { line: row } = new Lines(result.documents.get(file)?.text ?? '').position(range.start);
		const text = value.kind === 'unknown' ? '?' : value.text;
		return `${file.replace('chart/', '')}:${row} ${key}=${text}${condition === 'always' ? '' : ` ${condition}`}`;
	});
}

const PAUSE = `    execution.checkpointing.interval: {{ .Values.checkpoints.interval }}
    execution.checkpointing.min-pause: {{ .Values.checkpoints.pause | default "5 s" }}
`;

describe("a chart's values", () => {
	test('are what its templates state, where the values stand', async () => {
		const result = await lintFiles(chart(configMap(PAUSE), 'checkpoints:\n  interval: 30 s\n  pause: 2 min # why\n'));
		expect(statements(result)).toEqual([
			'values.yaml:2 execution.checkpointing.interval=30 s',
			'values.yaml:3 execution.checkpointing.min-pause=2 min',
		]);
		expect(result.findings.map((finding) => line(finding, result))).toEqual([
			'warning chart/values.yaml:3:3 the pause between checkpoints (`2 min`) is longer than the interval (`30 s`), so the interval has no effect',
		]);
	});
	test('are changed by a fix where they stand', async () => {
		const files = chart(configMap(PAUSE), 'checkpoints:\n  interval: 30 s\n  pause: 2 min # why\n');
		const fixed = afterFix(files, await fixFiles(files, false));
		expect(fixed).toEqual({ ...files, 'chart/values.yaml': 'checkpoints:\n  interval: 2 min\n  pause: 2 min # why\n' });
	});
	test('leave a template its default where they say nothing, and are unknown where only users give them', async () => {
		const result = await lintFiles(chart(configMap(PAUSE), 'checkpoints: {}\n'));
		expect(statements(result)).toEqual([
			'templates/flink.yaml:7 execution.checkpointing.interval=?',
			'templates/flink.yaml:8 execution.checkpointing.min-pause=5 s',
		]);
		expect(result.findings).toEqual([]);
	});
	test('laid over a template statement by a loop are in force, and told where they stand', async () => {
		const loop = '    state.backend: filesystem\n    {{- range $k, $v := .Values.flink }}\n    {{ $k }}: {{ $v }}\n    {{- end }}\n';
		const over = await lintFiles(chart(configMap(loop), 'flink:\n  state.backend: jobmanager\n'));
		expect(over.findings.map((finding) => line(finding, over))).toEqual([
			expect.stringMatching(/^warning chart\/values\.yaml:2:3 `jobmanager` is an old name/),
		]);
		const none = await lintFiles(chart(configMap(loop), 'flink: {}\n'));
		expect(none.findings.map(({ at }) => at.file)).toEqual(['chart/templates/flink.yaml']);
		const unseen = await lintFiles(chart(configMap(loop), 'x: 1\n'));
		expect(unseen.findings).toEqual([]);
	});
	test('in a map that a template writes as YAML are a part of the resource', async () => {
		const resource = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: {{ .Chart.Name }}
spec:
  image: "{{ .Values.image.name }}:{{ .Values.image.tag }}"
  flinkVersion: {{ .Values.version }}
  flinkConfiguration:
    {{- toYaml .Values.flink | nindent 4 }}
  job:
    jarURI: local:///x.jar
    {{- toYaml .Values.job | nindent 4 }}
`;
		const values = `image: {name: flink, tag: "1.20"}
version: v1_20
flink:
  execution.checkpointing.min-pause: "2 min"
  execution.checkpointing.interval: "30 s"
job:
  upgradeMode: savepoint
  parallelism: 4
`;
		const files = chart(resource, values);
		const result = await lintFiles(files);
		expect(result.applications.map(({ id, version }) => [id, version?.version])).toEqual([['orders', '1.20']]);
		expect(result.applications[0]?.version?.place?.file).toBe('chart/values.yaml');
		expect(statements(result)).toContain('values.yaml:8 k8s.job-parallelism=4');
		expect(result.findings.map(({ rule, at }) => [rule, at.file])).toContainEqual(['min-pause-exceeds-interval', 'chart/values.yaml']);
		const fixed = afterFix(files, await fixFiles(files, false, ['min-pause-exceeds-interval']));
		expect(fixed['chart/values.yaml']).toBe(values.replace('"30 s"', '"2 min"'));
	});
	test('decide which of its branches are written', async () => {
		const branches = `    parallelism.default: 2
    {{- if .Values.ha.enabled }}
    high-availability.type: kubernetes
    {{- else }}
    high-availability.type: NONE
    {{- end }}
    {{- if .Values.extra }}
    taskmanager.numberOfTaskSlots: 8
    {{- end }}
`;
		const result = await lintFiles(chart(configMap(branches), 'ha:\n  enabled: true\n'));
		expect(statements(result)).toEqual([
			'templates/flink.yaml:7 parallelism.default=2',
			'templates/flink.yaml:9 high-availability.type=kubernetes',
			'templates/flink.yaml:14 taskmanager.numberOfTaskSlots=8 sometimes',
		]);
	});
	test('in other files beside it make a deployment each', async () => {
		const files = chart(configMap(PAUSE), 'checkpoints:\n  interval: 5 min\n  pause: 1 min\n', {
			'chart/values-prod.yaml': 'checkpoints:\n  pause: 10 min\n',
		});
		const result = await lintFiles(files);
		expect(result.applications).toHaveLength(2);
		expect(statements(result, 0)).toContain('values.yaml:3 execution.checkpointing.min-pause=1 min');
		expect(statements(result, 1)).toContain('values-prod.yaml:2 execution.checkpointing.min-pause=10 min');
		expect(result.findings.map(({ at }) => at.file)).toEqual(['chart/values-prod.yaml']);
	});
	test('of the chart around it are laid over those of a chart inside', async () => {
		const result = await lintFiles({
			'Chart.yaml': ABOUT['chart/Chart.yaml'],
			'values.yaml': 'flink:\n  checkpoints: {pause: 10 min}\n',
			'charts/flink/Chart.yaml': ABOUT['chart/Chart.yaml'],
			'charts/flink/values.yaml': 'checkpoints: {interval: 5 min, pause: 1 min}\n',
			'charts/flink/templates/flink.yaml': configMap(PAUSE),
		});
		expect(statements(result)).toEqual([
			'charts/flink/values.yaml:1 execution.checkpointing.interval=5 min',
			'values.yaml:2 execution.checkpointing.min-pause=10 min',
		]);
	});
	test('are changed for nobody where something else takes them too', async () => {
		const both = `${PAUSE}    heartbeat.timeout: {{ .Values.checkpoints.interval }}\n`;
		const { findings } = await lintFiles(chart(configMap(both), 'checkpoints:\n  interval: 30 s\n  pause: 2 min\n'));
		expect(findings.map(({ rule, fix }) => [rule, fix])).toEqual([['min-pause-exceeds-interval', undefined]]);
	});
	test('that a template quotes into the old file are read with their quotes', async () => {
		const result = await lintFiles(chart(configMap('    parallelism.default: {{ .Values.parallelism | quote }}\n'), 'parallelism: 4\n'));
		expect(result.findings.map((finding) => line(finding, result))).toEqual([
			'error chart/values.yaml:1:1 `"4"` is no value for `parallelism.default`: it is no whole number',
		]);
	});
	test('are printed as Go prints numbers', async () => {
		const result = await lintFiles(
			chart(configMap('    execution.checkpointing.interval: {{ .Values.interval }}\n'), 'interval: 1800000\n'),
		);
		expect(result.findings.map(({ rule }) => rule)).toEqual(['config-invalid-value']);
	});
	test('that are secrets are never printed', async () => {
		const result = await lintFiles(chart(configMap('    s3.secret-key: {{ .Values.minio.pass }}\n'), 'minio:\n  pass: hunter2\n'));
		const { secrets = [], text = '' } = result.documents.get('chart/values.yaml') ?? {};
		expect(secrets.map(({ start, end }) => text.slice(start, end))).toContain('hunter2');
		expect(result.findings.map(({ rule, at }) => [rule, at.file])).toEqual([['config-secret-in-plain-text', 'chart/values.yaml']]);
	});
});

describe("a chart's templates", () => {
	test('are told of where they name an option, and renamed there', async () => {
		const files = chart(configMap('    state.backend: {{ .Values.backend }}\n'), 'backend: rocksdb\n', {
			'flint.config.yaml': 'flinkVersion: "1.18"\n',
		});
		const result = await lintFiles(files);
		expect(result.findings.map((finding) => line(finding, result))).toEqual([
			'warning chart/templates/flink.yaml:7:5 `state.backend` is an old name of `state.backend.type`',
		]);
		const fixed = afterFix(files, await fixFiles(files, true));
		expect(fixed).toEqual({ ...files, 'chart/templates/flink.yaml': configMap('    state.backend.type: {{ .Values.backend }}\n') });
	});
	test('may take all of it from a helper', async () => {
		const helper = `{{- define "flink.configuration" -}}\n${PAUSE.replaceAll('    ', '')}{{- end -}}\n`;
		const files = chart(configMap('{{ include "flink.configuration" . | indent 4 }}\n'), 'checkpoints: {interval: 30 s}\n', {
			'chart/templates/_helpers.tpl': helper.replace('| default "5 s"', '| default "2 min"'),
		});
		const result = await lintFiles(files);
		expect(statements(result)).toEqual([
			'templates/_helpers.tpl:3 execution.checkpointing.min-pause=2 min',
			'values.yaml:1 execution.checkpointing.interval=30 s',
		]);
		expect(result.findings.map(({ at }) => at.file)).toEqual(['chart/templates/_helpers.tpl']);
	});
	test('do not take the version of the chart for that of Flink', async () => {
		const result = await lintFiles(chart(configMap(PAUSE), 'checkpoints: {interval: 30 s}\n'));
		expect(result.applications[0]?.version).toBeUndefined();
	});
	test('never make an option missing: users lay values over these', async () => {
		const { findings } = await lintFiles(chart(configMap('    execution.checkpointing.interval: {{ .Values.x }}\n'), 'x: 1 min\n'));
		expect(findings).toEqual([]);
	});
	test('that cannot be followed are read as they stand', async () => {
		const broken = configMap('    state.backend: filesystem\n    {{- if .Values.x }}\n');
		const result = await lintFiles(chart(broken, 'x: 1\n'));
		expect(statements(result)).toEqual(['templates/flink.yaml:7 state.backend=filesystem']);
	});
});
