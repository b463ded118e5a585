import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { documentsIn } from '../../../src/model/document.ts';
import { parseKubernetes } from '../../../src/parsers/kubernetes/kubernetes.ts';
import { lintFiles } from '../../harness/project.ts';

const head = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\n  namespace: prod\n';
const deployment = (spec: string): string => `${head}spec:\n  flinkVersion: v1_20\n${spec}`;

/** Settings as `key=value`; what is unknown has a question mark. */
function settings(text: string): readonly string[] {
	return parseKubernetes('job.yaml', text).settings.map(({ key, value }) => `${key}=${value.kind === 'unknown' ? '?' : value.text}`);
}

/** Only what `flinkConfiguration` states. */
function configured(text: string): readonly string[] {
	return settings(deployment(text)).filter((setting) => !/^(?:k8s|parallelism)\./.test(setting));
}

describe('flinkConfiguration', () => {
	it('is flat, nested or both', () => {
		expect(
			configured(
				'  flinkConfiguration:\n    taskmanager.numberOfTaskSlots: "2"\n    state:\n      backend:\n        type: rocksdb\n      backend.incremental: true\n',
			),
		).toEqual(['taskmanager.numberOfTaskSlots=2', 'state.backend.type=rocksdb', 'state.backend.incremental=true']);
	});
	it('is a flow map', () => {
		expect(configured("  flinkConfiguration: {state.backend.type: rocksdb, 'taskmanager.numberOfTaskSlots': '2'}\n")).toEqual([
			'state.backend.type=rocksdb',
			'taskmanager.numberOfTaskSlots=2',
		]);
	});
	it('is read as Kubernetes reads YAML, not as Flink does', () => {
		expect(
			configured(
				'  flinkConfiguration:\n    execution.checkpointing.unaligned.enabled: yes\n    web.submit.enable: off\n    taskmanager.numberOfTaskSlots: 010\n    jobmanager.rpc.port: 6_123\n    taskmanager.memory.managed.fraction: 0.40\n    state.backend.type: "yes"\n',
			),
		).toEqual([
			'execution.checkpointing.unaligned.enabled=true',
			'web.submit.enable=false',
			'taskmanager.numberOfTaskSlots=8',
			'jobmanager.rpc.port=6123',
			'taskmanager.memory.managed.fraction=0.4',
			'state.backend.type=yes',
		]);
	});
	it('joins the items of a list with semicolons', () => {
		expect(configured('  flinkConfiguration:\n    classloader.parent-first-patterns.additional:\n      - org.a\n      - org.b\n')).toEqual([
			'classloader.parent-first-patterns.additional=org.a;org.b',
		]);
	});
	it('comes through anchors and merges, where its own statements win', () => {
		const text =
			'  x-common: &common\n    state.backend.type: hashmap\n    parallelism.default: 2\n  flinkConfiguration:\n    <<: *common\n    state.backend.type: rocksdb\n';
		expect(configured(text)).toEqual(['state.backend.type=hashmap', 'state.backend.type=rocksdb']);
		expect(parseKubernetes('job.yaml', deployment(text)).notes).toEqual([]);
	});
	it('has its doubled keys noted: the last one wins', () => {
		const { notes } = parseKubernetes(
			'job.yaml',
			deployment('  flinkConfiguration:\n    state.backend.type: hashmap\n    state.backend.type: rocksdb\n'),
		);
		expect(notes.map(({ kind }) => kind)).toEqual(['duplicate']);
	});
	it('says nothing of what a template fills in', () => {
		expect(
			configured(
				'  flinkConfiguration:\n    state.backend.type: {{ .Values.backend }}\n    taskmanager.numberOfTaskSlots: "{{ .Values.slots }}"\n    execution.checkpointing.interval: 30s\n    {{ .Values.key }}: x\n    execution.checkpointing.timeout: 1 min\n',
			),
		).toEqual([
			'state.backend.type=?',
			'taskmanager.numberOfTaskSlots=?',
			// What the template's key turns out to be stands again, or the key below it does.
			'execution.checkpointing.interval=?',
			'execution.checkpointing.timeout=1 min',
		]);
	});
	it('says of the fields under a condition that they hold only sometimes', async () => {
		const text = deployment('  {{- if .Values.ha }}\n  mode: standalone\n  {{- end }}\n  job: {upgradeMode: last-state}\n');
		const { config } = (await lintFiles({ 'templates/job.yaml': text })).applications[0] ?? {};
		expect(config?.statements('k8s.mode')[0]?.condition).toBe('sometimes');
		expect(config?.statements('k8s.upgrade-mode')[0]?.condition).toBe('always');
	});
	it('is partial where lines of template decide what it holds', async () => {
		const text = deployment(
			'  flinkConfiguration:\n    state.backend.type: rocksdb\n    {{- toYaml .Values.flinkConfiguration | nindent 4 }}\n',
		);
		const { applications } = await lintFiles({ 'templates/job.yaml': text });
		expect(applications[0]?.config.absence('execution.checkpointing.incremental')).toBeUndefined();
	});
	it('survives aliases that hold each other, and many of them', () => {
		expect(settings(deployment('  flinkConfiguration: &a\n    state: *a\n'))).toContain('k8s.flink-version=v1_20');
		const levels = Array.from(
			{ length: 12 },
			(_item, level) => `  x${level}: &x${level} {${'abcdefghij'.split('').map((name) => `${name}: *x${level - 1}`)}}`,
		);
		const bomb = `  x-1: &x-1 {state.backend.type: rocksdb}\n${levels.join('\n')}\n  flinkConfiguration: *x11\n`;
		expect(settings(deployment(bomb)).length).toBeLessThan(100_000);
	});
	it('reads what YAML writes, whatever the keys and values', () => {
		const keys = [
			'state.backend.type',
			'execution.checkpointing.dir',
			'taskmanager.numberOfTaskSlots',
			'env.java.opts.all',
			'pipeline.name',
		];
		const texts = fc.oneof(
			fc.constantFrom('yes', 'rocksdb', '30 s', '010', '1e3', "it's", 'a: b', '# x', ' padded '),
			fc.string({ maxLength: 12 }),
		);
		const options = { indentSeq: fc.boolean(), indent: fc.constantFrom(2, 4), singleQuote: fc.boolean() };
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...keys), texts), fc.record(options), (map, how) => {
				fc.pre(Object.values(map).every((text) => !/[{%$#@<]|[^ -~]/.test(text)));
				const spec = { flinkVersion: 'v1_20', flinkConfiguration: map };
				// YAML 1.1 is what Kubernetes reads: what it would take for something else is quoted.
				const text = stringify(
					{ apiVersion: 'flink.apache.org/v1beta1', kind: 'FlinkDeployment', metadata: { name: 'a' }, spec },
					{ ...how, version: '1.1' },
				);
				const read = documentsIn(parseKubernetes('job.yaml', text)).flatMap((part) => (part.format === 'config-yaml' ? part.settings : []));
				expect(Object.fromEntries(read.map(({ key, value }) => [key, value.kind === 'unknown' ? '?' : value.text]))).toEqual(map);
			}),
		);
	});
});

