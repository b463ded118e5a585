import { describe, expect, test } from 'vitest';
import { lintFiles } from '../harness/project.ts';

const JINJA = `# {{ ansible_managed }}
jobmanager.rpc.address: {{ flink_jobmanager }}
state.backend: rocksdb
execution.checkpointing.interval: 30s
execution.checkpointing.min-pause: 2min
taskmanager.memory.process.size: {{ memory | default('1g') }}
`;
const LOOP = '{% for key, value in flink_options.items() %}\n{{ key }}: {{ value }}\n{% endfor %}\n';

async function rules(path: string, text: string): Promise<readonly string[]> {
	return [...new Set((await lintFiles({ [path]: text })).findings.map(({ rule }) => rule))].sort();
}

describe('a template of a configuration file', () => {
	test('is checked as far as it is written out', async () => {
		expect(await rules('roles/flink/templates/flink-conf.yaml.j2', JINJA)).toContain('incremental-checkpoints-off');
		expect(await rules('roles/flink/templates/flink-conf.yaml.j2', JINJA)).toContain('min-pause-exceeds-interval');
	});
	test('says nothing of values that a loop below may overrule, nor of what it may bring in', async () => {
		for (const path of ['roles/flink/templates/flink-conf.yaml.j2', 'conf/config.yaml.tpl', 'conf/flink-conf.yaml']) {
			expect(await rules(path, JINJA + LOOP)).toEqual([]);
			expect(await rules(path, LOOP + JINJA)).toEqual(['min-pause-exceeds-interval']);
		}
	});
	test('is fixed where a statement stands below the loop, and so decides', async () => {
		const { findings } = await lintFiles({ 'conf/flink-conf.yaml': LOOP + JINJA });
		expect(findings.map(({ rule, fix }) => [rule, fix?.applicability])).toEqual([['min-pause-exceeds-interval', 'safe']]);
	});
	test('knows the keys that a templated one cannot be', async () => {
		const reporters = '{% for name in reporters %}\nmetrics.reporter.{{ name }}.interval: 10s\n{% endfor %}\n';
		expect(await rules('conf/flink-conf.yaml', JINJA + reporters)).toEqual(['min-pause-exceeds-interval']);
	});
	test('states neither branch of a condition for certain, nor twice', async () => {
		const branches = '{% if ha %}\nhigh-availability.type: kubernetes\n{% else %}\nhigh-availability.type: NONE\n{% endif %}\n';
		const { applications, findings } = await lintFiles({ 'conf/flink-conf.yaml': `parallelism.default: 4\n${branches}` });
		expect(applications[0]?.config.get('high-availability.type').value?.kind).toBe('unknown');
		expect(findings.map(({ rule }) => rule)).not.toContain('config-duplicate-key');
		expect(applications[0]?.config.number('parallelism.default')).toBe(4);
	});
	test('holds as a whole where a condition encloses all of it', async () => {
		const { applications } = await lintFiles({ 'conf/flink-conf.yaml': `{{- if .Values.x }}\n${JINJA}{{- end }}\n` });
		expect(applications[0]?.config.duration('execution.checkpointing.interval')).toBe(30_000);
	});
	test('of a ConfigMap ends with the lines that a helper writes into it', async () => {
		const map = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink\ndata:\n  flink-conf.yaml: |\n    state.backend: filesystem\n{{ include "more" . | indent 4 }}\n  log4j.properties: |\n{{ include "logs" . | indent 4 }}\n`;
		expect(await rules('templates/flink.yaml', map)).not.toContain('state-backend-legacy-name');
		const apart = map.replace('{{ include "more" . | indent 4 }}\n', '');
		expect(await rules('templates/flink.yaml', apart)).toContain('state-backend-legacy-name');
	});
});
