import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportShape } from '../../src/reporters/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

// Fixes that make a file and take another away.

const CONF = `# since 1.15
jobmanager.rpc.address: flink-master   # the service
web.submit.enable: no
`;
const CONVERTED = CONF.replace('no', "'no'");
const RULE = ['--rule', 'legacy-flink-conf-file'];
const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const project = (more: Readonly<Record<string, string>> = {}): string =>
	folderWith({ 'flint.config.yaml': "flinkVersion: '2.1'\n", 'conf/flink-conf.yaml': CONF, ...more });

test('the diff has a new file and a deleted one, and git applies it', async () => {
	const root = project();
	const { out, err } = await flint(root, ['fix', '--unsafe', ...RULE]);
	expect(out).toContain(`--- /dev/null\n+++ b/conf/config.yaml\n@@ -0,0 +1,3 @@\n+# since 1.15\n`);
	expect(out).toContain('--- a/conf/flink-conf.yaml\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-# since 1.15\n');
	expect(err).toContain('would fix 1 finding in 2 files');
	expect(readdirSync(join(root, 'conf'))).toEqual(['flink-conf.yaml']);
	execFileSync('git', ['apply'], { cwd: root, input: out });
	expect(readdirSync(join(root, 'conf'))).toEqual(['config.yaml']);
	expect(text(root, 'conf/config.yaml')).toBe(CONVERTED);
});

test('--write makes the one and deletes the other, and a second run finds nothing to do', async () => {
	const root = project();
	const { code, out } = await flint(root, ['fix', '--unsafe', '--write', '--backup', 'kept', ...RULE, 'conf']);
	expect([code, out]).toEqual([0, 'fixed conf/flink-conf.yaml: convert it to `config.yaml` (legacy-flink-conf-file)\n']);
	expect(readdirSync(join(root, 'conf'))).toEqual(['config.yaml']);
	expect([text(root, 'conf/config.yaml'), text(root, 'kept/conf/flink-conf.yaml')]).toEqual([CONVERTED, CONF]);
	expect((await flint(root, ['fix', '--unsafe', '--write', ...RULE, 'conf'])).err).toContain('nothing to fix\n');
	const { applications } = reportShape.parse(JSON.parse((await flint(root, ['lint', 'conf', '--format', 'json'])).out));
	expect(applications.map(({ flinkVersion, files }) => [flinkVersion, files])).toEqual([['2.1', ['conf/config.yaml']]]);
});

test('other fixes of the file come first, and what they write is converted', async () => {
	const root = project({
		'conf/flink-conf.yaml': `${CONF}state.backend: hashmap\nstate.backend.async=true\nhigh-availability.storageDir: s3://acme/ha\n`,
	});
	await flint(root, ['fix', '--unsafe', '--write']);
	expect(readdirSync(join(root, 'conf'))).toEqual(['config.yaml']);
	expect(text(root, 'conf/config.yaml')).toContain('\nstate.backend.type: hashmap\n');
});

test('safe fixes do neither', async () => {
	const root = project();
	await flint(root, ['fix', '--write']);
	expect(readdirSync(join(root, 'conf'))).toEqual(['flink-conf.yaml']);
});

test('the new file must not have been passed, the old one must', async () => {
	const root = project({ 'other/flink-conf.yaml': CONF });
	await flint(root, ['fix', '--unsafe', '--write', ...RULE, 'conf/flink-conf.yaml']);
	expect([readdirSync(join(root, 'conf')), readdirSync(join(root, 'other'))]).toEqual([['config.yaml'], ['flink-conf.yaml']]);
});

test('a file of the new name that flint does not read is in the way', async () => {
	const root = project({ 'conf/config.yaml': 'logging: info\n', '.gitignore': 'config.yaml\n' });
	const { out } = await flint(root, ['fix', '--unsafe', '--write', ...RULE]);
	expect(out).toBe('');
	expect([text(root, 'conf/flink-conf.yaml'), text(root, 'conf/config.yaml')]).toEqual([CONF, 'logging: info\n']);
});

test('standard input stays what it is', async () => {
	const root = folderWith({ 'flint.config.yaml': "flinkVersion: '2.1'\n" });
	const { out } = await flint(root, ['fix', '-', '--unsafe', '--stdin-filename', 'conf/flink-conf.yaml', ...RULE], { stdin: CONF });
	expect(out).toBe(CONF);
});

test('JSON tells which edit makes a file and which one deletes it; secrets are masked in both', async () => {
	const root = project({ 'conf/flink-conf.yaml': `${CONF}s3.secret-key: *abc\n` });
	const { out } = await flint(root, ['lint', '--format', 'json', ...RULE]);
	const [finding] = reportShape.parse(JSON.parse(out)).findings;
	expect(finding?.fix?.edits).toEqual([
		{ file: 'conf/config.yaml', start: 0, end: 0, text: `${CONVERTED}s3.secret-key: ****\n`, operation: 'create' },
		{ file: 'conf/flink-conf.yaml', start: 0, end: CONF.length + 's3.secret-key: *abc\n'.length, text: '', operation: 'delete' },
	]);
	for (const argv of [
		['fix', '--unsafe'],
		['lint', '--format', 'sarif'],
		['lint', '--format', 'agent'],
		['fix', '--unsafe', '--format', 'pull-request'],
	])
		expect((await flint(root, [...argv, ...RULE])).out).not.toContain('abc');
});

test('SARIF and the pull request name both files', async () => {
	const root = project();
	const { out } = await flint(root, ['lint', '--format', 'sarif', ...RULE]);
	const changes = JSON.parse(out).runs[0].results[0].fixes[0].artifactChanges;
	expect(changes).toMatchObject([
		{
			artifactLocation: { uri: 'conf/config.yaml' },
			replacements: [{ deletedRegion: { charOffset: 0, charLength: 0 }, insertedContent: { text: CONVERTED } }],
		},
		{ artifactLocation: { uri: 'conf/flink-conf.yaml' }, replacements: [{ deletedRegion: { charOffset: 0, charLength: CONF.length } }] },
	]);
	const body = (await flint(root, ['fix', '--unsafe', '--format', 'pull-request', ...RULE])).out;
	expect(body).toContain(
		'- **Convert it to `config.yaml`** in `conf/config.yaml`, `conf/flink-conf.yaml` (unsafe, `legacy-flink-conf-file`)',
	);
});

test('an ignored file that says nothing of its own is deleted, one that does is not', async () => {
	const own = 'taskmanager.numberOfTaskSlots: 2\n';
	const root = project({ 'conf/flink-conf.yaml': own, 'conf/config.yaml': `${CONVERTED}${own}` });
	await flint(root, ['fix', '--unsafe', '--write', '--rule', 'config-both-files']);
	expect(readdirSync(join(root, 'conf'))).toEqual(['config.yaml']);
	writeFileSync(join(root, 'conf/flink-conf.yaml'), own.replace('2', '4'));
	await flint(root, ['fix', '--unsafe', '--write', '--rule', 'config-both-files']);
	expect(readdirSync(join(root, 'conf'))).toEqual(['config.yaml', 'flink-conf.yaml']);
});
