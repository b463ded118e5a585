import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFix, type Files, fixFiles, line, lintFiles } from '../harness/project.ts';

const INTERVAL = 'execution.checkpointing.interval';
const BASE = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  image: acme/orders:7
  serviceAccount: flink
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
    ${INTERVAL}: 30s
    execution.checkpointing.dir: s3://acme/checkpoints
  taskManager:
    replicas: 2
    resource:
      memory: 2048m
      cpu: 1
  job:
    jarURI: local:///opt/flink/usrlib/orders.jar
    parallelism: 2
    upgradeMode: last-state
`;
const base: Files = { 'base/kustomization.yaml': 'resources:\n  - flink.yaml\n', 'base/flink.yaml': BASE };
const patch = (spec: string): string =>
	`apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n${spec}`;
const overlay = (name: string, rest: string): Files => ({
	[`overlays/${name}/kustomization.yaml`]: `resources:\n  - ../../base\n${rest}`,
});

async function configurations(files: Files) {
	const { applications } = await lintFiles(files);
	return new Map(applications.map((application) => [application.id, application.config]));
}

async function only(files: Files) {
	const found = [...(await configurations(files)).values()];
	expect(found).toHaveLength(1);
	const [config] = found;
	if (config === undefined) throw new Error('no application');
	return config;
}

describe('an overlay', () => {
	it('has what its base states, and above it what its patch does', async () => {
		const config = await only({
			...base,
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'overlays/prod/patch.yaml': patch(`  flinkConfiguration:\n    ${INTERVAL}: 60s\n`),
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.setting(INTERVAL)?.file).toBe('overlays/prod/patch.yaml');
		expect(config.setting('execution.checkpointing.dir')?.file).toBe('base/flink.yaml');
		expect(config.version).toBe('1.20');
		expect(config.visibility.configuration).toBe(true);
	});
	it('is an application of its own, and its base none', async () => {
		const configs = await configurations({
			...base,
			...overlay('dev', 'nameSuffix: -dev\n'),
			...overlay('prod', 'namePrefix: prod-\npatchesStrategicMerge: [patch.yaml]\n'),
			'overlays/prod/patch.yaml': patch(`  flinkConfiguration:\n    ${INTERVAL}: 60s\n`),
		});
		expect([...configs].map(([id, config]) => [id, config.duration(INTERVAL)])).toEqual([
			['orders-dev', 30_000],
			['prod-orders', 60_000],
		]);
		expect(configs.get('prod-orders')?.name('k8s.deployment-name')).toBe('prod-orders');
	});
	it('is called by its folder where the name does not tell', async () => {
		expect([...(await configurations({ ...base, ...overlay('dev', ''), ...overlay('prod', '') })).keys()]).toEqual([
			'orders (overlays/dev)',
			'orders (overlays/prod)',
		]);
	});
	it('takes away what its patch says is null', async () => {
		const config = await only({
			...base,
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'overlays/prod/patch.yaml': patch('  flinkConfiguration:\n    execution.checkpointing.dir: null\n  taskManager:\n    replicas: ~\n'),
		});
		expect(config.setting('execution.checkpointing.dir')).toBeUndefined();
		expect(config.setting('k8s.taskmanager-replicas')).toBeUndefined();
		expect(config.number('parallelism.default')).toBe(2);
	});
	it('works the parallelism out of what all layers say', async () => {
		expect((await only({ ...base, ...overlay('dev', '') })).number('parallelism.default')).toBe(4);
		const wide = await only({
			...base,
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'overlays/prod/patch.yaml': patch('  taskManager:\n    replicas: 8\n'),
		});
		expect(wide.number('parallelism.default')).toBe(16);
		expect(wide.setting('parallelism.default')?.file).toBe('overlays/prod/patch.yaml');
	});
	it('may be laid over another one', async () => {
		const config = await only({
			...base,
			...overlay('prod', `patches:\n  - patch: |\n${indented(patch(`  flinkConfiguration:\n    ${INTERVAL}: 60s\n`), 6)}`),
			'overlays/prod-eu/kustomization.yml':
				'bases: [../prod]\nnamePrefix: eu-\npatches:\n  - path: memory.yaml\n    target: {kind: Flink.*, name: "ord.*"}\n',
			'overlays/prod-eu/memory.yaml': patch('  taskManager:\n    resource:\n      memory: 4096m\n').replace('orders', 'any'),
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.known('taskmanager.memory.process.size')?.value).toEqual({ type: 'memory', bytes: 4 * 1024 ** 3 });
		expect(config.name('k8s.deployment-name')).toBe('eu-orders');
	});
	it('knows nothing of a base on another machine', async () => {
		const { applications, findings } = await lintFiles({
			'prod/kustomization.yaml': 'resources:\n  - https://github.com/acme/flink//base?ref=v1\npatches:\n  - path: patch.yaml\n',
			'prod/patch.yaml': patch('  flinkConfiguration:\n    state.backend.type: rocksdb\n'),
		});
		expect(applications.map(({ documents }) => documents.map(({ claims }) => claims.partial))).toEqual([[true, true]]);
		expect(findings.filter(({ message }) => message.what.includes('not set'))).toEqual([]);
	});
	it('that takes itself is none', async () => {
		const { applications } = await lintFiles({
			'a/kustomization.yaml': 'resources: [../b, flink.yaml]\n',
			'a/flink.yaml': BASE,
			'b/kustomization.yaml': 'resources: [../a]\n',
		});
		expect(applications.map(({ id }) => id)).toEqual(['orders']);
	});
});

describe('a list of operations', () => {
	const operations = `- op: replace
  path: /spec/flinkConfiguration/${INTERVAL}
  value: 60s
