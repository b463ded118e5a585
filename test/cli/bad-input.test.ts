import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';
import { ONE_FINDING } from './one-finding.ts';

// Bad input gets one clear finding or message with the place, writes nothing, and everything else is still linted.

const JOB = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Job {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
`;

interface Bad {
	readonly name: string;
	readonly file: string;
	readonly content: string | Uint8Array;
	/** The heads of its findings, `severity[rule]: what`, each with its place. */
	readonly findings: readonly string[];
}

const APP = '{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {';
const NESTED_JSON = `${APP} "x": ${'['.repeat(100_000)}`;
const BOMB = [
	'a: &a [x,x,x,x,x,x,x,x,x,x]',
	...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[i]}`).join(',')}]`),
].join('\n');

const cases: readonly Bad[] = [
	{ name: 'an empty flink-conf.yaml', file: 'bad/flink-conf.yaml', content: '', findings: [] },
	{ name: 'an empty config.yaml', file: 'bad/config.yaml', content: '', findings: [] },
	{
		name: 'a binary file',
		file: 'bad/flink-conf.yaml',
		content: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0xff, 0xfe]),
		findings: ['error[parse-error]: this file does not parse: the file is not text: byte 4 is NUL bad/flink-conf.yaml:1:5'],
	},
	{
		name: 'a file that is not UTF-8',
		file: 'bad/flink-conf.yaml',
		content: Buffer.from('# caf\xe9\nstate.backend: rocksdb\n', 'latin1'),
		findings: ['error[parse-error]: this file does not parse: the file is not UTF-8 at byte 5 bad/flink-conf.yaml:1:6'],
	},
	{
		name: 'a YAML file that breaks off',
		file: 'bad/config.yaml',
		content: 'state:\n  backend:\n    type: "rocks',
		findings: ['error[parse-error]: this file does not parse: the quote that opens here is never closed bad/config.yaml:3:11'],
	},
	{
		name: 'YAML aliases that explode',
		file: 'bad/config.yaml',
		content: `execution.checkpointing.interval: 1 min\n${BOMB}\n`,
		findings: ['error[parse-error]'],
	},
	{
		name: 'YAML nested 50,000 deep',
		file: 'bad/config.yaml',
		content: `state.backend.type: ${'['.repeat(50_000)}`,
		findings: ['error[parse-error]'],
	},
	{
		name: 'JSON with a trailing comma',
		file: 'bad/app.json',
		content: `${APP}},\n}}\n`,
		findings: [
			'error[parse-error]: this file does not parse: a property name in double quotes is missing here, such as after a trailing comma bad/app.json:2:1',
		],
	},
	{ name: 'JSON nested 100,000 deep', file: 'bad/app.json', content: NESTED_JSON, findings: ['error[parse-error]'] },
	{ name: 'JSON that breaks off', file: 'bad/app.json', content: `${APP} "MonitoringConfiguration": {`, findings: ['error[parse-error]'] },
	{
		name: 'Java that does not parse',
		file: 'bad/Job.java',
		content: `${JOB}    env.enableCheckpointing(;\n  }\n}\n`,
		findings: ['error[parse-error]'],
	},
	{ name: 'Java that breaks off', file: 'bad/Job.java', content: JOB, findings: ['error[parse-error]'] },
];

test.each(cases)('$name', async ({ file, content, findings }) => {
	const root = folderWith({ '.git/HEAD': '', [file]: content, 'good/flink-conf.yaml': ONE_FINDING });
	const { out, code } = await flint(root, ['lint']);
	const heads = out.split('\n\n').filter((part) => part.includes(` ${file}:`));
	expect(heads.map((head) => shown(head)).filter((head) => head.startsWith('error'))).toEqual(
		findings.map((finding) => expect.stringContaining(finding)),
	);
	expect(out).toContain('--> good/flink-conf.yaml:1:1');
	expect(code).toBe(1);
	await flint(root, ['fix', '--write', '--unsafe']);
	expect(readFileSync(join(root, file))).toEqual(Buffer.from(content));
	expect(readFileSync(join(root, 'good/flink-conf.yaml'), 'utf8')).toContain('state.backend.incremental: true');
});

/** A finding's head with its place: `severity[rule]: what file:line:column`. */
function shown(finding: string): string {
	const [head, place] = finding.trim().split('\n');
	return `${head} ${place?.replace(/^\s*-->\s*/, '')}`;
}

test('20 MB of configuration', { timeout: 60_000 }, async () => {
	const filler = '# a comment line that says nothing about anything at all, padded to a hundred characters ........\n';
	const root = folderWith({ '.git/HEAD': '', 'conf/flink-conf.yaml': filler.repeat(210_000) + ONE_FINDING });
	const { out, code } = await flint(root, ['lint']);
	expect(out).toContain('--> conf/flink-conf.yaml:210001:1');
	expect(code).toBe(1);
});

test('links in a circle and links to nowhere are no files', async () => {
	const root = folderWith({ '.git/HEAD': '', 'good/flink-conf.yaml': ONE_FINDING });
	mkdirSync(join(root, 'loop'));
	symlinkSync(join(root, 'loop'), join(root, 'loop/again'));
	symlinkSync(join(root, 'loop/flink-conf.yaml'), join(root, 'loop/flink-conf.yaml'));
	symlinkSync(join(root, 'gone'), join(root, 'loop/config.yaml'));
	const { out, err } = await flint(root, ['lint']);
	expect(err).toBe('');
	expect(out).toContain('1 warning in 1 file of 1 application');
	rmSync(root, { recursive: true });
});
