import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const CONF = `state.backend: rocksdb
state.checkpoints.dir: s3://acme/checkpoints
execution.checkpointing.interval: 30 s
execution.checkpointing.min-pause: 15 s
execution.checkpointing.tolerable-failed-checkpoints: 3
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
high-availability: kubernetes
high-availability.storageDir: s3://acme/ha
state.savepoints.dir: s3://acme/savepoints
`;

test('--format pull-request prints title and description, and writes only with --write', async () => {
	const root = folderWith({ 'conf/flink-conf.yaml': CONF });
	const text = (): string => readFileSync(join(root, 'conf/flink-conf.yaml'), 'utf8');
	const { code, out } = await flint(root, ['fix', '--format', 'pull-request']);
	expect(code).toBe(0);
	expect(out.split('\n').slice(0, 3)).toEqual([
		'Flink configuration of conf: set `state.backend.incremental` to `true`',
		'',
		'`flint fix` changed 1 file of 1 application. Every change is **safe**: results stay the same, a running job restores, and Flink of the known version accepts it.',
	]);
	expect(text()).toBe(CONF);
	expect((await flint(root, ['fix', '--format', 'pull-request', '--write'])).out).toBe(out);
	expect(text()).toContain('state.backend.incremental: true\n');
	expect(await flint(root, ['fix', '--format', 'pull-request', '--write'])).toMatchObject({ code: 0, out: '' });
});

test('its paths begin at the root of the repository', async () => {
	const root = folderWith({ '.git/HEAD': '', 'orders/conf/flink-conf.yaml': CONF });
	const { out } = await flint(root, ['fix', '--format', 'pull-request'], { folder: 'orders' });
	expect(out).toContain('** in `orders/conf/flink-conf.yaml` (safe, `incremental-checkpoints-off`)\n');
});

test('it cannot be combined with --output', async () => {
	const { code, err } = await flint(folderWith({ 'flink-conf.yaml': CONF }), [
		'fix',
		'--format',
		'pull-request',
		'--output',
		'update-application',
	]);
	expect(code).toBe(2);
	expect(err).toContain('error: `--output` has a format of its own');
});
