import { expect, test } from 'vitest';
import { lintFiles } from '../harness/project.ts';

const CLUSTER = 'jobmanager.rpc.address: jobmanager\ntaskmanager.numberOfTaskSlots: 4\nexecution.checkpointing.interval: 1 min\n';
const RULES = 'groups:\n- rules:\n  - alert: Restarts\n    expr: increase(flink_jobmanager_job_numRestarts[5m]) > 0\n';

async function watching(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, readonly string[]>>> {
	const { applications } = await lintFiles(files);
	const alarms = applications.map(
		({ id, documents }) => [id, documents.flatMap((one) => (one.alarms === undefined ? [] : [one.path]))] as const,
	);
	return Object.fromEntries(alarms);
}

test('of many projects, the one that shares most folders with the alarms is watched', async () => {
	expect(
		await watching({
			'shop/flink/conf/flink-conf.yaml': CLUSTER,
			'shop/monitoring/rules.yml': RULES,
			'bank/flink/conf/flink-conf.yaml': CLUSTER,
		}),
	).toEqual({ 'shop/flink/conf': ['shop/monitoring/rules.yml'], 'bank/flink/conf': [] });
});

test('alarms beside all of them watch all of them', async () => {
	expect(await watching({ 'a/conf/flink-conf.yaml': CLUSTER, 'b/conf/flink-conf.yaml': CLUSTER, 'monitoring/rules.yml': RULES })).toEqual({
		'a/conf': ['monitoring/rules.yml'],
		'b/conf': ['monitoring/rules.yml'],
	});
});

test('its own alarms come first, and all others count', async () => {
	expect(await watching({ 'a/conf/flink-conf.yaml': CLUSTER, 'all/rules.yml': RULES, 'a/rules.yml': RULES })).toEqual({
		'a/conf': ['a/rules.yml', 'all/rules.yml'],
	});
});

test("rules of other programs are none of Flink's files", async () => {
	const { documents } = await lintFiles({
		'conf/flink-conf.yaml': CLUSTER,
		'flink.yml': RULES,
		'lag.yml': 'groups:\n- rules:\n  - alert: Lag\n    expr: kafka_consumergroup_lag > 9\n',
		'nodes.yml': 'groups:\n- rules:\n  - alert: Disk\n    expr: instance:node_disk:ratio > 0.9\n',
	});
	expect([...documents.keys()].sort()).toEqual(['conf/flink-conf.yaml', 'flink.yml', 'lag.yml']);
});

test('series that another file computes make an alert one of Flink', async () => {
	const { documents } = await lintFiles({
		'alerts.yml': 'groups:\n- rules:\n  - alert: A\n    expr: shop:restarts > 0\n',
		'series.yml': 'groups:\n- rules:\n  - record: shop:restarts\n    expr: sum(flink_jobmanager_job_numRestarts)\n',
	});
	expect([...documents.keys()].sort()).toEqual(['alerts.yml', 'series.yml']);
});

test('alarms beside configuration in one file are parts of it', async () => {
	const { documents } = await lintFiles({
		'all.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink-config}\ndata:\n  flink-conf.yaml: |\n${CLUSTER.replace(/^(?=.)/gm, '    ')}  rules.yml: |\n${RULES.replace(/^(?=.)/gm, '    ')}`,
	});
	const file = documents.get('all.yaml');
	expect(file?.parts?.map(({ format }) => format)).toEqual(['flink-conf', 'prometheus-rules']);
	expect(file?.settings.map(({ key }) => key)).toEqual([
		'jobmanager.rpc.address',
		'taskmanager.numberOfTaskSlots',
		'execution.checkpointing.interval',
	]);
});
