import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/workspace/documents/recognise.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

/** A Job whose container is given these fields. */
const job = (fields: string): string =>
	`apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: submit-orders\nspec:\n  template:\n    spec:\n      containers:\n        - name: submit\n          image: flink:1.20\n${fields}`;

async function stated(text: string): Promise<readonly string[]> {
	const { documents } = await lintFiles({ 'k8s/submit.yaml': text });
	return [...documents.values()].flatMap(({ settings }) =>
		settings.map(({ key, value }) => `${key}=${value.kind === 'unknown' ? '?' : value.text}`),
	);
}

describe('what a container submits', () => {
	it.each([
		[
			'the words of a command',
			'          command: ["/opt/flink/bin/flink", "run", "-p", "4", "-Dstate.backend.type=rocksdb", "/jobs/orders.jar"]\n',
		],
		[
			'words over command and arguments',
			'          command:\n            - flink\n          args:\n            - run\n            - -p\n            - "4"\n            - -D\n            - state.backend.type=rocksdb\n            - /jobs/orders.jar\n',
		],
		[
			'a script for a shell',
			'          command: ["/bin/sh", "-c", "flink run -p 4 -Dstate.backend.type=rocksdb /jobs/orders.jar --input -Dx.y=1"]\n',
		],
		[
			'a script over lines',
			'          command: [sh, -c]\n          args:\n            - |\n              set -e\n              # flink run -p 9 old.jar\n              until curl -s jobmanager:8081; do sleep 1; done\n              flink run -p 4 \\\n                -Dstate.backend.type=rocksdb \\\n                /jobs/orders.jar\n',
		],
	])('is read: %s', async (_name, fields) => {
		expect(recognise('k8s/submit.yaml', job(fields))).toBe('kubernetes');
		expect(await stated(job(fields))).toEqual(['parallelism.default=4', 'state.backend.type=rocksdb']);
	});
	it('is read of a CronJob and of an init container', async () => {
		const pod = (field: string): string =>
			`          ${field}:\n            - name: submit\n              args: [flink, run, -p, "2", /jobs/a.jar]\n`;
		const cron = `apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n${pod('initContainers')}`;
		expect(await stated(cron)).toEqual(['parallelism.default=2']);
	});
	it('is unknown where the shell or a chart fills it in', async () => {
		expect(
			await stated(job(`          args: ["flink run -p \${SLOTS} -Dstate.backend.type={{ .Values.backend }} /jobs/a.jar"]\n`)),
		).toEqual(['parallelism.default=?', 'state.backend.type=?']);
	});
	it('is nothing where another program runs', async () => {
		expect(
			await stated(job('          args: [python, run, -p, "4"]\n          # a cluster of Flink is elsewhere: flink run -p 4\n')),
		).toEqual([]);
	});
	it('gets fixes in the words that it has', async () => {
		const text = job(
			'          command: [sh, -c]\n          args:\n            - |\n              flink run -Dexecution.checkpointing.interval=30s -Dexecution.checkpointing.unaligned=true /jobs/a.jar\n',
		);
		const files = { 'a.yaml': text, 'flint.config.yaml': "flinkVersion: '1.20'\n" };
		const fixed = afterFix(files, await fixFiles(files, true, ['config-deprecated-key']));
		expect(fixed['a.yaml']).toBe(text.replace('unaligned=true', 'unaligned.enabled=true'));
	});
});
