import { describe, expect, test } from 'vitest';
import { showShape } from '../../src/reporters/show/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const POM = `<project>
  <artifactId>parcels</artifactId>
  <dependencies>
    <dependency>
      <groupId>org.apache.flink</groupId>
      <artifactId>flink-streaming-java</artifactId>
      <version>1.20.1</version>
    </dependency>
  </dependencies>
</project>
`;
const JOB = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Parcels {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env.enableCheckpointing(60_000);
		env.setMaxParallelism(256);
		env.execute("parcels");
	}
}
`;
const CONF = `# the cluster of the parcels team
execution.checkpointing.interval: 10 s
state.backend: rocksdb
taskmanager.numberOfTaskSlots: \${SLOTS:-2}
parallelism.default: many
parallelism.defualt: 2
s3.secret-key: hunter2hunter2
`;
const PARCELS = { 'conf/flink-conf.yaml': CONF, 'pom.xml': POM, 'src/main/java/Parcels.java': JOB };

const APP = `{
  "ApplicationName": "orders",
  "RuntimeEnvironment": "FLINK-1_20",
  "ApplicationConfiguration": {
    "FlinkApplicationConfiguration": {
      "CheckpointConfiguration": { "ConfigurationType": "DEFAULT" },
      "ParallelismConfiguration": { "ConfigurationType": "CUSTOM", "Parallelism": 8 }
    }
  }
}
`;

describe('applications', () => {
	test('in two columns at 80, with where each value comes from, what it shadows and why it is unknown or rejected', async () => {
		expect(await flint(folderWith(PARCELS), ['show'])).toEqual({
			code: 0,
			err: '',
			out: `Parcels · standalone cluster · Flink 1.20 (pom.xml:7)
  3 files: conf/flink-conf.yaml, src/main/java/Parcels.java, pom.xml
  execution.checkpointing.interval  1 min
      src/main/java/Parcels.java:6 enableCheckpointing, shadows
      conf/flink-conf.yaml:2
  parallelism.default               many
      conf/flink-conf.yaml:5
      Flink rejects it: it is no whole number
  parallelism.defualt               2
      conf/flink-conf.yaml:6
      flint knows no such option
  pipeline.max-parallelism          256
      src/main/java/Parcels.java:7 setMaxParallelism
  s3.secret-key                     ****
      conf/flink-conf.yaml:7
  state.backend.type                rocksdb
      conf/flink-conf.yaml:3 state.backend
  taskmanager.numberOfTaskSlots     unknown, else 2
      conf/flink-conf.yaml:4
      \`\${SLOTS:-2}\` is filled in before Flink reads it
`,
		});
	});

	test('in three columns where they fit', async () => {
		const { out } = await flint(folderWith(PARCELS), ['show', '--color', 'never'], { terminal: 140 });
		expect(out).toContain(
			'\n  execution.checkpointing.interval  1 min            src/main/java/Parcels.java:6 enableCheckpointing, shadows conf/flink-conf.yaml:2\n',
		);
		expect(out).toContain('\n  state.backend.type                rocksdb          conf/flink-conf.yaml:3 state.backend\n');
	});

	test('never in more columns than there are', async () => {
		for (const terminal of [60, 80, 100, 140]) {
			const { out } = await flint(folderWith(PARCELS), ['show', '--all', '--color', 'never'], { terminal });
			const lines = out.split('\n').filter((line) => line.trim().includes(' '));
			expect(lines.filter((line) => [...line].length > terminal)).toEqual([]);
		}
	});

	test('with what Managed Flink decides', async () => {
		const { out } = await flint(folderWith({ 'app.json': APP }), ['show']);
		expect(out).toContain('orders · Managed Flink · Flink 1.20 (app.json:3)\n  1 file: app.json\n');
		expect(out).toContain('  execution.checkpointing.interval                    1 min  service default\n');
		expect(out).toContain('  execution.checkpointing.timeout                     1 h   fixed by the service\n');
		expect(out).toContain('      app.json:7 Parallelism\n');
	});

	test('says which calls have no effect there', async () => {
		const job = JOB.replace(
			'env.setMaxParallelism(256);',
			'com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime.getApplicationProperties();',
		);
		const root = folderWith({
			'app.json': APP,
			'pom.xml': POM,
			'src/main/java/Parcels.java': `import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;\n${job}`,
		});
		const { out } = await flint(root, ['show']);
		expect(out).toContain(`      no effect: src/main/java/Parcels.java:7 enableCheckpointing (Managed
      Flink refuses to start with it)
`);
	});

	test("--all adds Flink's defaults for the version", async () => {
		const root = folderWith(PARCELS);
		const plain = await flint(root, ['show']);
		const all = await flint(root, ['show', '--all']);
		expect(plain.out).not.toContain('restart-strategy.type');
		expect(all.out).toMatch(/\n {2}execution\.checkpointing\.timeout +10 min +default\n/);
		expect(all.out).not.toContain('$internal.');
		const newer = await flint(root, ['show', '--all', '--flink-version', '1.18']);
		expect(all.out).toMatch(/\n {2}restart-strategy\.exponential-delay\.backoff-multiplier +1\.5/);
		expect(newer.out).toMatch(
			/\n {2}restart-strategy\.exponential-delay\.backoff-multiplier +2\.0|\n {2}restart-strategy\.exponential-delay\.backoff-multiplier +2\b/,
		);
	});

	test('none', async () => {
		expect(await flint(folderWith({ 'a.txt': '' }), ['show'])).toEqual({ code: 0, err: '', out: 'found no file that configures Flink\n' });
	});

	test('those that hold a path that was passed', async () => {
		const root = folderWith({ '.git/HEAD': '', 'a/flink-conf.yaml': CONF, 'b/flink-conf.yaml': CONF });
		const { out } = await flint(root, ['show', 'b']);
		expect(out).toContain('b · standalone cluster · Flink version unknown\n');
		expect(out).not.toContain('a · ');
		expect((await flint(root, ['show', 'c'])).code).toBe(2);
	});

	test('with the version, platform and configuration of the command line', async () => {
		const root = folderWith({ 'flink-conf.yaml': CONF, 'x.yaml': 'flinkVersion: 1.19\n' });
		const { out } = await flint(root, ['show', '--flink-version', '2.0', '--platform', 'unknown']);
		expect(out).toContain('. · platform unknown · Flink 2.0 (--flink-version)\n');
		expect((await flint(root, ['show', '--config', 'x.yaml'])).out).toContain('Flink 1.19 (x.yaml:1)');
	});

	test('standard input', async () => {
		const { out } = await flint(folderWith({}), ['show', '-', '--stdin-filename', 'flink-conf.yaml'], {
			stdin: 'state.backend: rocksdb\n',
		});
		expect(out).toContain('\n  state.backend.type  rocksdb  flink-conf.yaml:1 state.backend\n');
	});
});