describe("the resource's own fields", () => {
	it('size the processes, in the words of Flink or of Kubernetes', () => {
		const memory = (text: string): readonly string[] => settings(deployment(text)).filter((setting) => setting.includes('memory'));
		expect(memory('  jobManager: {resource: {memory: 2048m}}\n')).toEqual(['jobmanager.memory.process.size=2048m']);
		expect(memory('  taskManager: {resource: {memory: 2Gi}}\n')).toEqual(['taskmanager.memory.process.size=2147483648 bytes']);
		expect(memory('  taskManager: {resources: {requests: {memory: 2Gi}}, resource: {memory: 1g}}\n')).toEqual([
			'taskmanager.memory.process.size=2147483648 bytes',
			'k8s.taskmanager-unread-memory=1g',
		]);
		expect(memory('  taskManager: {resources: {limits: {memory: 4g}}}\n')).toEqual([
			'taskmanager.memory.process.size=4g',
			'k8s.taskmanager-memory-limit=4g',
		]);
	});
	it('set the parallelism: replicas times slots beat the job', () => {
		const of = (text: string): readonly string[] => settings(deployment(text)).filter((setting) => setting.startsWith('parallelism'));
		expect(of('  job: {parallelism: 4}\n')).toEqual(['parallelism.default=4']);
		expect(of('  flinkConfiguration: {taskmanager.numberOfTaskSlots: 2}\n  taskManager: {replicas: 3}\n  job: {parallelism: 4}\n')).toEqual(
			['parallelism.default=6'],
		);
		expect(of('  taskManager: {replicas: 3}\n  job: {parallelism: 4}\n')).toEqual(['parallelism.default=?']);
	});
	it('name volumes and plugins of the pod template', () => {
		const template =
			'  podTemplate:\n    spec:\n      containers:\n        - name: flink-main-container\n          env:\n            - name: ENABLE_BUILT_IN_PLUGINS\n              value: flink-s3-fs-presto-1.20.0.jar\n          volumeMounts:\n            - {name: data, mountPath: /data}\n      volumes:\n        - {name: data, persistentVolumeClaim: {claimName: x}}\n';
		const { settings: read, parts } = parseKubernetes('job.yaml', deployment(template));
		const value = (key: string) => read.find((setting) => setting.key === key)?.value;
		expect(parts?.[0]?.claims.volumes?.[1]).toMatchObject({
			process: 'taskmanager',
			mounts: [{ path: '/data', type: 'persistentVolumeClaim' }],
		});
		expect(value('k8s.jobmanager-built-in-plugins')).toMatchObject({ value: { items: ['flink-s3-fs-presto-1.20.0.jar'] } });
	});
	it('say nothing of a patch that Kustomize lays over them', async () => {
		const { applications } = await lintFiles({
			'overlays/prod/patch.yaml': `${head}spec:\n  flinkConfiguration:\n    execution.checkpointing.interval: 30s\n`,
		});
		expect(applications[0]?.config.absence('execution.checkpointing.min-pause')).toBeUndefined();
	});
});

