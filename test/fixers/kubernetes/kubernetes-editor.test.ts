import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { configYamlEditor } from '../../../src/fixers/config-yaml/config-yaml-editor.ts';
import { kubernetesEditor } from '../../../src/fixers/kubernetes/kubernetes-editor.ts';
import { type ConfigDocument, documentsIn } from '../../../src/model/document.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import type { Setting } from '../../../src/model/setting.ts';
import { boolean, duration, enumeration, memory, number, type TypedValue, text as textValue } from '../../../src/model/value.ts';
import { parseKubernetes } from '../../../src/parsers/kubernetes/kubernetes.ts';
import { afterFix, fixFiles } from '../../harness/project.ts';
import { applyEdits } from '../text-edits.ts';

const head = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\n';

function part(text: string, format: ConfigDocument['format']): ConfigDocument {
	const found = documentsIn(parseKubernetes('job.yaml', text)).find((document) => document.format === format);
	if (found === undefined) throw new Error(`no ${format} part`);
	return found;
}

function stated(document: ConfigDocument, key: string): Setting {
	const found = document.settings.find((setting) => setting.key === key);
	if (found === undefined) throw new Error(`no ${key}`);
	return found;
}

function rewritten(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
	return edits === undefined ? undefined : applyEdits(text, edits);
}

/** The text after a field of the resource has another value. */
function withField(text: string, key: string, value: TypedValue): string | undefined {
	const spec = part(text, 'kubernetes');
	return rewritten(text, kubernetesEditor.setValue(spec, stated(spec, key), value));
}

function inserted(text: string, key: string, value: TypedValue): string | undefined {
	return rewritten(text, kubernetesEditor.insert(part(text, 'kubernetes'), { key, value, after: undefined }, '1.20'));
}

describe("the fields of the operator's resources", () => {
	const spec =
		'spec:\n  flinkVersion: v1_20 # LTS\n  taskManager:\n    resource:\n      memory: "2048m" # per pod\n      cpu: 1\n  job:\n    parallelism: 2\n    upgradeMode: stateless\n';
	it('change their value alone', () => {
		expect(withField(head + spec, 'k8s.upgrade-mode', enumeration('last-state'))).toBe(head + spec.replace('stateless', 'last-state'));
		expect(withField(head + spec, 'parallelism.default', number(4))).toBe(head + spec.replace('parallelism: 2', 'parallelism: 4'));
		expect(withField(head + spec, 'taskmanager.memory.process.size', memory(4 * 1024 ** 3))).toBe(head + spec.replace('2048m', '4g'));
	});
	it('speak of memory as Kubernetes does where it reads it', () => {
		const gibi = spec.replace('"2048m"', '2Gi');
		expect(withField(head + gibi, 'taskmanager.memory.process.size', memory(4 * 1024 ** 3))).toBe(head + gibi.replace('2Gi', '4Gi'));
		const requests = 'spec:\n  taskManager:\n    resources:\n      requests:\n        memory: 1Gi\n';
		expect(withField(head + requests, 'taskmanager.memory.process.size', memory(1536 * 1024 ** 2))).toBe(
			head + requests.replace('1Gi', '1536Mi'),
		);
	});
	it('leave a request alone that a limit bounds', () => {
		const both = 'spec:\n  taskManager:\n    resources:\n      requests: {memory: 1Gi}\n      limits: {memory: 1Gi}\n';
		expect(withField(head + both, 'taskmanager.memory.process.size', memory(2 * 1024 ** 3))).toBeUndefined();
	});
	it('do not change what is a product of two fields', () => {
		const replicas =
			'spec:\n  flinkConfiguration: {taskmanager.numberOfTaskSlots: 2}\n  taskManager: {replicas: 3}\n  job: {parallelism: 2}\n';
		expect(withField(head + replicas, 'parallelism.default', number(4))).toBeUndefined();
	});
	it('join their siblings', () => {
		expect(inserted(head + spec, 'k8s.allow-non-restored-state', boolean(false))).toBe(
			head + spec.replace('upgradeMode: stateless\n', 'upgradeMode: stateless\n    allowNonRestoredState: false\n'),
		);
		const flow = 'spec:\n  job: {parallelism: 2}\n';
		expect(inserted(head + flow, 'k8s.upgrade-mode', enumeration('savepoint'))).toBe(
			head + flow.replace('{parallelism: 2}', '{parallelism: 2, upgradeMode: savepoint}'),
		);
	});
	it('go with their line, but not the last of a section', () => {
		const document = part(head + spec, 'kubernetes');
		expect(rewritten(head + spec, kubernetesEditor.remove(document, stated(document, 'k8s.upgrade-mode')))).toBe(
			head + spec.replace('    upgradeMode: stateless\n', ''),
		);
		const alone = `${head}spec:\n  job:\n    initialSavepointPath: s3://b/s\n`;
		const only = part(alone, 'kubernetes');
		expect(kubernetesEditor.remove(only, stated(only, 'k8s.initial-savepoint-path'))).toBeUndefined();
	});
	it('open flinkConfiguration for an option, whose value is a string', () => {
		const opened = spec.replace('# LTS\n', '# LTS\n  flinkConfiguration:\n    execution.checkpointing.incremental: "true"\n');
		expect(inserted(head + spec, 'execution.checkpointing.incremental', boolean(true))).toBe(head + opened);
		for (const nothing of ['  flinkConfiguration:\n', '  flinkConfiguration: {}\n']) {
			const text = spec.replace('# LTS\n', `# LTS\n${nothing}`);
			expect(inserted(head + text, 'execution.checkpointing.incremental', boolean(true))).toBe(head + opened);
		}
	});
	it('stay as they are beside lines of template', () => {
		const text = spec.replace('# LTS\n', '# LTS\n  {{- if .Values.x }}\n  image: a\n  {{- end }}\n');
		expect(inserted(head + text, 'execution.checkpointing.incremental', boolean(true))).toBeUndefined();
	});
	it('open the section once for two rules', async () => {
		const text = `${head}spec:\n  flinkVersion: v1_20\n  taskManager: {resource: {memory: 4g}}\n  job: {jarURI: "local:///a.jar", upgradeMode: last-state}\n`;
		const only = ['min-pause-not-set', 'checkpoint-tolerable-failures-zero'];
		const fixed = afterFix({ 'job.yaml': text }, await fixFiles({ 'job.yaml': text }, true, only))['job.yaml'] ?? '';
		expect(fixed.match(/flinkConfiguration/g)?.length ?? 0).toBeLessThanOrEqual(1);
	});
});

