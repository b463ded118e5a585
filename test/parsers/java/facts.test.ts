import { describe, expect, test } from 'vitest';
import { mentionsFlink } from '../../../src/parsers/java/recognition.ts';
import { IMPORTS, readFile, readJob } from './reading.ts';

const cut = (text: string, range: { readonly start: number; readonly end: number }) => text.slice(range.start, range.end);

test('environments are facts with their class, condition and entry', () => {
	const document = readJob('StreamExecutionEnvironment l = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(conf());');
	expect(document.jobs?.environments.map(({ kind, className, entry, condition }) => ({ kind, className, entry, condition }))).toEqual([
		{ kind: 'cluster', className: 'com.acme.Job', entry: true, condition: 'always' },
		{ kind: 'local', className: 'com.acme.Job', entry: true, condition: 'local' },
	]);
	expect(cut(document.text, document.anchor)).toBe('getExecutionEnvironment()');
	expect(document.jobs?.classes).toEqual(['com.acme.Job']);
});

describe('escapes', () => {
	const escapes = (statements: string, members = '') => {
		const document = readJob(statements, members);
		return document.jobs?.escapes.map((range) => cut(document.text, range));
	};

	test.each([
		['Pipeline.build(env);', ['build(env)']],
		['new Pipeline(env).run();', ['new Pipeline(env)']],
		['helper(env);', []],
		['StreamTableEnvironment.create(env);', []],
		['LOG.info("{}", env); isLocal(env);', []],
		['Tuning.apply(env.getCheckpointConfig());', ['apply(env.getCheckpointConfig())']],
		['env.configure(Other.conf());', ['configure(Other.conf())']],
		[
			'StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(Other.conf());',
			['getExecutionEnvironment(Other.conf())'],
		],
		['Configuration c = new Configuration(); Other.fill(c); env.configure(c);', ['fill(c)']],
		['Configuration c = new Configuration(); env.configure(c);', []],
		['env.configure(Configuration.fromMap(Map.of("rest.port", "1")));', []],
		['env.configure(Configuration.fromMap(Map.of()));', []],
		['env.configure(Configuration.fromMap(map));', ['configure(Configuration.fromMap(map))']],
		[
			'Map<String, String> m = new HashMap<>(); m.put("a", "b"); env.configure(Configuration.fromMap(m));',
			['configure(Configuration.fromMap(m))'],
		],
		['Configuration c = Configuration.fromMap(Settings.load()); c.setString("a", "b"); env.configure(c);', ['configure(c)']],
		['env.configure(Configuration.fromMap(Map.of(Keys.next(), "1")));', ['configure(Configuration.fromMap(Map.of(Keys.next(), "1")))']],
		['env.configure(GlobalConfiguration.loadConfiguration("conf"));', ['configure(GlobalConfiguration.loadConfiguration("conf"))']],
		['Configuration c = new Configuration(Settings.load()); env.configure(c);', ['configure(c)']],
		['Configuration c = new Configuration(); c.addAll(Settings.load()); env.configure(c);', ['configure(c)']],
		['Configuration c = new Configuration(); if (args.length > 0) c = Settings.load(); env.configure(c);', ['configure(c)']],
		['Configuration c = null; c = new Configuration(); env.configure(c);', []],
		['StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(Other.conf());', ['createLocalEnvironmentWithWebUI(Other.conf())']],
		[
			'StreamExecutionEnvironment.createLocalEnvironment(2, Configuration.fromMap(map));',
			['createLocalEnvironment(2, Configuration.fromMap(map))'],
		],
		['StreamExecutionEnvironment.createLocalEnvironment(parallelism());', []],
		['Configuration unused = Configuration.fromMap(map);', []],
	])('%s', (statements, expected) => {
		expect(escapes(statements, 'static void helper(StreamExecutionEnvironment e) { }')).toEqual(expected);
	});

	test('a Configuration that a method of the file is handed, or returns from elsewhere', () => {
		expect(escapes('', 'void run(Configuration c) { StreamExecutionEnvironment.getExecutionEnvironment(c); }')).toEqual([
			'getExecutionEnvironment(c)',
		]);
		const apply = 'static void apply(StreamExecutionEnvironment e, Configuration c) { e.configure(c); }';
		expect(escapes('apply(env, new Configuration());', apply)).toEqual([]);
		expect(escapes('apply(env, new Configuration()); apply(env, Settings.load());', apply)).toEqual(['configure(c)']);
		expect(escapes('env.configure(load());', 'static Configuration load() { return Configuration.fromMap(read()); }')).toEqual([
			'configure(load())',
		]);
	});

	test('an environment that is returned to callers elsewhere', () => {
		const text = `${IMPORTS} public class Env { public static StreamExecutionEnvironment make() { StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); return e; } }`;
		expect(readFile(text).jobs?.escapes.map((range) => cut(text, range))).toEqual(['return e;']);
	});
});

