import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflow } from '../../src/cli/init/workflow.ts';
import { VERSION } from '../../src/cli/options.ts';
import { REPOSITORY, releaseTag } from '../../src/repository.ts';
import { actionlint } from '../../tools/ci-setup.ts';
import { git, packageRoot, type Ran, run, temporaryFolder, textOf } from './shell.ts';

const ACTION = `${REPOSITORY.replace('https://github.com/', '')}@${releaseTag(VERSION)}`;

let linter: string;

beforeAll(() => {
	linter = actionlint();
});

/** Lints a workflow beside the action itself, so that its inputs and outputs are checked too. */
function checked(text: string): Ran {
	const folder = temporaryFolder();
	git(folder, 'init', '--quiet');
	cpSync(join(packageRoot, 'action.yml'), join(folder, 'flint', 'action.yml'), { recursive: true });
	mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
	writeFileSync(join(folder, '.github', 'workflows', 'flint.yml'), text.replaceAll(`uses: ${ACTION}`, 'uses: ./flint'));
	return run(folder, linter, ['-no-color']);
}

describe('actionlint finds no fault with', () => {
	test.each(['github-lint.yml', 'github-fix.yml'])('examples/%s', (file) => {
		expect(checked(textOf(packageRoot, 'examples', file))).toEqual({ code: 0, out: '' });
	});

	test('and would: it knows the inputs and outputs of the action', () => {
		const text = textOf(packageRoot, 'examples', 'github-fix.yml');
		expect(checked(text.replace('mode: fix', 'mood: fix')).out).toContain('input "mood" is not defined in action "flint"');
		expect(checked(text.replace('outputs.body-file', 'outputs.body')).out).toContain('property "body" is not defined');
	});
});

describe('the examples', () => {
	test('pin this release of the action, the hooks and the package', () => {
		for (const file of ['github-lint.yml', 'github-fix.yml']) expect(textOf(packageRoot, 'examples', file)).toContain(`uses: ${ACTION}\n`);
		expect(textOf(packageRoot, 'examples', 'pre-commit-config.yaml')).toContain(`repo: ${REPOSITORY}\n    rev: ${releaseTag(VERSION)}\n`);
		expect(textOf(packageRoot, 'examples', 'gitlab-ci.yml')).toContain(`FLINT_VERSION: ${VERSION}\n`);
	});

	test('and so does the page that explains them', () => {
		const page = textOf(packageRoot, 'docs', 'ci.md');
		const pins = [...page.matchAll(/(?:uses: flink-flint\/flint@|rev: |flink-flint@)(\S+)/g)].map(([, pin]) => pin?.replace(/^v/, ''));
		expect([...new Set(pins)]).toEqual([VERSION]);
		expect(page).toContain(`repo: ${REPOSITORY}\n`);
	});

	test('lint as `flint init --github` does', () => {
		const body = (text: string): string => text.slice(text.indexOf('\n'));
		expect(body(textOf(packageRoot, 'examples', 'github-lint.yml'))).toBe(body(workflow('main')));
	});
});

/** Anything a YAML file holds. */
interface Node {
	readonly [key: string]: Node & readonly Node[] & string;
}

const read = (...path: readonly string[]): Node => parse(textOf(packageRoot, ...path)) as Node;

/** A folder of programs that answer as given, by the words of their call, and write down how they were called. */
function pretending(program: string, script: string): { readonly PATH: string; readonly calls: () => string } {
	const folder = temporaryFolder();
	const log = join(folder, 'calls');
	writeFileSync(log, '');
	writeFileSync(join(folder, program), `#!/bin/sh\nprintf '%s|' "$@" >> '${log}'; echo >> '${log}'\n${script}\n`, { mode: 0o755 });
	return { PATH: `${folder}:${process.env.PATH ?? ''}`, calls: () => textOf(log) };
}

