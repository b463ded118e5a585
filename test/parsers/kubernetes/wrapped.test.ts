import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/workspace/documents/recognise.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

const SPEC =
	'image: acme/orders:7-flink1.20\nflinkVersion: v1_20\nflinkConfiguration:\n  execution.checkpointing.interval: 30s\n  taskmanager.numberOfTaskSlots: "2"\njobManager:\n  resource: {memory: 2048m, cpu: 1}\ntaskManager:\n  resource: {memory: 4096m, cpu: 1}\njob:\n  jarURI: local:///opt/orders.jar\n  parallelism: 3\n  upgradeMode: stateless\n';

const indented = (text: string, columns: number): string => text.replace(/^(?=.)/gm, ' '.repeat(columns));

const DEPLOYMENT = `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n${indented(SPEC, 2)}`;
const item = (text: string, columns: number): string => `${' '.repeat(columns)}- ${indented(text, columns + 2).trimStart()}`;

const WRAPPED = [
	['a List', `apiVersion: v1\nkind: List\nitems:\n${item(DEPLOYMENT, 2)}`],
	['a list of its own kind', `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeploymentList\nitems:\n${item(DEPLOYMENT, 0)}`],
	[
		'a Template of OpenShift',
		`apiVersion: template.openshift.io/v1\nkind: Template\nmetadata:\n  name: orders-template\nparameters:\n  - name: NAMESPACE\nobjects:\n${item(DEPLOYMENT, 2)}`,
	],
	[
		'a FlinkBlueGreenDeployment',
		`apiVersion: flink.apache.org/v1beta1\nkind: FlinkBlueGreenDeployment\nmetadata:\n  name: orders\nspec:\n  configuration:\n    kubernetes.operator.bluegreen.abort.grace-period: 10 min\n  template:\n    spec:\n${indented(SPEC, 6)}`,
	],
] as const;

describe.each(WRAPPED)('a FlinkDeployment in %s', (_name, text) => {
	it('is read as one that stands alone', async () => {
		expect(recognise('deploy.yaml', text)).toBe('kubernetes');
		const { applications } = await lintFiles({ 'deploy.yaml': text });
		expect(applications.map(({ id, platform, version }) => [id, platform, version?.version])).toEqual([
			['orders', 'kubernetes-operator', '1.20'],
		]);
		expect(applications[0]?.config.number('parallelism.default')).toBe(3);
		expect(applications[0]?.config.duration('execution.checkpointing.interval')).toBe(30_000);
	});
	it('has the findings of one that stands alone', async () => {
		const rules = async (one: string): Promise<readonly string[]> =>
			(await lintFiles({ 'deploy.yaml': one })).findings.map(({ rule }) => rule).sort();
		expect(await rules(text)).toEqual(await rules(DEPLOYMENT));
	});
	it('gets the fixes of one that stands alone', async () => {
		const fixed = await fixFiles({ 'deploy.yaml': text }, true, ['min-pause-not-set']);
		const line = /^( *)execution\.checkpointing\.interval: 30s\n/m;
		expect(afterFix({ 'deploy.yaml': text }, fixed)['deploy.yaml']).toBe(
			text.replace(line, (found, indent: string) => `${found}${indent}execution.checkpointing.min-pause: 15s\n`),
		);
	});
});

describe('a Template of OpenShift', () => {
	it('leaves open what its parameters fill in', async () => {
		const template = WRAPPED[2][1]
			.replace('name: orders\n', `name: \${NAME}\n`)
			.replace('parallelism: 3', `parallelism: \${{PARALLELISM}}`);
		const { applications, findings } = await lintFiles({ 'deploy.yaml': template });
		expect(applications).toHaveLength(1);
		expect(applications[0]?.config.number('parallelism.default')).toBeUndefined();
		expect(findings.map(({ rule }) => rule)).not.toContain('k8s-deployment-name-invalid');
	});
	it('is none of ours without Flink in it', async () => {
		const text = 'apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n  - apiVersion: v1\n    kind: Service\n';
		expect(recognise('deploy.yaml', text)).toBeUndefined();
	});
});
