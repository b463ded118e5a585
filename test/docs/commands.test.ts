import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/cli/options.ts';
import { flint } from '../cli/flint.ts';
import { folderWith } from '../workspace/project.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
	name.endsWith('.md'),
);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The commands of a page: lines of code blocks, and pieces of code in the text. */
function commandsOf(page: string): readonly string[] {
	const text = readFileSync(join(root, page), 'utf8');
	const blocks = [...text.matchAll(/^```(?:console|sh|bash)?\n([\s\S]*?)^```$/gm)].flatMap(([, body = '']) => body.split('\n'));
	const pieces = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
	return [...blocks, ...pieces]
		.map((line) =>
			line
				.replace(/^\$ /, '')
				.replace(/ #.*| \|.*/, '')
				.trim(),
		)
		.flatMap((line) => line.split(' && '))
		.filter((line) => /^(flint [a-z]+( |$)|npm |npx |(action|oracle|tools)\/\S+\.sh)/.test(line) && !/^flint (says|then)/.test(line));
}

const commands = pages.flatMap((page) => commandsOf(page).map((command) => ({ page, command })));

/** The words of a command as a shell hands them on. */
function words(command: string): readonly string[] {
	return [...command.replace('$GITHUB_STEP_SUMMARY', 'summary.md').matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) =>
		word.replaceAll('"', ''),
	);
}

test('the pages name commands', () => {
	expect(commands.map(({ command }) => command)).toEqual(
		expect.arrayContaining([
			'flint fix --write',
			'npm run bench start peers',
			'action/fix.sh',
			'npx --yes flink-flint@0.1.0 lint --format text --format sarif=flint.sarif',
		]),
	);
});

describe('every command of flint that a page names is right usage', () => {
	const calls = commands.flatMap(({ command }) => {
		const [program = '', ...argv] = words(command.replace(/^npx --yes (?=flink-flint@)/, ''));
		return program === 'flint' || program === `flink-flint@${VERSION}` ? [argv.join('\t')] : [];
	});

	test.each([...new Set(calls)])('%s', async (call) => {
		const argv = call.split('\t');
		const copy = folderWith({});
		cpSync(join(root, 'fixtures', 'demo'), copy, { recursive: true });
		const bare = argv.length === 1 && argv[0] === 'explain' ? ['explain', 'min-pause-not-set'] : argv;
		expect(await flint(copy, bare)).toMatchObject({
			code: expect.toSatisfy((code) => code === 0 || code === 1),
			err: expect.not.stringContaining('error:'),
		});
	});
});

test('every script that a page names is there', () => {
	for (const { page, command } of commands) {
		const [program = '', ...rest] = words(command);
		const script = program === 'npm' ? (rest[0] === 'run' ? rest[1] : rest[0] === 'test' ? 'test' : undefined) : undefined;
		if (script !== undefined) expect([page, command, Object.hasOwn(scripts, script)]).toEqual([page, command, true]);
		if (program.endsWith('.sh')) expect([page, program, existsSync(join(root, program))]).toEqual([page, program, true]);
	}
});
