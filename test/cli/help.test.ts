import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

/** What the tests of the command line say, this one aside, by file. */
const tests = new Map(
	readdirSync(import.meta.dirname)
		.filter((name) => name.endsWith('.test.ts') && name !== 'help.test.ts')
		.map((name) => [name, readFileSync(join(import.meta.dirname, name), 'utf8')]),
);

/** Whether a test runs a command with an option: in one statement, or anywhere in the file that is the command's own. */
function tested(command: string, option: string): boolean {
	const call = new RegExp(`'${command}'[^;]*'${option}['=]`);
	return [...tests].some(([name, text]) => call.test(text) || (name === `${command}.test.ts` && text.includes(`'${option}'`)));
}

async function helpOf(argv: readonly string[]): Promise<string> {
	const { code, out, err } = await flint(folderWith({}), [...argv, '--help']);
	expect([code, err]).toEqual([0, '']);
	return out;
}

/** The commands or options that a help text lists. */
function listed(help: string, entry: RegExp): readonly string[] {
	return [...help.matchAll(entry)].map((match) => match[1] ?? '');
}

test('help says what there is, what it exits with, and fits 80 columns', async () => {
	const help = await helpOf([]);
	expect(help).toMatch(/^Usage: flint /);
	expect(help).toContain('1  findings at or above --fail-on (lint)');
	expect((await flint(folderWith({}), [])).out).toBe(help);
	expect((await flint(folderWith({}), ['-h'])).out).toBe(help);
	for (const command of listed(help, /^ {2}([a-z]+)[ [<]/gm)) {
		const own = await helpOf([command]);
		expect(own).toContain(`Usage: flint ${command}`);
		for (const line of own.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
	}
});

test('every option of every command has a test', async () => {
	const commands = listed(await helpOf([]), /^ {2}([a-z]+)[ [<]/gm);
	expect(commands).toEqual(expect.arrayContaining(['lint', 'fix']));
	const untested: string[] = [];
	for (const command of commands) {
		const options = listed(await helpOf([command]), /^ {2}(?:-\w, )?(--[a-z-]+)/gm);
		expect(options).toContain('--help');
		for (const option of options) {
			if (option !== '--help' && !tested(command, option)) untested.push(`${command} ${option}`);
		}
	}
	expect(untested).toEqual([]);
});

test('--version prints the version', async () => {
	const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
	for (const option of ['--version', '-V'])
		expect(await flint(folderWith({}), [option])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});