- op: remove
  path: /spec/flinkConfiguration/execution.checkpointing.dir
- {op: add, path: /spec/job/parallelism, value: 5}
- op: replace
  path: /spec/taskManager/replicas
  value: 4
- op: test
  path: /spec/flinkVersion
  value: v1_17
`;
	const target = '    target:\n      group: flink.apache.org\n      version: v1beta1\n      kind: FlinkDeployment\n      name: orders\n';
	it.each([
		['in the kustomization', { ...overlay('prod', `patches:\n  - patch: |-\n${indented(operations, 6)}${target}`) }],
		[
			'in a file',
			{ ...overlay('prod', `patchesJson6902:\n  - path: operations.yaml\n${target}`), 'overlays/prod/operations.yaml': operations },
		],
		[
			'in JSON',
			{
				...overlay('prod', `patches:\n  - path: operations.json\n${target}`),
				'overlays/prod/operations.json': `[{"op": "replace", "path": "/spec/flinkConfiguration/${INTERVAL}", "value": "60s"}, {"op": "remove", "path": "/spec/flinkConfiguration/execution.checkpointing.dir"}, {"op": "replace", "path": "/spec/taskManager/replicas", "value": 4}]`,
			},
		],
	])('changes single fields: %s', async (_, files) => {
		const config = await only({ ...base, ...files });
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.setting('execution.checkpointing.dir')).toBeUndefined();
		expect(config.number('parallelism.default')).toBe(8);
		expect(config.version).toBe('1.20');
		expect(config.visibility.configuration).toBe(true);
	});
	it('may replace a section whole', async () => {
		const config = await only({
			...base,
			...overlay(
				'prod',
				`patches:\n  - patch: |\n      - op: replace\n        path: /spec/flinkConfiguration\n        value:\n          state.backend.type: rocksdb\n${target}`,
			),
		});
		expect(config.setting(INTERVAL)).toBeUndefined();
		expect(config.name('state.backend.type')).toBe('rocksdb');
	});
	it('reaches into the template of a FlinkBlueGreenDeployment', async () => {
		const blueGreen = (spec: string): string =>
			`apiVersion: flink.apache.org/v1beta1\nkind: FlinkBlueGreenDeployment\nmetadata:\n  name: orders\nspec:\n  template:\n    spec:\n${spec}`;
		const config = await only({
			...base,
			'base/flink.yaml': blueGreen(
				`      flinkVersion: v1_20\n      flinkConfiguration:\n        ${INTERVAL}: 30s\n        state.backend.type: rocksdb\n`,
			),
			...overlay(
				'prod',
				`patches:\n  - path: patch.yaml\n  - target: {kind: FlinkBlueGreenDeployment}\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/flinkConfiguration/${INTERVAL}\n        value: 60s\n`,
			),
			'overlays/prod/patch.yaml': blueGreen('      flinkConfiguration:\n        state.backend.type: null\n'),
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.setting('state.backend.type')).toBeUndefined();
		expect(config.version).toBe('1.20');
	});
	it('that does more than is read leaves open what is missing', async () => {
		const config = await only({
			...base,
			...overlay(
				'prod',
				`patches:\n  - patch: |\n      - {op: copy, from: /spec/flinkConfiguration/a, path: /spec/flinkConfiguration/b}\n${target}`,
			),
		});
		expect(config.absence('state.backend.type')).toBeUndefined();
	});
	it('whose target labels choose may hold or not', async () => {
		const config = await only({
			...base,
			...overlay('prod', `patches:\n  - patch: |-\n${indented(operations, 6)}    target:\n      labelSelector: tier=prod\n`),
		});
		expect(config.get(INTERVAL).value?.kind).toBe('unknown');
		expect(config.get('execution.checkpointing.dir').value?.kind).toBe('unknown');
	});
	it('is nothing alone', async () => {
		expect((await lintFiles({ 'operations.yaml': operations })).documents.size).toBe(0);
	});
});

describe('components, generators and what is not read', () => {
	it('components add to whoever names them', async () => {
		const config = await only({
			...base,
			...overlay('prod', 'components: [../../components/rocksdb]\n'),
			'components/rocksdb/kustomization.yaml':
				'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n  - path: patch.yaml\n',
			'components/rocksdb/patch.yaml': patch('  flinkConfiguration:\n    state.backend.type: rocksdb\n'),
		});
		expect(config.name('state.backend.type')).toBe('rocksdb');
		expect(config.duration(INTERVAL)).toBe(30_000);
	});
	it('a generator of an overlay replaces the file of its base', async () => {
		const files = {
			'base/kustomization.yaml': 'resources: [pods.yaml]\nconfigMapGenerator:\n  - name: flink-config\n    files: [flink-conf.yaml]\n',
			'base/flink-conf.yaml': 'parallelism.default: 3\n',
			'base/pods.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: jobmanager
spec:
  template:
    spec:
      containers:
        - name: main
          image: flink:1.18
          args: [jobmanager]
          volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]
      volumes: [{name: conf, configMap: {name: flink-config}}]
`,
			...overlay('dev', ''),
			...overlay(
				'prod',
				'configMapGenerator:\n  - name: flink-config\n    behavior: merge\n    files: [flink-conf.yaml=conf/production.yaml]\n',
			),
			'overlays/prod/conf/production.yaml': 'parallelism.default: 12\njobmanager.rpc.address: jobmanager\n',
		};
		const configs = await configurations(files);
		expect([...configs].map(([id, config]) => [id, config.number('parallelism.default'), config.version])).toEqual([
			['flink-config (base/flink-conf.yaml)', 3, '1.18'],
			['flink-config (overlays/prod/conf/production.yaml)', 12, '1.18'],
		]);
	});
	it('another image is of another version', async () => {
		const pods = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: jobmanager
spec:
  template:
    spec:
      containers:
        - name: main
          image: flink:1.18
          args: [jobmanager, -Dparallelism.default=3]
`;
		const files = {
			'base/kustomization.yaml': 'resources: [pods.yaml]\n',
			'base/pods.yaml': pods,
			...overlay('dev', ''),
			...overlay('prod', 'images:\n  - name: flink\n    newTag: "1.20"\n'),
		};
		const { applications } = await lintFiles(files);
		expect(applications.map(({ id, version }) => [id, version?.version])).toEqual([
			['overlays/dev', '1.18'],
			['overlays/prod', undefined],
		]);
	});
	it('variables and arguments of a container are replaced whole', async () => {
		const pod = (image: string, interval: string, args: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: jobmanager
spec:
  template:
    spec:
      containers:
        - name: main
${image}          args: [jobmanager, ${args}]
          env:
            - name: FLINK_PROPERTIES
              value: |
                jobmanager.rpc.address: jobmanager
                ${interval}
`;
		const config = await only({
			'base/kustomization.yaml': 'resources: [pods.yaml]\n',
			'base/pods.yaml': pod('          image: flink:1.20\n', `${INTERVAL}: 30s`, '-Dstate.backend.type=rocksdb'),
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'overlays/prod/patch.yaml': pod('', 'execution.checkpointing.min-pause: 5s', '-Dparallelism.default=3'),
		});
		expect(config.setting(INTERVAL)).toBeUndefined();
		expect(config.setting('state.backend.type')).toBeUndefined();
		expect([config.duration('execution.checkpointing.min-pause'), config.number('parallelism.default'), config.version]).toEqual([
			5000,
			3,
			'1.20',
		]);
	});
	it('a replacement decides what it names', async () => {
		const config = await only({
			...base,
			...overlay(
				'prod',
				`replacements:\n  - source: {kind: ConfigMap, name: env, fieldPath: data.interval}\n    targets:\n      - select: {kind: FlinkDeployment}\n        fieldPaths: ["spec.flinkConfiguration.[${INTERVAL}]"]\n`,
			),
		});
		expect(config.get(INTERVAL).value?.kind).toBe('unknown');
		expect(config.number('taskmanager.numberOfTaskSlots')).toBe(2);
		expect(config.absence('state.backend.type')).toBeDefined();
	});
	it('a transformer may state anything', async () => {
		const config = await only({ ...base, ...overlay('prod', 'transformers: [set-options.yaml]\n') });
		expect(config.absence('state.backend.type')).toBeUndefined();
	});
	it('session jobs run in the cluster of their own overlay', async () => {
		const job =
			'---\napiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata:\n  name: clicks\nspec:\n  deploymentName: orders\n  job:\n    jarURI: https://acme.example/clicks.jar\n    parallelism: 1\n    upgradeMode: stateless\n';
		const session = BASE.slice(0, BASE.indexOf('  job:'));
		const configs = await configurations({
			...base,
			'base/flink.yaml': session + job,
			...overlay('dev', ''),
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'overlays/prod/patch.yaml': patch(`  flinkConfiguration:\n    ${INTERVAL}: 60s\n`),
		});
		expect([...configs].map(([id, config]) => [id, config.duration(INTERVAL)])).toEqual([
			['clicks (overlays/dev)', 30_000],
			['clicks (overlays/prod)', 60_000],
		]);
	});
	it('of no Flink at all are no files of the run', async () => {
		const { documents } = await lintFiles({
			'web/kustomization.yaml': 'resources: [deployment.yaml]\npatches:\n  - path: operations.yaml\n    target: {kind: Deployment}\n',
			'web/operations.yaml': '- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: nginx\n',
		});
		expect([...documents.keys()]).toEqual([]);
	});
});

