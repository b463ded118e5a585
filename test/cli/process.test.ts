import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';

const packageRoot = join(import.meta.dirname, '../..');
const built = join(packageRoot, 'node_modules/.cache/flint-test');
const binary = join(built, 'flint.js');

const CONF = 'state.backend: rocksdb\nexecution.checkpointing.interval: 30 s\n';

beforeAll(() => {
	const tsdown = join(packageRoot, 'node_modules/tsdown/dist/run.mjs');
	execFileSync(process.execPath, [tsdown, '--out-dir', built, '--log-level', 'error'], { cwd: packageRoot, stdio: 'pipe' });
}, 120_000);

test('the bundled program lints and answers with its exit code', () => {
	const root = folderWith({ 'flink-conf.yaml': CONF });
	const { status, stdout, stderr } = spawnSync(binary, ['lint'], { cwd: root, encoding: 'utf8' });
	expect(stdout).toContain('  --> flink-conf.yaml:1:1\n');
	expect([status, stderr]).toEqual([1, '']);
});

test('bytecode of another Node or of another build is passed over', () => {
	const root = folderWith({ 'flink-conf.yaml': CONF });
	const without = spawnSync(binary, ['lint'], { cwd: root, encoding: 'utf8' });
	const stored = join(built, 'program.js.bytecode');
	writeFileSync(stored, 'nothing that V8 would know');
	const { status, stdout, stderr } = spawnSync(binary, ['lint'], { cwd: root, encoding: 'utf8' });
	rmSync(stored);
	expect([status, stderr, stdout]).toEqual([1, '', without.stdout]);
});

test('a flink-conf.yaml is linted without the libraries that other files need', () => {
	const lean = join(packageRoot, 'node_modules/.cache/flint-lean');
	cpSync(built, lean, { recursive: true });
	const heavy = ['YAMLParseError', 'ZodError', 'InvalidCommentToken', 'tree-sitter.wasm', 'node:v8'];
	const files = readdirSync(lean).filter((file) => heavy.some((name) => readFileSync(join(lean, file), 'utf8').includes(name)));
	expect(files.length).toBeGreaterThan(3);
	for (const file of files) writeFileSync(join(lean, file), 'throw new Error("it was loaded");');
	const root = folderWith({ 'flink-conf.yaml': CONF });
	const { status, stderr } = spawnSync(join(lean, 'flint.js'), ['lint'], { cwd: root, encoding: 'utf8' });
	rmSync(lean, { recursive: true });
	expect([status, stderr]).toEqual([1, '']);
});

test('it needs no other package: npm loses those of a package that it installs globally from git', () => {
	const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
	expect({ dependencies, peerDependencies, optionalDependencies }).toEqual({});
	const modules = readdirSync(built).filter((file) => file.endsWith('.js'));
	const required = modules.flatMap((file) =>
		[...readFileSync(join(built, file), 'utf8').matchAll(/\brequire\([`'"]([^`'"]+)[`'"]\)/g)].map(([, name = '']) => name),
	);
	expect(required.length).toBeGreaterThan(modules.length);
	expect(required.filter((name) => !name.startsWith('./') && !isBuiltin(name))).toEqual([]);
});

test('the licences of what is bundled go with it', () => {
	const text = readFileSync(join(built, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
	const named = [...text.matchAll(/^(\S+) \d\S*, licence \S+$/gm)].map(([, name]) => name);
	expect(named).toEqual(expect.arrayContaining(['commander', 'java-parser', 'tree-sitter-java', 'yaml', 'zod']));
	expect(text).toContain('Copyright (c) 2011 TJ Holowaychuk');
});

test('it reads Java with the grammar it ships', () => {
	const java = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
class Job {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env.enableCheckpointing(5);
		env.execute();
	}
}
`;
	const root = folderWith({ 'Job.java': java });
	const { status, stdout, stderr } = spawnSync(binary, ['lint'], { cwd: root, encoding: 'utf8' });
	expect(stdout).toContain('error[checkpoint-interval-below-minimum]');
	expect([status, stderr]).toEqual([1, '']);
	const fixed = spawnSync(binary, ['fix', '--unsafe'], { cwd: root, encoding: 'utf8' });
	expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringMatching(/^\+.*setTolerableCheckpointFailureNumber\(3\);$/m)]);
});

test('it reads standard input', () => {
	const root = folderWith({});
	const { stdout } = spawnSync(binary, ['fix', '-', '--stdin-filename', 'flink-conf.yaml'], { cwd: root, input: CONF, encoding: 'utf8' });
	expect(stdout).toContain('state.backend.incremental: true\n');
});

test('a reader that leaves early is no failure', async () => {
	const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`c${index}/flink-conf.yaml`, CONF]));
	const child: ChildProcess = spawn(binary, ['lint'], { cwd: folderWith(many), stdio: ['ignore', 'pipe', 'pipe'] });
	let errors = '';
	child.stderr?.on('data', (text) => {
		errors += String(text);
	});
	child.stdout?.once('data', () => child.stdout?.destroy());
	await once(child, 'close');
	expect(errors).toBe('');
});
