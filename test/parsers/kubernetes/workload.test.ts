import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/workspace/documents/recognise.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

const configMap = (name: string, data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`;

/** A Deployment of one container that mounts a ConfigMap, if one is named. */
function pods(process: string, rest: string, mounted?: string): string {
	const mount =
		mounted === undefined
			? ''
			: `          volumeMounts: [{name: conf, mountPath: /opt/flink/conf}]\n      volumes:\n        - {name: conf, configMap: {name: ${mounted}}}\n`;
	return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: flink-${process}\nspec:\n  template:\n    spec:\n      containers:\n        - name: ${process}\n          image: flink:1.20-java17\n${rest}${mount}`;
}

describe('a ConfigMap', () => {
	it.each([
		['literal', '  flink-conf.yaml: |\n    parallelism.default: 3\n'],
		['stripped', '  flink-conf.yaml: |-\n    parallelism.default: 3\n'],
		['kept', '  flink-conf.yaml: |+\n    parallelism.default: 3\n\n'],
		['with an indentation of its own', '  flink-conf.yaml: |2\n      parallelism.default: 3\n'],
		['in quotes', '  flink-conf.yaml: "parallelism.default: 3\\nstate.backend: rocksdb\\n"\n'],
		['the new file, nested', '  config.yaml: |\n    parallelism:\n      default: 3\n'],
		['under a name of its own', '  jobmanager-flink-conf.yaml: |\n    parallelism.default: 3\n'],
	])('holds a configuration file: %s', async (_name, data) => {
		const { applications } = await lintFiles({ 'flink.yaml': configMap('flink-config', data) });
		expect(applications.map(({ id, config }) => [id, config.number('parallelism.default')])).toEqual([['flink-config', 3]]);
	});
	it('options that containers take over as a variable stand above the image’s own file', async () => {
		const data = '  FLINK_PROPERTIES: |\n    jobmanager.rpc.address: jobmanager\n    taskmanager.numberOfTaskSlots: 2\n';
		const { applications, findings } = await lintFiles({ 'flink.yaml': configMap('flink-env', data) });
		expect(applications.map(({ config }) => config.number('taskmanager.numberOfTaskSlots'))).toEqual([2]);
		expect(findings.map(({ rule }) => rule)).toEqual([]);
	});

	it('is nothing without one', async () => {
		const text = configMap('flink-sql', '  queries.sql: |\n    select 1\n  config.yaml: |\n    server:\n      port: 1\n');
		expect((await lintFiles({ 'flink.yaml': text })).files).toBe(0);
	});
	it('gets fixes that keep its indentation and how it ends', async () => {
		const text = configMap(
			'a',
			'  flink-conf.yaml: |-\n    # jobs\n    execution.checkpointing.interval: 30 s\n  log4j.properties: |\n    x=1\n',
		);
		const fixed = afterFix({ 'a.yaml': text }, await fixFiles({ 'a.yaml': text }, false, ['min-pause-not-set']));
		const line = '    execution.checkpointing.interval: 30 s\n';
		expect(fixed['a.yaml']).toBe(text.replace(line, `${line}    execution.checkpointing.min-pause: 15 s\n`));
	});
});

