import { describe, expect, test } from 'vitest';
import { IMPORTS, lines, readFile, readJob } from './reading.ts';

const conditionOf = (statements: string, members = '') => readJob(statements, members).settings.map((setting) => setting.condition);
const SET = 'env.setParallelism(2);';

describe('inside a method', () => {
	test.each([
		[SET, 'always'],
		[`try { ${SET} } catch (Exception e) { }`, 'always'],
		[`try { x(); } catch (Exception e) { ${SET} }`, 'sometimes'],
		[`if (isLocal(env)) { ${SET} }`, 'local'],
		[`if (isLocal(env)) ${SET}`, 'local'],
		[`if (isLocal(env)) { x(); } else { ${SET} }`, 'always'],
		[`if (!isLocal(env)) { ${SET} }`, 'always'],
		[`if (!isLocal(env)) { x(); } else { ${SET} }`, 'local'],
		[`if (env instanceof LocalStreamEnvironment) { ${SET} }`, 'local'],
		[`boolean dev = env instanceof LocalStreamEnvironment; if (dev) { ${SET} }`, 'local'],
		[`if (!isLocal(env)) { return; } ${SET}`, 'local'],
		[`if (!isLocal(env)) return; ${SET}`, 'local'],
		[`if (isLocal(env)) { return; } ${SET}`, 'always'],
		[`if (args.length == 0) { System.err.println("usage"); return; } ${SET}`, 'always'],
		[`if (isLocal(env) && args.length > 0) { ${SET} }`, 'local'],
		[`if (isLocal(env) || args.length > 0) { ${SET} }`, 'sometimes'],
		[`if (params.has("local")) { ${SET} }`, 'local'],
		[`if (local != null && local.equals("true")) { ${SET} }`, 'local'],
		[`if (args.length > 0) { ${SET} }`, 'sometimes'],
		[`if (args.length > 0) { x(); } else { ${SET} }`, 'sometimes'],
		[`if (localTime > 0) { ${SET} }`, 'sometimes'],
		[`for (int i = 0; i < 2; i++) { ${SET} }`, 'sometimes'],
		[`switch (mode) { case "a": ${SET} break; }`, 'sometimes'],
		[`run(() -> { ${SET} });`, 'sometimes'],
		['Object o = args.length > 0 ? env.setParallelism(2) : null;', 'sometimes'],
		['StreamExecutionEnvironment l = StreamExecutionEnvironment.createLocalEnvironment(); l.setParallelism(2);', 'local'],
		[
			`if (args.length > 0) { StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); e.setParallelism(2); }`,
			'always',
		],
	])('%s', (statements, expected) => {
		expect(conditionOf(statements)).toEqual([expected]);
	});
});

describe('in a helper method', () => {
	const HELPER = 'static void tune(StreamExecutionEnvironment e) { e.setParallelism(2); }';

	test.each([
		['tune(env);', 'always'],
		['Job.tune(env);', 'always'],
		['if (isLocal(env)) { tune(env); }', 'local'],
		['if (args.length > 0) { tune(env); }', 'sometimes'],
		['if (args.length > 0) { tune(env); } tune(env);', 'always'],
		['', 'sometimes'],
		['Helper h = Job::tune;', 'sometimes'],
		['other.tune(env);', 'sometimes'],
		['tune(StreamExecutionEnvironment.createLocalEnvironment());', 'local'],
	])('called by `%s`', (statements, expected) => {
		expect(conditionOf(statements, HELPER)).toEqual([expected]);
	});

	test('that is recursive, or calls and is called in circles', () => {
		expect(
			conditionOf(
				'a(env);',
				'static void a(StreamExecutionEnvironment e) { b(e); } static void b(StreamExecutionEnvironment e) { a(e); e.setParallelism(2); }',
			),
		).toEqual(['always']);
	});

	test('statements stand in the order in which they run', () => {
		expect(lines(readJob('tune(env); env.setParallelism(7);', HELPER))).toEqual(['parallelism.default = 2', 'parallelism.default = 7']);
	});

	test('a program that obtains its own environment is no helper', () => {
		const text = `${IMPORTS} public class Job { public void run() { StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); e.setParallelism(2); } }`;
		expect(lines(readFile(text))).toEqual(['parallelism.default = 2']);
	});
});

