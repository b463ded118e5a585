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
	test('misses nothing where a loop may bring it in', async () => {
		expect(await rules('roles/flink/templates/flink-conf.yaml.j2', JINJA + LOOP)).toEqual(['min-pause-exceeds-interval']);
		expect(await rules('conf/config.yaml.tpl', JINJA + LOOP)).toEqual(['min-pause-exceeds-interval']);
		expect(await rules('conf/flink-conf.yaml', JINJA + LOOP)).toEqual(['min-pause-exceeds-interval']);
	});
});
