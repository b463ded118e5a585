import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMPORTS, lines, readFile, readJob } from './reading.ts';

describe('which object is configured', () => {
	test.each([
		['a variable of any name', 'StreamExecutionEnvironment x = env; x.setParallelism(3);', ['parallelism.default = 3']],
		['`var`', 'var x = StreamExecutionEnvironment.getExecutionEnvironment(); x.setParallelism(3);', ['parallelism.default = 3']],
		[
			'a chain on the acquisition',
			'StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(3).enableCheckpointing(5000);',
			['parallelism.default = 3', 'execution.checkpointing.interval = 5 s'],
		],
		[
			'CheckpointConfig through a variable',
			'CheckpointConfig c = env.getCheckpointConfig(); c.setMinPauseBetweenCheckpoints(3L);',
			['execution.checkpointing.min-pause = 3 ms'],
		],
		[
			'CheckpointConfig on other lines',
			'env\n.getCheckpointConfig()\n.setTolerableCheckpointFailureNumber(0);',
			['execution.checkpointing.tolerable-failed-checkpoints = 0'],
		],
		[
			'ExecutionConfig',
			'env.getConfig().enableObjectReuse().setMaxParallelism(64);',
			['pipeline.object-reuse = true', 'pipeline.max-parallelism = 64'],
		],
		['not an operator', 'env.fromElements(1).map(x -> x).setParallelism(1).setMaxParallelism(2);', []],
		['not a class of the same method names', 'Pool pool = new Pool(); pool.setParallelism(3); env2.setParallelism(3);', []],
		['not a comment or a string', '// env.setParallelism(3);\n/* env.setParallelism(4); */ log("env.setParallelism(5);");', []],
		[
			'a table configuration',
			'StreamTableEnvironment t = StreamTableEnvironment.create(env); t.getConfig().set("table.exec.state.ttl", "1 h"); t.getConfig().getConfiguration().setString("table.exec.mini-batch.enabled", "true");',
			['table.exec.state.ttl = 1 h', 'table.exec.mini-batch.enabled = true'],
		],
	])('%s', (_name, statements, expected) => {
		expect(lines(readJob(statements))).toEqual(expected);
	});

	test('fields, inherited fields, parameters and methods that return the environment', () => {
		const text = `package a; ${IMPORTS}
			class Base { protected StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); }
			class Job extends Base {
				public static void main(String[] a) { new Job().run(); }
				void run() { e.setParallelism(2); this.e.setMaxParallelism(8); tune(e); other().setBufferTimeout(5); }
				private void tune(StreamExecutionEnvironment s) { s.enableCheckpointing(10); }
				private StreamExecutionEnvironment other() { return e; }
			}`;
		expect(lines(readFile(text))).toEqual([
			'parallelism.default = 2',
			'pipeline.max-parallelism = 8',
			'execution.checkpointing.interval = 10 ms',
			'execution.buffer-timeout.interval = 5 ms',
		]);
	});

	test("another library's class of the same name is nothing", () => {
		const text =
			'import org.apache.hadoop.conf.Configuration; import com.acme.StreamExecutionEnvironment; class A { void m(StreamExecutionEnvironment e) { e.setParallelism(2); Configuration c = new Configuration(); c.set("fs.s3a.path", "x"); } }';
		expect(lines(readFile(text))).toEqual([]);
	});
});