describe('flinkConfiguration', () => {
	const spec = (map: string): string => `${head}spec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n${map}  serviceAccount: flink\n`;
	const insert = (text: string, key: string, value: TypedValue): string | undefined =>
		rewritten(text, configYamlEditor.insert(part(text, 'config-yaml'), { key, value, after: undefined }, '1.20'));
	it("takes strings in its neighbours' quotes", () => {
		const double = '    taskmanager.numberOfTaskSlots: "2"\n';
		expect(insert(spec(double), 'parallelism.default', number(4))).toBe(spec(`${double}    parallelism.default: "4"\n`));
		const single = "    taskmanager.numberOfTaskSlots: '2'\n";
		expect(insert(spec(single), 'web.cancel.enable', boolean(true))).toBe(spec(`${single}    web.cancel.enable: 'true'\n`));
		expect(insert(spec(double), 'restart-strategy.type', enumeration('off'))).toBe(spec(`${double}    restart-strategy.type: "off"\n`));
	});
	it('is nested where it is nested', () => {
		const nested = '    state:\n      backend:\n        type: rocksdb\n';
		expect(insert(spec(nested), 'state.backend.incremental', boolean(true))).toBe(spec(`${nested}        incremental: "true"\n`));
	});
	it('keeps a value a string, and a number a number', () => {
		const text = spec('    execution.checkpointing.interval: "30000"\n    taskmanager.numberOfTaskSlots: 2\n    web.cancel.enable: "no"\n');
		const document = part(text, 'config-yaml');
		const set = (key: string, value: TypedValue) => rewritten(text, configYamlEditor.setValue(document, stated(document, key), value));
		expect(set('execution.checkpointing.interval', duration(60_000))).toContain('interval: "60000"');
		expect(set('taskmanager.numberOfTaskSlots', number(4))).toContain('Slots: 4\n');
		expect(set('web.cancel.enable', boolean(true))).toContain('enable: "true"');
	});
	it('changes only what it is told to, in any layout, and reads it back', () => {
		const keys = ['state.backend.type', 'execution.checkpointing.dir', 'pipeline.name', 'rest.address'] as const;
		const quotes = fc.constantFrom('', '"', "'");
		const lines = fc.uniqueArray(
			fc.tuple(fc.constantFrom(...keys), fc.constantFrom('a', 'rocksdb', 's3://b/c', '5'), quotes, fc.boolean()),
			{
				selector: ([key]) => key,
				minLength: 1,
			},
		);
		fc.assert(
			fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.constantFrom('yes', '7', 'x y', 'it: is'), (entries, eol, value) => {
				const map = entries
					.map(([key, text, quote, comment]) => `    ${key}: ${quote}${text}${quote}${comment ? ' # why' : ''}\n`)
					.join('');
				const text = spec(map).replaceAll('\n', eol);
				const document = part(text, 'config-yaml');
				const setting = document.settings[0];
				if (setting === undefined) throw new Error('no setting');
				const edited = rewritten(text, configYamlEditor.setValue(document, setting, textValue(value))) ?? '';
				const read = (source: string): Record<string, unknown> =>
					parseAllDocuments(source, { version: '1.1' })[0]?.toJS().spec.flinkConfiguration;
				expect(read(edited)).toEqual({ ...read(text), [setting.key]: value });
				const range = setting.valueRange ?? setting.range;
				expect(edited.startsWith(text.slice(0, range.start)) && edited.endsWith(text.slice(range.end))).toBe(true);
				const extended = insert(text, 'web.submit.enable', boolean(false)) ?? '';
				expect(read(extended)).toEqual({ ...read(text), 'web.submit.enable': 'false' });
				expect(insert(extended, 'web.submit.enable', boolean(false))).toBe(extended);
			}),
		);
	});
});