describe('the pods of a cluster', () => {
	it('read the ConfigMap they mount, and say which Flink it is', async () => {
		const { applications } = await lintFiles({
			'k8s/config.yaml': configMap('flink-config', '  config.yaml: |\n    parallelism.default: 3\n    taskmanager.numberOfTaskSlots: 1\n'),
			'k8s/jobmanager.yaml': pods('jobmanager', '          args: [jobmanager, -Dparallelism.default=5]\n', 'flink-config'),
			'k8s/taskmanager.yaml': pods('taskmanager', '          args: [taskmanager]\n', 'flink-config'),
		});
		expect(applications.map(({ id, version, config }) => [id, version?.version, config.number('parallelism.default')])).toEqual([
			['flink-config', '1.20', 5],
		]);
		expect(applications[0]?.config.absence('state.backend.type')?.certainty).toBe('owner');
	});
	it('say nothing of what is missing where the ConfigMap is not seen', async () => {
		const { applications } = await lintFiles({
			'jobmanager.yaml': pods('jobmanager', '          args: [jobmanager, -Dexecution.checkpointing.interval=30s]\n', 'elsewhere'),
		});
		expect(applications[0]?.config.absence('execution.checkpointing.min-pause')).toBeUndefined();
	});
	it('take FLINK_PROPERTIES and arguments of a shell, each process its own', async () => {
		const properties = (text: string): string => `          env:\n            - name: FLINK_PROPERTIES\n              value: |\n${text}`;
		const address = '                jobmanager.rpc.address: flink\n';
		const { applications } = await lintFiles({
			'all.yaml': `${pods('jobmanager', `          args: ["jobmanager"]\n${properties(`${address}                parallelism.default: 2\n`)}`)}---\n${pods(
				'taskmanager',
				`          command: ["sh", "-c", "sleep 5 && exec /docker-entrypoint.sh taskmanager -Dtaskmanager.numberOfTaskSlots=4"]\n${properties(`${address}                parallelism.default: 9\n`)}`,
			)}`,
		});
		expect(applications).toHaveLength(1);
		expect(applications[0]?.config.number('parallelism.default')).toBe(2);
		expect(applications[0]?.config.number('taskmanager.numberOfTaskSlots')).toBe(4);
		expect(applications[0]?.config.absence('jobmanager.memory.process.size')).toBeUndefined();
	});
	it('are not the operator, nor anything else that is called Flink', async () => {
		const text = pods('flink-kubernetes-operator', '          args: [operator, -Dlog.file=x]\n', 'flink-operator-config');
		expect((await lintFiles({ 'operator.yaml': text })).files).toBe(0);
	});
	it('get new arguments as items of the list, or as words of the command', async () => {
		const only = ['min-pause-not-set'];
		const list = pods('jobmanager', '          args:\n            - jobmanager\n            - "-Dexecution.checkpointing.interval=30s"\n');
		const fixedList = afterFix({ 'a.yaml': list }, await fixFiles({ 'a.yaml': list }, false, only));
		expect(fixedList['a.yaml']).toBe(`${list}            - "-Dexecution.checkpointing.min-pause=15s"\n`);
		const flow = pods('jobmanager', '          args: [jobmanager, -Dexecution.checkpointing.interval=30s]\n');
		const fixedFlow = afterFix({ 'a.yaml': flow }, await fixFiles({ 'a.yaml': flow }, false, only));
		expect(fixedFlow['a.yaml']).toBe(flow.replace('=30s]', '=30s, -Dexecution.checkpointing.min-pause=15s]'));
		const shell = pods(
			'jobmanager',
			'          command: [sh, -c, "jobmanager.sh start-foreground -Dexecution.checkpointing.interval=30s"]\n',
		);
		const fixedShell = afterFix({ 'a.yaml': shell }, await fixFiles({ 'a.yaml': shell }, false, only));
		expect(fixedShell['a.yaml']).toBe(shell.replace('=30s"', '=30s -Dexecution.checkpointing.min-pause=15s"'));
	});
});

describe('a kustomization', () => {
	it('makes a ConfigMap of a file, which the pods of the folder read', async () => {
		const { applications } = await lintFiles({
			'k8s/kustomization.yaml':
				'kind: Kustomization\nresources: [jobmanager.yaml]\nconfigMapGenerator:\n  - name: flink-config\n    files:\n      - flink-conf.yaml=conf/flink-conf.yaml\n',
			'k8s/conf/flink-conf.yaml': 'parallelism.default: 3\n',
			'k8s/jobmanager.yaml': pods('jobmanager', '          args: [jobmanager]\n', 'flink-config').replace('1.20-java17', '1.18'),
		});
		expect(applications.map(({ version, config }) => [version?.version, config.number('parallelism.default')])).toEqual([['1.18', 3]]);
	});
});