describe('what calls write', () => {
	test.each([
		[
			'env.enableCheckpointing(60_000, CheckpointingMode.AT_LEAST_ONCE);',
			['execution.checkpointing.interval = 1 min', 'execution.checkpointing.mode = AT_LEAST_ONCE'],
		],
		['env.getCheckpointConfig().setCheckpointInterval(-1);', ['execution.checkpointing.interval = -1 ms']],
		['env.setBufferTimeout(-1);', ['execution.buffer-timeout.enabled = false']],
		['env.getCheckpointConfig().setFailOnCheckpointingErrors(true);', ['execution.checkpointing.tolerable-failed-checkpoints = 0']],
		['env.setRuntimeMode(RuntimeExecutionMode.BATCH);', ['execution.runtime-mode = BATCH']],
		['env.setStateBackend(new HashMapStateBackend());', ['state.backend.type = hashmap']],
		[
			'env.setStateBackend(new EmbeddedRocksDBStateBackend(true));',
			['state.backend.type = rocksdb', 'execution.checkpointing.incremental = true'],
		],
		[
			'RocksDBStateBackend b = new RocksDBStateBackend("s3://b/c"); env.setStateBackend(b);',
			['state.backend.type = rocksdb', 'execution.checkpointing.storage = filesystem', 'execution.checkpointing.dir = s3://b/c'],
		],
		[
			'env.setStateBackend(new RocksDBStateBackend(new FsStateBackend("s3://b/c"), true));',
			[
				'state.backend.type = rocksdb',
				'execution.checkpointing.incremental = true',
				'execution.checkpointing.storage = filesystem',
				'execution.checkpointing.dir = s3://b/c',
			],
		],
		[
			'env.setStateBackend(new FsStateBackend("s3://b/c", true));',
			['state.backend.type = hashmap', 'execution.checkpointing.storage = filesystem', 'execution.checkpointing.dir = s3://b/c'],
		],
		['env.setStateBackend(new MemoryStateBackend());', ['state.backend.type = hashmap', 'execution.checkpointing.storage = jobmanager']],
		['env.setStateBackend(make());', ['state.backend.type = ?']],
		[
			'env.getCheckpointConfig().setCheckpointStorage(new JobManagerCheckpointStorage());',
			['execution.checkpointing.storage = jobmanager'],
		],
		['env.setRestartStrategy(RestartStrategies.noRestart());', ['restart-strategy.type = none']],
		[
			'env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, Time.of(10, TimeUnit.SECONDS)));',
			['restart-strategy.type = fixed-delay', 'restart-strategy.fixed-delay.attempts = 3', 'restart-strategy.fixed-delay.delay = 10 s'],
		],
		['env.setRestartStrategy(RestartStrategies.fallBackRestart());', []],
		['env.setDefaultSavepointDirectory(new Path("s3://b/c"));', ['execution.checkpointing.savepoint-dir = ?']],
	])('%s', (statement, expected) => {
		expect(lines(readJob(statement))).toEqual(expected);
	});

	test('a setting points at the method and ends at its parenthesis', () => {
		const document = readJob('env\n  .enableCheckpointing(5 * 1000) // 😀\n  .setParallelism(2);');
		const [setting] = document.settings;
		const cut = (range: { start: number; end: number } | undefined) => document.text.slice(range?.start, range?.end);
		expect([cut(setting?.range), cut(setting?.nameRange), cut(setting?.valueRange)]).toEqual([
			'enableCheckpointing(5 * 1000)',
			'enableCheckpointing',
			'5 * 1000',
		]);
	});
});