describe('a manifest', () => {
	const session = `${head.replace('orders', 'cluster')}spec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    state.backend.type: rocksdb\n`;
	const job = (name: string): string =>
		`---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata:\n  name: ${name}\n  namespace: prod\nspec:\n  deploymentName: cluster\n  flinkConfiguration:\n    execution.checkpointing.interval: 30s\n  job: {jarURI: "s3://b/${name}-1.0.jar", entryClass: com.acme.${name}, parallelism: 2}\n`;
	it('holds a session cluster and its jobs, each an application', async () => {
		const { applications } = await lintFiles({ 'all.yaml': session + job('A') + job('B') });
		expect(applications.map(({ id, version }) => [id, version?.version])).toEqual([
			['A', '1.20'],
			['B', '1.20'],
		]);
		expect(applications[0]?.config.name('state.backend.type')).toBe('rocksdb');
		expect(applications[0]?.config.duration('execution.checkpointing.interval')).toBe(30_000);
		// The operator's default for retention is the job's own matter.
		expect(applications[0]?.config.name('execution.checkpointing.externalized-checkpoint-retention')).toBe('retain-on-cancellation');
	});
	it('is a List', () => {
		const item = deployment('  flinkConfiguration: {state.backend.type: rocksdb}\n').replace(/^/gm, '    ').trim();
		expect(settings(`apiVersion: v1\nkind: List\nitems:\n  - ${item}\n`)).toContain('state.backend.type=rocksdb');
	});
	it('is none of ours where it defines the resources', async () => {
		const text =
			'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: flink.apache.org\n  names:\n    kind: FlinkDeployment\n  x: "unclosed\n';
		expect((await lintFiles({ 'crd.yaml': text })).findings).toEqual([]);
	});
	it('joins the program that its entry class names', async () => {
		const { applications } = await lintFiles({
			'k8s/job.yaml': deployment('  job: {jarURI: "local:///opt/x.jar", entryClass: com.acme.Orders}\n'),
			'pom.xml':
				'<project><artifactId>x</artifactId><dependencies><dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId></dependency></dependencies></project>',
			'src/main/java/com/acme/Orders.java':
				'package com.acme;\nimport org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;\npublic class Orders {\n  public static void main(String[] a) throws Exception {\n    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();\n    env.enableCheckpointing(1000);\n    env.execute();\n  }\n}\n',
		});
		expect(applications.map(({ platform, job: { seen } }) => [platform, seen])).toEqual([['kubernetes-operator', true]]);
		expect(applications[0]?.config.duration('execution.checkpointing.interval')).toBe(1000);
	});
	it('is one deployment, whatever a template makes of its name', async () => {
		const text = deployment(
			'  job: {jarURI: "local:///opt/x.jar", upgradeMode: savepoint}\n  flinkConfiguration:\n    execution.checkpointing.dir: {{ .Values.checkpoints }}\n    execution.checkpointing.savepoint-dir: {{ .Values.savepoints }}\n',
		);
		for (const name of ['#{NAME}', '{{ include "orders.fullname" . }}']) {
			const { applications, findings } = await lintFiles({ 'job.yaml': text.replace('name: orders', `name: ${name}`) });
			expect(applications).toHaveLength(1);
			expect(findings.map(({ rule }) => rule)).not.toContain('k8s-upgrade-mode-needs-dirs');
		}
	});
	it('finds the session cluster whose name the same template brings', async () => {
		const text = `${deployment('').replace('name: orders', 'name: {{ .Values.cluster }}')}---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata: {name: totals, namespace: prod}\nspec:\n  deploymentName: {{ .Values.cluster }}\n  job: {jarURI: "https://acme.example/x.jar"}\n`;
		expect((await lintFiles({ 'session.yaml': text })).applications).toHaveLength(1);
	});
	it('keeps quiet about what a comment suppresses', async () => {
		const text = deployment(
			'  flinkConfiguration:\n    # flint-ignore-next-line min-pause-not-set -- measured\n    execution.checkpointing.interval: 30s\n    execution.checkpointing.dir: s3://b/c\n',
		);
		const { findings, suppressed } = await lintFiles({ 'job.yaml': text });
		expect(findings.map(({ rule }) => rule)).not.toContain('min-pause-not-set');
		expect(suppressed).toBe(1);
	});
	it('shows no secret of a variable or a Secret', () => {
		const text = deployment(
			'  flinkConfiguration:\n    s3.secret-key: abc\n  podTemplate: {spec: {containers: [{name: m, env: [{name: DB_PASSWORD, value: hunter2}]}]}}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData:\n  user: someone\n',
		);
		const { secrets } = parseKubernetes('job.yaml', text);
		expect(secrets.map(({ start, end }) => text.slice(start, end)).sort()).toEqual(['abc', 'abc', 'hunter2', 'someone']);
	});
});