describe('a fix', () => {
	it('of what a base says is made in the base where every overlay wants it', async () => {
		const files = { ...base, ...overlay('dev', ''), ...overlay('prod', '') };
		const { findings } = await lintFiles(files);
		const finding = findings.find(({ rule }) => rule === 'min-pause-not-set');
		expect(finding?.applications).toEqual(['orders (overlays/dev)', 'orders (overlays/prod)']);
		const fixed = afterFix(files, await fixFiles(files, false, ['min-pause-not-set']));
		expect(fixed['base/flink.yaml']).toBe(BASE.replace('checkpoints\n', 'checkpoints\n    execution.checkpointing.min-pause: 15s\n'));
	});
	it('of what only one overlay wants is made in that overlay', async () => {
		const files = {
			...base,
			...overlay('dev', ''),
			...overlay('prod', 'patches:\n  - path: patch.yaml\n'),
			'base/flink.yaml': BASE.replace('30s', '100ms'),
			'overlays/prod/patch.yaml': patch('  flinkConfiguration:\n    state.backend.type: rocksdb\n'),
		};
		const only = ['incremental-checkpoints-off', 'state-backend-not-set'];
		const fixed = afterFix(files, await fixFiles(files, false, only));
		expect(fixed['base/flink.yaml']).toBe(files['base/flink.yaml']);
		expect(fixed['overlays/prod/patch.yaml']).toBe(
			patch('  flinkConfiguration:\n    state.backend.type: rocksdb\n    execution.checkpointing.incremental: "true"\n'),
		);
	});
	it('of an operation changes its value, or adds another one behind it', async () => {
		const kustomization = (interval: string, rest: string): string =>
			`resources:\n  - ../../base\npatches:\n  - target: {kind: FlinkDeployment}\n    patch: |-\n      - op: replace\n        path: /spec/flinkConfiguration/${INTERVAL}\n        value: "${interval}" # short\n${rest}      - op: remove\n        path: /spec/flinkConfiguration/execution.checkpointing.dir\n`;
		const files = { ...base, 'overlays/prod/kustomization.yaml': kustomization('100 ms', '') };
		const fixed = afterFix(files, await fixFiles(files, true, ['checkpoint-interval-too-short', 'checkpoint-tolerable-failures-zero']));
		expect(fixed['overlays/prod/kustomization.yaml']).toBe(
			kustomization(
				'1 min',
				'      - op: add\n        path: /spec/flinkConfiguration/execution.checkpointing.tolerable-failed-checkpoints\n        value: "3"\n',
			),
		);
	});
	it('never takes from a base what another overlay keeps', async () => {
		const files = {
			...base,
			'base/flink.yaml': BASE.replace(
				'    execution.checkpointing.dir',
				'    state.backend.type: rocksdb\n    execution.checkpointing.incremental: "true"\n    execution.checkpointing.dir',
			),
			...overlay('dev', 'patches:\n  - path: patch.yaml\n'),
			'overlays/dev/patch.yaml': patch('  flinkConfiguration:\n    state.backend.type: hashmap\n'),
			...overlay('prod', ''),
		};
		const fixed = await fixFiles(files, true, ['incremental-without-rocksdb', 'incremental-checkpoints-off']);
		expect(fixed.files.map(({ path }) => path)).not.toContain('base/flink.yaml');
	});
});