describe('Configuration', () => {
	const kinds = (statements: string, members = '') =>
		readJob(statements, members).settings.map((setting) =>
			`${setting.kind} ${setting.key} ${setting.inert === undefined ? '' : 'inert'}`.trim(),
		);

	test('handed to the environment, it states entries', () => {
		const text = `package a; ${IMPORTS} class J { public static void main(String[] a) {
			Configuration c = new Configuration(); c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true); c.setString("state.backend", "rocksdb"); c.setInteger("parallelism.default", 4);
			StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(c); c.setString("late.key", "x"); } }`;
		const document = readFile(text);
		expect(lines(document)).toEqual([
			'state.backend.incremental = true',
			'state.backend = rocksdb',
			'parallelism.default = 4',
			'late.key = x',
		]);
		expect(document.settings.map((setting) => setting.kind)).toEqual(['entry', 'entry', 'entry', 'entry']);
		expect(document.settings.map((setting) => setting.inert !== undefined)).toEqual([false, false, false, true]);
	});

	test('configured onto a standing environment, it takes effect where that happens', () => {
		expect(
			kinds(
				'Configuration c = new Configuration(); c.set(RestartStrategyOptions.RESTART_STRATEGY, "none"); env.setParallelism(2); env.configure(c);',
			),
		).toEqual(['setter parallelism.default', 'configured restart-strategy']);
	});

	test('one that reaches no environment states nothing', () => {
		expect(kinds('Configuration c = new Configuration(); c.setString("a.b", "c"); System.out.println(c);')).toEqual([]);
		expect(
			lines(readFile(`${IMPORTS} class F extends RichMapFunction { public void open(Configuration c) { c.setString("a.b", "c"); } }`)),
		).toEqual([]);
	});

	test('it is followed through methods of the file', () => {
		const text = `${IMPORTS} class J { public static void main(String[] a) { StreamExecutionEnvironment.getExecutionEnvironment(make()); }
			private static Configuration make() { Configuration c = new Configuration(); fill(c); return c; }
			private static void fill(Configuration x) { x.set(StateBackendOptions.STATE_BACKEND, "hashmap"); } }`;
		expect(lines(readFile(text))).toEqual(['state.backend = hashmap']);
	});

	test('for a local environment it only holds locally', () => {
		const text = `${IMPORTS} class J { public static void main(String[] a) { Configuration c = new Configuration(); c.setInteger(RestOptions.PORT, 8082);
			StreamExecutionEnvironment e = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(c); e.setParallelism(1); } }`;
		expect(lines(readFile(text))).toEqual(['rest.port = 8082 (local)', 'parallelism.default = 1 (local)']);
	});

	describe('from a map that is written out', () => {
		const STATED = ['parallelism.default = 4', 'execution.checkpointing.interval = 1 min'];

		test.each([
			['Map.of("parallelism.default", "4", "execution.checkpointing.interval", "1 min")', STATED],
			['java.util.Map.of("parallelism.default", "4", "execution.checkpointing.interval", "1 min")', STATED],
			['ImmutableMap.of("parallelism.default", "4", "execution.checkpointing.interval", "1 min")', STATED],
			['Map.ofEntries(Map.entry("parallelism.default", "4"), entry("execution.checkpointing.interval", "1 min"))', STATED],
			['Collections.singletonMap("parallelism.default", "4")', ['parallelism.default = 4']],
			['Map.of(CheckpointingOptions.INCREMENTAL_CHECKPOINTS.key(), "true")', ['state.backend.incremental = true']],
			['Map.of("parallelism.default", args[0], "rest.port", "8081")', ['parallelism.default = ?', 'rest.port = 8081']],
			['Map.of("parallelism.default", "many")', ['parallelism.default = ! many']],
			['Map.of("parallelism.default")', []],
			['Map.of()', []],
			['map', []],
		])('%s', (map, expected) => {
			const handed = readJob(`StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(${map}));`);
			expect(lines(handed)).toEqual(expected);
			expect(handed.settings.every((setting) => setting.kind === 'entry')).toBe(true);
			const configured = readJob(`Configuration c = Configuration.fromMap(${map}); env.configure(c);`);
			expect(lines(configured)).toEqual(expected);
			expect(configured.settings.every((setting) => setting.kind === 'configured')).toBe(true);
			const local = readJob(`StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(Configuration.fromMap(${map}));`);
			expect(lines(local)).toEqual(expected.map((stated) => `${stated} (local)`));
		});

		test('what is set on it afterwards comes afterwards', () => {
			const text = 'env.configure(Configuration.fromMap(Map.of("parallelism.default", "4")).set(CoreOptions.DEFAULT_PARALLELISM, 8));';
			expect(lines(readJob(text))).toEqual(['parallelism.default = 4', 'parallelism.default = 8']);
		});

		test('an entry stands where its key and its value do', () => {
			const { text, settings } = readJob('env.configure(Configuration.fromMap(Map.ofEntries(Map.entry("parallelism.default", "4"))));');
			const [setting] = settings;
			const cut = (range = { start: 0, end: 0 }) => text.slice(range.start, range.end);
			expect([setting?.name, cut(setting?.range), cut(setting?.nameRange), cut(setting?.valueRange)]).toEqual([
				'parallelism.default',
				'"parallelism.default", "4"',
				'"parallelism.default"',
				'"4"',
			]);
		});

		test('secrets are marked, behind variables too', () => {
			const document = readJob(
				'String p = "hunter2"; env.configure(Configuration.fromMap(Map.of("s3.secret-key", p))); Object m = Map.ofEntries(Map.entry("s3.secret-key", "swordfish"));',
			);
			expect(document.secrets.map((range) => document.text.slice(range.start, range.end))).toEqual(['"hunter2"', 'p', '"swordfish"']);
		});
	});

	test('secrets are marked, behind variables too', () => {
		const document = readJob(
			'Configuration c = new Configuration(); String p = "hunter2"; c.setString("s3.secret-key", p); c.setString("s3.access.key.password", "swordfish"); env.configure(c);',
		);
		expect(document.secrets.map((range) => document.text.slice(range.start, range.end))).toEqual(['"hunter2"', 'p', '"swordfish"']);
	});
});

