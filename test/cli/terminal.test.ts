import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { uninterrupted } from '../../src/cli/interrupt.ts';
import type { Output } from '../../src/cli/io.ts';
import { Progress } from '../../src/cli/progress.ts';
import { widthOf } from '../../src/reporters/layout/width.ts';
import { folderWith } from '../workspace/project.ts';
import { build } from './built.ts';
import { flint } from './flint.ts';
import { ONE_FINDING } from './one-finding.ts';

const ESC = '\u001b';
const project = (): string => folderWith({ '.git/HEAD': '', 'a b/flink-conf.yaml': ONE_FINDING });

/** A text as a terminal shows it. */
const drawn = (text: string): string => text.replaceAll(new RegExp(`${ESC}(?:\\[[0-9;]*[mK]|\\]8;;[^${ESC}]*${ESC}\\\\)`, 'g'), '');

describe('width', () => {
	test.each([80, 100, 160])('%i columns are used and kept', async (terminal) => {
		const { out } = await flint(project(), ['lint'], { terminal });
		const rows = drawn(out).split('\n');
		const widest = Math.max(...rows.map(widthOf));
		expect(widest).toBeLessThanOrEqual(terminal);
		expect(widest).toBeGreaterThan(Math.min(terminal, 100) / 2);
	});

	test('a pipe gets 80 columns, but heads in one piece, which programs look for', async () => {
		const { out } = await flint(project(), ['lint']);
		const head =
			'warning[incremental-checkpoints-off]: RocksDB copies its whole state at every checkpoint: `state.backend.incremental` is not set, ';
		expect(out).toContain(head);
		const shown = drawn((await flint(project(), ['lint'], { terminal: 80 })).out);
		expect(shown).toContain('warning[incremental-checkpoints-off]: RocksDB copies its whole state at every\n  checkpoint: `state');
		expect(shown.replaceAll(/\n {2}(?=\S)(?!-->)/g, ' ')).toBe(out);
	});
});

describe('colour and links', () => {
	const supporting = { TERM_PROGRAM: 'WezTerm', TERM: 'xterm-256color' };
	const has = async (argv: readonly string[], env: Record<string, string>, terminal?: number): Promise<readonly boolean[]> => {
		const { out } = await flint(project(), ['lint', ...argv], { env, ...(terminal !== undefined && { terminal }) });
		return [out.includes(`${ESC}[`), out.includes(`${ESC}]8;;`)];
	};

	test('a place is a link to its file', async () => {
		const root = project();
		const { out } = await flint(root, ['lint'], { env: supporting, terminal: 80 });
		expect(out).toContain(`${ESC}]8;;file://${root}/a%20b/flink-conf.yaml${ESC}\\a b/flink-conf.yaml:1:1${ESC}]8;;${ESC}\\`);
	});

	test.each([
		['a terminal that knows links', [], supporting, 80, [true, true]],
		['VTE from 0.50.2 on', [], { VTE_VERSION: '6003' }, 80, [true, true]],
		['an older VTE', [], { VTE_VERSION: '4205' }, 80, [true, false]],
		['kitty', [], { TERM: 'xterm-kitty' }, 80, [true, true]],
		['a terminal that says nothing', [], { TERM: 'xterm-256color' }, 80, [true, false]],
		['a terminal in tmux', [], { ...supporting, TMUX: '/run/1' }, 80, [true, false]],
		['a dumb terminal', [], { TERM: 'dumb' }, 80, [false, false]],
		['NO_COLOR', [], { ...supporting, NO_COLOR: '1' }, 80, [false, false]],
		['--color never', ['--color', 'never'], supporting, 80, [false, false]],
		['a pipe', [], supporting, undefined, [false, false]],
		['a pipe with --color always', ['--color', 'always'], supporting, undefined, [true, false]],
		['FORCE_HYPERLINK on a terminal', [], { FORCE_HYPERLINK: '1' }, 80, [true, true]],
		['FORCE_HYPERLINK=0', [], { ...supporting, FORCE_HYPERLINK: '0' }, 80, [true, false]],
	] as const)('%s', async (_, argv, env, terminal, expected) => {
		expect(await has(argv, { ...env }, terminal)).toEqual(expected);
	});
});