describe('the values of a Helm chart', () => {
	const values =
		'replicaCount: 2\nimage:\n  tag: "1.20"\njob:\n  flinkConfiguration:\n    execution.checkpointing.interval: 30s\n    state:\n      backend.type: rocksbd\ntaskmanager:\n  memory: 4Gi\n';
	it('hold options wherever they stand; what is missing may come from elsewhere', async () => {
		expect(recognise('chart/values-prod.yaml', values)).toBe('kubernetes');
		const { findings, applications } = await lintFiles({ 'chart/values-prod.yaml': values });
		expect(applications[0]?.config.duration('execution.checkpointing.interval')).toBe(30_000);
		expect(findings.map(({ rule }) => rule)).not.toContain('min-pause-not-set');
	});
	it('hold whole files', async () => {
		const text = 'nodeSelector: {}\nconf:\n  flink-conf.yaml: |\n    execution.checkpointing.interval: 30s\n    parallelism.default: two\n';
		const { findings } = await lintFiles({ 'values.yaml': text });
		expect(findings.map(({ rule }) => rule)).toContain('config-invalid-value');
	});
	it('are none of ours otherwise', () => {
		expect(recognise('values.yaml', 'taskmanager:\n  replicas: 2\nstate: on\n')).toBeUndefined();
	});
	it('are checked beside lines of template', async () => {
		const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-flink\n  labels:\n    {{- include "x" . | nindent 4 }}\ndata:\n  flink-conf.yaml: |\n    {{- if .Values.ha }}\n    high-availability.type: kubernetes\n    {{- end }}\n    parallelism.default: {{ .Values.parallelism }}\n    taskmanager.numberOfTaskSlots: none\n`;
		const { findings } = await lintFiles({ 'templates/config.yaml': text });
		expect(findings.map(({ rule, option }) => [rule, option])).toEqual([['config-invalid-value', 'taskmanager.numberOfTaskSlots']]);
	});
});

describe("the operator's own configuration", () => {
	const head = 'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: orders, namespace: prod}\n';
	const resource = `${head}spec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    execution.checkpointing.interval: 30s\n  job: {jarURI: "local:///a.jar", upgradeMode: savepoint}\n`;
	const prefix = '    kubernetes.operator.default-configuration';
	const operator = configMap(
		'flink-operator-config',
		`  config.yaml: |\n    kubernetes.operator.reconcile.interval: 15 s\n    execution.checkpointing.interval: 10 min\n    execution.checkpointing.min-pause: 1 s\n${prefix}.flink-version.v1_18+.execution.checkpointing.min-pause: 2 s\n${prefix}.flink-version.v1_19+.execution.checkpointing.min-pause: 3 s\n${prefix}.flink-version.v2_0+.execution.checkpointing.min-pause: 4 s\n${prefix}.namespace.prod.execution.checkpointing.timeout: 20 min\n${prefix}.namespace.test.execution.checkpointing.timeout: 30 min\n`,
	);
	it('lies below what resources state, for their namespace and version', async () => {
		const { applications } = await lintFiles({ 'job.yaml': resource, 'operator.yaml': operator });
		expect(applications.map(({ id }) => id)).toEqual(['orders']);
		const config = applications[0]?.config;
		expect(config?.duration('execution.checkpointing.interval')).toBe(30_000);
		expect(config?.duration('execution.checkpointing.min-pause')).toBe(3000);
		expect(config?.duration('execution.checkpointing.timeout')).toBe(1_200_000);
	});
	it('may state anything that one of several states', async () => {
		const { applications } = await lintFiles({ 'job.yaml': resource, 'a/operator.yaml': operator, 'b/operator.yaml': operator });
		const config = applications.find(({ id }) => id === 'orders')?.config;
		expect(config?.absence('execution.checkpointing.min-pause')).toBeUndefined();
		expect(config?.absence('execution.checkpointing.incremental')?.certainty).toBe('owner');
	});
	it('alone leaves the rest to the resources', async () => {
		const { applications } = await lintFiles({ 'operator.yaml': operator });
		expect(applications[0]?.platform).toBe('kubernetes-operator');
		expect(applications[0]?.config.absence('execution.checkpointing.incremental')).toBeUndefined();
	});
});