describe('the pull request', () => {
	const step = read('examples', 'github-fix.yml').jobs?.fix?.steps?.find((one) => one.name?.startsWith('Open or update') === true);
	const env = { BRANCH: 'flint/fixes', TITLE: 'two words', BODY: '/tmp/body.md' };

	test.each([
		['is opened', '', 'pr|create|--head|flint/fixes|--title|two words|--body-file|/tmp/body.md|\n'],
		['is updated where there is one', '7', 'pr|edit|7|--title|two words|--body-file|/tmp/body.md|\n'],
	])('%s', (_, open, call) => {
		const { PATH, calls } = pretending('gh', `[ "$2" = list ] && echo '${open}'; exit 0`);
		expect(run(temporaryFolder(), 'bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 9'], { ...env, PATH })).toEqual({
			code: 0,
			out: '',
		});
		expect(calls()).toBe(`pr|list|--head|flint/fixes|--state|open|--json|number|--jq|.[0].number|\n${call}`);
	});
});

describe('the GitLab example', () => {
	const pipeline = read('examples', 'gitlab-ci.yml');

	test('calls scripts that the package ships', () => {
		const shipped = parse(textOf(packageRoot, 'package.json')) as { readonly files: readonly string[] };
		const called = textOf(packageRoot, 'examples', 'gitlab-ci.yml').match(/flink-flint\/\S+\.sh/g) ?? [];
		expect(called).toEqual(['flink-flint/action/fix.sh', 'flink-flint/action/branch.sh']);
		expect(shipped.files).toContain('action');
	});

	test.each([
		['opens a merge request', '201', ['POST flint/fixes main']],
		['updates the one that is open', '409', ['POST flint/fixes main', 'GET', 'PUT 5']],
	])('%s', (_, status, requests) => {
		const results = temporaryFolder();
		writeFileSync(join(results, 'pull-request.md'), 'Two fixes\n\nBody\n');
		writeFileSync(join(results, 'body.md'), 'Body\n');
		const api = `case "$*" in *write-out*) printf '${status}' ;; *state=opened*) printf '[{"iid":5}]' ;; esac`;
		const { PATH, calls } = pretending('curl', api);
		const script = String(pipeline['flint-fix']?.script?.at(-1)).replaceAll('/tmp/flint-results', results);
		const env = {
			PATH,
			GITLAB_TOKEN: 'secret',
			CI_API_V4_URL: 'https://git/api/v4',
			CI_PROJECT_ID: '9',
			CI_DEFAULT_BRANCH: 'main',
			FLINT_BRANCH: 'flint/fixes',
		};
		expect(run(results, 'bash', ['-e', '-o', 'pipefail', '-c', script], env)).toEqual({ code: 0, out: '' });
		const made = calls().trim().split('\n');
		expect(made.map(requestOf)).toEqual(requests);
		for (const call of made.filter((one) => !one.includes('state=opened'))) {
			expect(call).toContain(`|--data-urlencode|title=Two fixes|--data-urlencode|description@${results}/body.md|`);
		}
	});

	function requestOf(call: string): string {
		const update = /--request\|PUT\|.*\/merge_requests\/(\d+)\|/.exec(call);
		if (update !== null) return `PUT ${update[1]}`;
		const create = /source_branch=([^|]+)\|--data-urlencode\|target_branch=([^|]+)\|/.exec(call);
		return create === null ? 'GET' : `POST ${create[1]} ${create[2]}`;
	}
});

test('every input and output of the action is described, also in docs/ci.md, and each script it runs is there', () => {
	const action = read('action.yml');
	for (const kind of ['inputs', 'outputs']) {
		for (const [name, entry] of Object.entries(action[kind] ?? {}))
			expect([name, entry.description?.length]).toEqual([name, expect.any(Number)]);
	}
	const page = textOf(packageRoot, 'docs', 'ci.md');
	for (const name of [...Object.keys(action.inputs ?? {}), ...Object.keys(action.outputs ?? {})]) expect(page).toContain(`\`${name}\``);
	const steps = action.runs?.steps ?? [];
	const scripts = steps.flatMap((one) => /action\/\w+\.sh/.exec(one.run ?? '')?.[0] ?? []);
	expect(scripts).toEqual(['action/install.sh', 'action/lint.sh', 'action/fix.sh', 'action/branch.sh']);
	for (const script of scripts) expect(run(packageRoot, 'bash', ['-n', script])).toEqual({ code: 0, out: '' });
});
