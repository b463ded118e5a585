import { accessSync, constants, existsSync, lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRepository, run, temporaryFolder } from './shell.ts';

test('`npm install -g` of a git repository leaves the program itself, also where npm links its temporary clone first', () => {
	const prefix = temporaryFolder();
	const source = `git+file://${packageRepository()}`;
	const { code, out } = run(prefix, 'npm', ['install', '--global', '--prefix', prefix, source], { npm_config_prefix: prefix });
	expect([code, out]).toEqual([0, out]);
	expect(lstatSync(join(prefix, 'lib/node_modules/flink-flint')).isDirectory()).toBe(true);
	expect(existsSync(join(prefix, 'lib/node_modules/flink-flint/node_modules'))).toBe(false);
	accessSync(join(prefix, 'lib/node_modules/flink-flint/action/fix.sh'), constants.X_OK);
	writeFileSync(join(prefix, 'flink-conf.yaml'), 'state.backend: rocksdb\nexecution.checkpointing.interval: 30 s\n');
	expect(run(prefix, join(prefix, 'bin/flint'), ['lint', 'flink-conf.yaml'])).toEqual({
		code: 1,
		out: expect.stringContaining('warning[incremental-checkpoints-off]'),
	});
});