test('sinks that commit with checkpoints', () => {
	const imports =
		'import org.apache.flink.connector.kafka.sink.*; import org.apache.flink.connector.base.DeliveryGuarantee; import org.apache.flink.connector.file.sink.FileSink; import org.apache.flink.streaming.connectors.kafka.FlinkKafkaProducer; import org.apache.iceberg.flink.sink.FlinkSink;';
	const text = `${imports} class A { void m() {
		KafkaSink.<String>builder().setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE).build();
		KafkaSink.<String>builder().setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
		new FlinkKafkaProducer<>("t", s, p, FlinkKafkaProducer.Semantic.EXACTLY_ONCE);
		FileSink.forRowFormat(path, e).build();
		FlinkSink.forRowData(rows).append(); } }`;
	expect(readFile(text).jobs?.sinks.map(({ kind, type }) => `${kind} ${type}`)).toEqual([
		'transactional KafkaSink',
		'transactional FlinkKafkaProducer',
		'committing FileSink',
		'committing FlinkSink',
	]);
});

test('keyBy, batch mode and the library of Managed Flink', () => {
	const document = readJob('env.setRuntimeMode(RuntimeExecutionMode.BATCH); env.fromElements(1)\n.keyBy(x -> 1).print(); // keyBy(y)');
	expect(document.jobs?.keyBys.map((range) => cut(document.text, range))).toEqual(['keyBy']);
	expect(document.jobs?.batch).toBe(true);
	expect(document.claims.platform).toBeUndefined();
	expect(readFile('import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime; class A {}').claims.platform).toBe(
		'msf',
	);
});

test('references leave comments and strings out', () => {
	const { jobs } = readJob('new Mapper(); // Commented\nString s = "Quoted"; /* Blocked */');
	expect(['Mapper', 'Commented', 'Quoted', 'Blocked'].map((name) => jobs?.references.has(name))).toEqual([true, false, false, false]);
	expect(jobs?.references.has('org.apache.flink.core.fs.Path')).toBe(true);
});

test('a file that does not parse is one problem, and what can be read is read', () => {
	const document = readJob('env.setParallelism(2); int = ; foo(');
	expect(document.problems).toHaveLength(1);
	expect(document.settings.map((setting) => setting.key)).toEqual(['parallelism.default']);
	expect(readFile('').problems).toEqual([]);
});

test('the statement around an offset is the smallest one', () => {
	const document = readJob('env\n .enableCheckpointing(5)\n .setParallelism(2);\nint x = 1;');
	const at = (text: string) => cut(document.text, document.statementAt(document.text.indexOf(text)));
	expect(at('setParallelism')).toBe('env\n .enableCheckpointing(5)\n .setParallelism(2);');
	expect(at('x = 1')).toBe('int x = 1;');
	expect(document.comments).toEqual([]);
	expect(readJob('// flint-ignore-next-line a -- b\nx();').comments.map((comment) => comment.text)).toEqual([
		'flint-ignore-next-line a -- b',
	]);
});

test('the content check lets through what speaks of Flink and of something flint reads', () => {
	expect(mentionsFlink('import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;')).toBe(true);
	expect(mentionsFlink('import org.apache.flink.api.common.functions.MapFunction; class A {}')).toBe(false);
	expect(mentionsFlink('class StreamExecutionEnvironment {}')).toBe(false);
});

test('a long string, an open comment and deep nesting are survived', () => {
	expect(readJob(`String s = "${'x'.repeat(2_000_000)}"; env.setParallelism(2);`).settings).toHaveLength(1);
	readJob(`/* ${'/*'.repeat(500_000)}`);
	readJob(`int x = ${'('.repeat(30_000)}`);
	readJob(`${'{'.repeat(20_000)} env.setParallelism(2);`);
	expect(readJob(`env${'.setParallelism(2)'.repeat(5_000)};`).settings).toHaveLength(5_000);
});