describe('--quiet', () => {
	test('prints findings and nothing else', async () => {
		const loud = await flint(project(), ['lint']);
		const { code, out, err } = await flint(project(), ['lint', '--quiet']);
		expect([code, err]).toEqual([1, '']);
		expect(loud.out).toBe(`${out}1 warning in 1 file of 1 application\n1 can be fixed with \`flint fix --write\`\n`);
		expect((await flint(project(), ['lint', '-q', '--format', 'agent'])).out).not.toContain('#');
	});

	test('prints nothing at all where there is nothing', async () => {
		const root = folderWith({ 'flink-conf.yaml': '# nothing\n' });
		expect(await flint(root, ['lint', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
		expect(await flint(root, ['fix', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
	});

	test('keeps the diff of fix, and errors', async () => {
		const { out, err } = await flint(project(), ['fix', '--quiet']);
		expect(out).toContain('+state.backend.incremental: true');
		expect(err).toBe('');
		expect((await flint(project(), ['lint', '--quiet', 'gone'])).err).toContain('error: there is no file or folder `gone`');
		expect((await flint(project(), ['fix', '--quiet', '--verbose'])).err).toContain(
			'error: `--quiet` and `--verbose` contradict each other',
		);
	});
});

describe('--verbose and --stats', () => {
	const times = /time per phase\n {2}find {4,}\d+\.\d ms\n {2}read {4,}\d+\.\d ms\n(?: {2}\w+ +\d+\.\d ms\n)+ {2}total +\d+\.\d ms\n$/;

	test('say on standard error what was read, as what, and how it was grouped', async () => {
		const root = folderWith({ '.git/HEAD': '', 'a/flink-conf.yaml': ONE_FINDING, 'a/other.yaml': 'a: 1\n' });
		const { out, err } = await flint(root, ['lint', '--verbose', '--flink-version', '1.20']);
		expect(out).toBe((await flint(root, ['lint', '--flink-version', '1.20'])).out);
		expect(err).toMatch(times);
		expect(err.slice(0, err.indexOf('time per phase'))).toBe(
			'project .: no configuration file\n' +
				'read 1 file that speaks of Flink, 1 more that could have\n' +
				'  a/flink-conf.yaml  flink-conf  10 settings\n' +
				'application a (standalone, Flink 1.20): a/flink-conf.yaml\n',
		);
		expect((await flint(root, ['fix', '-v'])).err).toContain('  a/flink-conf.yaml  flink-conf  10 settings\n');
	});

	test('count the findings of each rule, most first', async () => {
		const root = folderWith({
			'.git/HEAD': '',
			'a/flink-conf.yaml': ONE_FINDING,
			'b/flink-conf.yaml': `${ONE_FINDING}state.checkpoints.num-retaned: 2\n`,
		});
		const { out, err } = await flint(root, ['lint', '--stats', '--format', 'json']);
		expect(() => JSON.parse(out)).not.toThrow();
		expect(err).toMatch(times);
		expect(err).toContain('findings per rule\n  incremental-checkpoints-off  2\n  config-unknown-key           1\n');
		expect((await flint(root, ['fix', '--stats'])).err).toContain('  incremental-checkpoints-off  2\n');
		expect((await flint(folderWith({}), ['lint', '--stats'])).err).toContain('findings per rule\n  none\n');
	});
});

describe('the progress line', () => {
	function watched(): { readonly output: Output; readonly written: () => string } {
		let written = '';
		return {
			output: {
				write: (text) => {
					written += text;
				},
				isTTY: true,
				columns: 40,
			},
			written: () => written,
		};
	}

	test('appears after a second, is drawn now and then, fits, and is erased', async () => {
		const { output, written } = watched();
		let now = 0;
		const progress = new Progress(output, () => now);
		for (const at of [1, 999, 1000, 1010, 1099, 1100]) {
			now = at;
			await progress.file(`a/very/long/folder/that/does/not/fit/${at}.java`, at, 2000);
		}
		expect(written().split(`\r${ESC}[2K`)).toEqual([
			'',
			'reading file 1001 of 2000: a/very/long…',
			'reading file 1101 of 2000: a/very/long…',
		]);
		progress.phase('group');
		progress.erase();
		expect(written().endsWith(`…\r${ESC}[2K`)).toBe(true);
		expect(process.listenerCount('SIGHUP')).toBe(0);
	});

	test('never appears in a short run, in a pipe, or with --quiet', async () => {
		const { err } = await flint(project(), ['lint'], { terminal: 80 });
		expect(err).toBe('');
	});
});

describe('Ctrl-C', () => {
	test('waits for what must not be torn apart, and is told then', async () => {
		const { value, interrupted } = await uninterrupted(() => {
			process.kill(process.pid, 'SIGINT');
			return 7;
		});
		expect([value, interrupted]).toEqual([7, true]);
		expect((await uninterrupted(() => 8)).interrupted).toBe(false);
	});

	let binary: string;
	beforeAll(() => {
		binary = build('terminal');
	}, 120_000);

	test('during fix --write leaves all files or none, and nothing else', { timeout: 60_000 }, async () => {
		const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`c${index}/flink-conf.yaml`, ONE_FINDING]));
		const outcomes: string[] = [];
		for (const delay of [60, 120, 180, 220, 260, 300, 340, 380, 450]) {
			const root = folderWith({ '.git/HEAD': '', ...many });
			const child = spawn(binary, ['fix', '--write'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
			let err = '';
			child.stderr.on('data', (text) => {
				err += String(text);
			});
			const closed = once(child, 'close');
			await pause(delay);
			child.kill('SIGINT');
			await closed;
			const fixed = Object.keys(many).filter((path) => readFileSync(join(root, path), 'utf8') !== ONE_FINDING).length;
			expect([0, 150]).toContain(fixed);
			for (const folder of Object.keys(many)) expect(readdirSync(join(root, folder, '..'))).toEqual(['flink-conf.yaml']);
			if (child.exitCode !== 0) expect(err).toBe('');
			outcomes.push(`${child.signalCode ?? child.exitCode} ${fixed}`);
		}
		for (const outcome of outcomes) expect(['SIGINT 0', 'SIGINT 150', '130 150', '0 150']).toContain(outcome);
	});

	test('during lint ends it at once, with nothing said', async () => {
		const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`c${index}/flink-conf.yaml`, ONE_FINDING]));
		const child = spawn(binary, ['lint'], { cwd: folderWith({ '.git/HEAD': '', ...many }), stdio: ['ignore', 'ignore', 'pipe'] });
		let err = '';
		child.stderr.on('data', (text) => {
			err += String(text);
		});
		const closed = once(child, 'close');
		await pause(150);
		child.kill('SIGINT');
		await closed;
		expect([child.signalCode, err]).toEqual(['SIGINT', '']);
	});

	test('a reader that leaves early costs no file', async () => {
		const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`c${index}/flink-conf.yaml`, ONE_FINDING]));
		const root = folderWith({ '.git/HEAD': '', ...many });
		const child = spawn(binary, ['lint', '--format', 'text', '--format', 'json=out.json'], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.once('data', () => child.stdout.destroy());
		const [code] = await once(child, 'close');
		expect(code).toBe(1);
		expect(JSON.parse(readFileSync(join(root, 'out.json'), 'utf8'))).toMatchObject({ summary: { warning: 400 } });
	});
});