describe('in a method that nothing in the file calls', () => {
	const OBTAIN = 'StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); e.setParallelism(2);';
	const BUILD =
		'Configuration c = new Configuration(); c.setString("rest.port", "1"); StreamExecutionEnvironment.getExecutionEnvironment(c);';

	test.each([
		[`static StreamExecutionEnvironment getLocalStreamExecutionEnvironment() { ${OBTAIN} return e; }`, 'local'],
		[`public StreamExecutionEnvironment createLocalEnv() { ${OBTAIN} return e; }`, 'local'],
		[`void runlocal() { ${BUILD} }`, 'local'],
		[`private void runLocally(int n) { ${OBTAIN} }`, 'local'],
		['StreamExecutionEnvironment e; void prepareLocal() { e.setParallelism(2); }', 'local'],
		[
			'void startLocal() { tune(StreamExecutionEnvironment.getExecutionEnvironment()); } void tune(StreamExecutionEnvironment e) { e.setParallelism(2); }',
			'local',
		],
		[`void runLocal() { ${OBTAIN} runLocal(); }`, 'local'],
		['public static void configureLocal(StreamExecutionEnvironment e) { e.setParallelism(2); }', 'sometimes'],
		[`public void enableLocalRecovery() { ${OBTAIN} }`, 'always'],
		[`public void setLocale() { ${OBTAIN} }`, 'always'],
		[`public void run() { ${OBTAIN} }`, 'always'],
		[`private void run() { ${OBTAIN} }`, 'sometimes'],
		[`private void run() { ${BUILD} }`, 'sometimes'],
		[`private void run() { ${OBTAIN} run(); }`, 'sometimes'],
		[`@PostConstruct private void run() { ${OBTAIN} }`, 'always'],
		[`@SuppressWarnings("unused") private void run() { ${OBTAIN} }`, 'sometimes'],
	])('%s', (members, expected) => {
		expect(conditionOf('', members)).toEqual([expected]);
	});

	test.each([
		['runLocal();', `static void runLocal() { ${OBTAIN} }`, 'always'],
		['run("a", "b");', `private static void run(String... names) { ${OBTAIN} }`, 'always'],
		['instance().run();', `private void run() { ${OBTAIN} }`, 'always'],
		['jobs.forEach(job -> job.run());', `private void run() { ${OBTAIN} }`, 'always'],
		['Other.run();', `private void run() { ${OBTAIN} }`, 'sometimes'],
		['later(Job::run);', `private static void run() { ${OBTAIN} }`, 'always'],
	])('unless it is called: %s', (statements, members, expected) => {
		expect(conditionOf(statements, members)).toEqual([expected]);
	});
});

test('tests run locally', () => {
	const text = `${IMPORTS} public class JobTest { @Test void runs() { StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment(); e.setParallelism(2); } }`;
	expect(lines(readFile(text))).toEqual(['parallelism.default = 2 (local)']);
	expect(lines(readFile(text.replace('@Test ', ''), 'job/src/test/java/Base.java'))).toEqual(['parallelism.default = 2 (local)']);
});

test('many methods that call each other twice are answered quickly', () => {
	const methods = Array.from(
		{ length: 200 },
		(_, i) => `static void m${i}(StreamExecutionEnvironment e) { m${i + 1}(e); m${i + 1}(e); if (x) m${Math.max(0, i - 1)}(e); }`,
	).join('\n');
	expect(conditionOf('m0(env);', `${methods} static void m200(StreamExecutionEnvironment e) { e.setParallelism(2); }`)).toHaveLength(1);
});