describe('values', () => {
	const interval = (expression: string, members = '', before = '') =>
		readJob(`${before} env.getCheckpointConfig().setMinPauseBetweenCheckpoints(${expression});`, members).settings.map((setting) =>
			setting.value.kind === 'known' ? setting.value.text : setting.value.kind === 'unknown' ? ['?', setting.value.fallback] : '!',
		)[0];

	test.each([
		['60_000L', '1 min'],
		['2 * 60 * 1000', '2 min'],
		['(long) (10 + 0x10)', '26 ms'],
		['7 / 2', '3 ms'],
		// Java's int arithmetic overflows, and so does the pause.
		['50 * 24 * 60 * 60 * 1000', '25032704 ms'],
		['TimeUnit.MINUTES.toMillis(5)', '5 min'],
		['Duration.ofSeconds(90).toMillis()', '90 s'],
		['Duration.parse("PT1M30S").toMillis()', '90 s'],
		['Time.hours(1).toMilliseconds()', '1 h'],
		['Long.parseLong("5" + "00")', '500 ms'],
		['Integer.MAX_VALUE', '2147483647 ms'],
		['true ? 5 : 5', '5 ms'],
	])('%s is %s', (expression, expected) => {
		expect(interval(expression)).toBe(expected);
	});

	test('constants of the file and locals assigned once are read', () => {
		expect(interval('PAUSE', 'static final long PAUSE = Limits.BASE * 2; static class Limits { static final long BASE = 500; }')).toBe(
			'1 s',
		);
		expect(interval('p', '', 'long p; p = 5000;')).toBe('5 s');
	});

	test('what may be another value is unknown, never guessed', () => {
		expect(interval('p', '', 'long p = 5000; if (args.length > 0) p = 1;')).toEqual(['?', undefined]);
		expect(interval('pause', 'static long pause = 5000;')).toEqual(['?', { type: 'duration', ms: 5000 }]);
		expect(interval('Other.PAUSE')).toEqual(['?', undefined]);
		expect(interval('params.getLong("pause", 2000)')).toEqual(['?', { type: 'duration', ms: 2000 }]);
		expect(interval('Long.parseLong(params.get("pause", "2000"))')).toEqual(['?', { type: 'duration', ms: 2000 }]);
		expect(interval('a', 'static final long a = b; static final long b = a;')).toEqual(['?', undefined]);
	});

	test('an expression of any depth is read or given up, quickly', () => {
		const locals = Array.from({ length: 60 }, (_, i) => `long v${i + 1} = v${i} + v${i};`).join('\n');
		expect(interval('v60', '', `long v0 = 1; ${locals}`)).toBe('1152921504606847000 ms');
		expect(interval(`1${' + 1'.repeat(50_000)}`)).toEqual(['?', undefined]);
	});
});

test('any soup of Java words is read without throwing', () => {
	const word = fc.constantFrom(
		'class A {',
		'}',
		'{',
		'(',
		')',
		';',
		'env',
		'.',
		'setParallelism',
		'enableCheckpointing(',
		'5',
		'"',
		'//',
		'/*',
		'if',
		'else',
		'StreamExecutionEnvironment',
		'env =',
		'new',
		'Configuration()',
		'.set(',
		'getExecutionEnvironment()',
		'->',
		'?',
		':',
		',',
		'return',
		'void m(',
		'\n',
		'😀',
		IMPORTS,
	);
	fc.assert(
		fc.property(fc.array(word, { maxLength: 80 }), (words) => {
			const document = readFile(words.join(' '));
			for (const { range } of document.settings) expect(range.end).toBeLessThanOrEqual(document.text.length);
			document.statementAt(3);
		}),
		{ numRuns: 300 },
	);
});