describe('one option', () => {
	test('with everything that speaks of it, lowest precedence first', async () => {
		const { out } = await flint(folderWith(PARCELS), ['show', '--option', 'execution.checkpointing.interval'], {
			terminal: 110,
			env: { NO_COLOR: '1' },
		});
		expect(out).toContain(`  lowest precedence first:
  Flink's default                                   none
  conf/flink-conf.yaml:2                            10 s   overridden
  src/main/java/Parcels.java:6 enableCheckpointing  1 min  in force
`);
	});

	test('by an old name, and where a key is not read by the version', async () => {
		const root = folderWith({ 'config.yaml': 'execution.checkpointing.dir: s3://a/b\nstate.checkpoints.dir: s3://a/c\n' });
		const { out } = await flint(root, ['show', '--option', 'state.checkpoints.dir', '--flink-version', '1.19']);
		expect(out).toContain('  execution.checkpointing.dir');
		expect(out).toContain('no effect: Flink 1.19 does not read this key');
	});

	test('that nothing sets', async () => {
		const { out } = await flint(folderWith(PARCELS), ['show', '--option', 'state.backend.rocksdb.memory.managed']);
		expect(out).toContain('  state.backend.rocksdb.memory.managed  true  default\n');
	});

	test("by the name of a Managed Flink application's field", async () => {
		const { out } = await flint(folderWith({ 'app.json': APP }), ['show', '--option', 'Parallelism']);
		expect(out).toContain('  parallelism.default  8  app.json:7 Parallelism\n');
	});

	test('that does not exist', async () => {
		expect(await flint(folderWith(PARCELS), ['show', '--option', 'execution.checkpointing.intervall'])).toEqual({
			code: 2,
			out: '',
			err: 'error: flint knows no option `execution.checkpointing.intervall`\n   = did you mean `execution.checkpointing.interval`?\n',
		});
	});
});