describe('an overlay that states nothing', () => {
	const option = fc.constantFrom(
		`    ${INTERVAL}: 100ms\n`,
		'    state.backend: rocksdb\n',
		'    state.backend.incremental: true\n',
		'    execution.checkpointing.unaligned: "true"\n',
		'    restart-strategy: none\n',
		'    taskmanager.memory.process.size: 1g\n',
		'    high-availability.type: kubernetes\n',
	);
	const fields = fc.constantFrom('  mode: native\n', '  job:\n    upgradeMode: stateless\n', '  taskManager:\n    replicas: 3\n', '');
	it('changes nothing: findings stand where they stood, and fixes write what they wrote', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(option, { minLength: 1, maxLength: 5 }), fields, async (options, rest) => {
				const flink = `${patch(`  flinkVersion: v1_20\n  flinkConfiguration:\n${options.join('')}${rest}`)}`;
				const plain = { 'base/flink.yaml': flink };
				const built = { ...plain, 'base/kustomization.yaml': 'resources: [flink.yaml]\n', ...overlay('prod', '') };
				const told = async (files: Files): Promise<readonly string[]> => {
					const result = await lintFiles(files);
					return result.findings.map((finding) => `${line(finding, result)} ${finding.applications.join()} ${finding.fingerprint}`);
				};
				expect(await told(built)).toEqual(await told(plain));
				const fixed = async (files: Files) => afterFix(files, await fixFiles(files, true))['base/flink.yaml'];
				expect(await fixed(built)).toBe(await fixed(plain));
			}),
			{ numRuns: 25 },
		);
	});
});

function indented(text: string, by: number): string {
	return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