describe('one file', () => {
	const root = folderWith({
		...PARCELS,
		'.gitignore': 'secret/\n',
		'.git/HEAD': '',
		'secret/flink-conf.yaml': CONF,
		'target/flink-conf.yaml': CONF,
		'values.yaml': 'a: b\n',
		'README.md': '',
		'src/test/java/ParcelsTest.java': 'import org.apache.flink.Foo;\nimport org.junit.Test;\nclass ParcelsTest { @Test void t() {} }\n',
	});

	test('what it is, where it belongs, what it contributes and what becomes of that', async () => {
		const { out } = await flint(root, ['show', '--file', 'conf/flink-conf.yaml']);
		expect(out).toBe(`conf/flink-conf.yaml · Flink configuration, one \`key: value\` a line
    (flink-conf.yaml)
  belongs to Parcels

6 settings
  execution.checkpointing.interval  10 s             line 2, overridden
  state.backend                     rocksdb          line 3, in force
  taskmanager.numberOfTaskSlots     unknown, else 2  line 4, in force
      \`\${SLOTS:-2}\` is filled in before Flink reads it
  parallelism.default               many             line 5, in force
      Flink rejects it: it is no whole number
  parallelism.defualt               2                line 6, in force
  s3.secret-key                     ****             line 7, in force
`);
	});

	test('and what was noticed while reading it', async () => {
		const noted = folderWith({ 'flink-conf.yaml': 'state.backend: rocksdb\nstate.backend=hashmap\n' });
		expect((await flint(noted, ['show', '--file', 'flink-conf.yaml'])).out).toContain('\n1 note\n  2:1 dropped-line: ');
	});

	test.each([
		['README.md', 'flint reads `.yaml`, `.yml`, `.json` and `.java` files, `pom.xml`,\n    `build.gradle` and `build.gradle.kts`'],
		['values.yaml', 'neither its name nor its keys are those of a Flink configuration'],
		['secret/flink-conf.yaml', 'a .gitignore leaves it out'],
		['target/flink-conf.yaml', 'flint does not enter folders named `target`: they hold what tools download\n    or produce'],
		['src/test/java/ParcelsTest.java', 'it is a test or a benchmark'],
	])('%s is not read, and why', async (file, why) => {
		expect(await flint(root, ['show', '--file', file])).toEqual({ code: 0, err: '', out: `${file} · not read\n  ${why}\n` });
	});

	test('which must exist, and stand alone', async () => {
		expect((await flint(root, ['show', '--file', 'conf/none.yaml'])).err).toContain('there is no file or folder `conf/none.yaml`');
		expect((await flint(root, ['show', 'conf', '--file', 'pom.xml'])).code).toBe(2);
		expect((await flint(root, ['show', '--all', '--file', 'pom.xml'])).code).toBe(2);
	});
});

test('JSON is the shipped contract, with the same masks', async () => {
	const root = folderWith({ ...PARCELS, 'msf/app.json': APP });
	for (const argv of [[], ['--all'], ['--option', 'state.backend'], ['--file', 'conf/flink-conf.yaml'], ['--file', 'pom.xml']]) {
		const { out, code } = await flint(root, ['show', '--format', 'json', ...argv]);
		expect(code).toBe(0);
		expect(out).not.toContain('hunter2');
		showShape.parse(JSON.parse(out));
	}
	const shown = showShape.parse(JSON.parse((await flint(root, ['show', '--format', 'json', '--option', 'state.backend', 'conf'])).out));
	expect(shown.applications[0]?.options).toMatchObject([
		{
			option: 'state.backend.type',
			value: 'rocksdb',
			origin: { kind: 'setting', file: 'conf/flink-conf.yaml', line: 3, column: 1, name: 'state.backend' },
			flinkDefault: 'hashmap',
			statements: [{ outcome: { kind: 'in-force', why: null }, layer: 'file' }],
		},
	]);
});

test('a large file is shown whole', async () => {
	const many = Array.from({ length: 5000 }, (_, i) => `my.own.key.number-${i}: value ${i}`).join('\n');
	const root = folderWith({ 'flink-conf.yaml': `state.backend: rocksdb\n${many}\n` });
	const { out } = await flint(root, ['show', '--file', 'flink-conf.yaml']);
	expect(out).toContain('my.own.key.number-4999');
});
