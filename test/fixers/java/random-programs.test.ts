import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { Parse } from '../../../src/model/document.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import type { TypedValue } from '../../../src/model/value.ts';
import { FLINK_VERSIONS, type FlinkVersion } from '../../../src/model/version.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { parseJava } from '../../../src/parsers/java/java-parser.ts';
import { applyEdits } from '../text-edits.ts';

let parse: Parse;
beforeAll(async () => {
	parse = parseJava(await loadJavaGrammar(await readGrammar()));
});

/** Statements of a job's main method; `|` marks where a line may break. */
const STATEMENTS = [
	'env.|enableCheckpointing(|60000|);',
	'env.enableCheckpointing(60_000L, CheckpointingMode.AT_LEAST_ONCE);',
	'env.setParallelism(4)|.setBufferTimeout(10)|.enableCheckpointing(5 * 1000);',
	'env.getCheckpointConfig()|.setCheckpointTimeout(TimeUnit.MINUTES.toMillis(5));',
	'CheckpointConfig config = env.getCheckpointConfig();|config.setMaxConcurrentCheckpoints(2);',
	'if (args.length > 0) {|env.enableCheckpointing(INTERVAL);|}',
	'if (args.length > 1) env.enableCheckpointing(30000);',
	'Configuration conf = new Configuration();|conf.setString("execution.checkpointing.timeout", "5min");|env.configure(conf);',
	'env.setStateBackend(|new EmbeddedRocksDBStateBackend()|);',
	'env.getCheckpointConfig().enableUnalignedCheckpoints();',
	'stream.keyBy(x -> x).process(new KeyedProcessFunction<>() { ValueState<Long> s; public void open(OpenContext c) {|s = getRuntimeContext().getState(|new ValueStateDescriptor<>("in", Long.class));|} });',
	'int unrelated = 1;',
	';',
];
/** What every program imports, so that its classes are known for Flink's. */
const FLINK = [
	'import org.apache.flink.configuration.Configuration;',
	'import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;',
	'import org.apache.flink.streaming.api.environment.*;',
]
	.map((line) => `${line}\n`)
	.join('');
const MEMBERS = [
	'private static final long INTERVAL = 10 * 1000L;',
	'static class A extends KeyedProcessFunction<String, Long, Long> { ValueState<Long> s;|public void open(OpenContext c) {|ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("a", Long.class);|s = getRuntimeContext().getState(d);|} }',
	'static class B extends RichMapFunction<Long, Long> {|final ListStateDescriptor<Long> d = new ListStateDescriptor<>("b", Long.class); ListState<Long> s;|public void open(OpenContext c) {|s = getRuntimeContext().getListState(d);|} }',
	'static class C extends RichMapFunction<Long, Long> { MapState<String, Long> counts;|public void open(OpenContext c) {|this.counts = getRuntimeContext().getMapState(new MapStateDescriptor<>("c", String.class, Long.class));|} }',
];
const IMPORTS = [
	'import java.util.List;',
	'import java.time.Duration;',
	'import java.time.*;',
	'import org.joda.time.Duration;',
	'import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;',
	'import org.apache.flink.api.common.state.*;',
	'import static org.junit.Assert.assertTrue;',
];

const gap = fc.constantFrom('', ' ', '\n', '\n\t', '\n    ', ' // note\n', ' /* n */ ');

/** A text of snippets, with its gaps filled at random. */
const laidOut = (snippets: readonly string[], most: number) =>
	fc.subarray([...snippets], { maxLength: most }).chain((chosen) => {
		const pieces = chosen.join('|').split('|');
		return fc
			.array(gap, { minLength: pieces.length, maxLength: pieces.length })
			.map((gaps) => pieces.map((piece, at) => piece + gaps[at]).join(''));
	});

const program = fc
	.record({
		head: fc.constantFrom('', 'package demo;\n\n', '// licence\npackage demo;\n', '\uFEFF'),
		imports: fc.subarray(IMPORTS).map((lines) => lines.map((line) => `${line}\n`).join('')),
		members: laidOut(MEMBERS, 3),
		statements: laidOut(STATEMENTS, 6),
		crlf: fc.boolean(),
	})
	.map(({ head, imports, members, statements, crlf }) => {
		const text = `${head}${imports}${FLINK}class Job {\n${members}\n\tpublic static void main(String[] args) {\n\t\tStreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();\n\t\t${statements}\n\t}\n}\n`;
		return crlf ? text.replaceAll('\n', '\r\n') : text;
	});

const version = fc.constantFrom<FlinkVersion | undefined>(undefined, ...FLINK_VERSIONS);

/** The text after edits, checked for what holds for every edit: it parses, and line endings and comments are the file's. */
async function written(text: string, edits: readonly TextEdit[]): Promise<string> {
	const after = applyEdits(text, edits);
	expect(await javaEditor.verify?.(text, after)).toBeUndefined();
	if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	else expect(after).not.toContain('\r');
	expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
	const imports = after.match(/^import .*;/gm) ?? [];
	expect(new Set(imports).size).toBe(imports.length);
	return after;
}

const comments = (text: string) => text.match(/\/\/ note|\/\* n \*\/|\/\/ licence/g)?.length ?? 0;
const check = (property: fc.IAsyncProperty<unknown>) => fc.assert(property, { numRuns: 25 });

describe('random programs', () => {
	it('take a value, and then have it', () =>
		check(
			fc.asyncProperty(program, fc.integer({ min: 1, max: 900_000 }), async (text, ms) => {
				const document = parse('Job.java', text);
				for (const setting of document.settings) {
					if (setting.value.kind !== 'known' || setting.value.value.type !== 'duration') continue;
					const value: TypedValue = { type: 'duration', ms };
					const edits = javaEditor.setValue(document, setting, value);
					if (edits === undefined) continue;
					const after = await written(text, edits);
					expect(comments(after)).toBe(comments(text));
					const again = parse('Job.java', after);
					const same = again.settings
						.filter((other) => other.key === setting.key)
						.at(document.settings.filter((other) => other.key === setting.key).indexOf(setting));
					expect(same?.value).toMatchObject({ kind: 'known', value });
					if (same !== undefined) expect(javaEditor.setValue(again, same, value)).toEqual([]);
				}
			}),
		));

	it('take a new setter or entry, which is then read', () =>
		check(
			fc.asyncProperty(program, version, async (text, at) => {
				const document = parse('Job.java', text);
				for (const after of document.settings) {
					const edits = javaEditor.insert(
						document,
						{ key: 'execution.checkpointing.min-pause', value: { type: 'duration', ms: 7000 }, after },
						at,
					);
					if (edits === undefined) continue;
					const result = await written(text, edits);
					expect(comments(result)).toBe(comments(text));
					const read = parse('Job.java', result).settings;
					expect(read).toHaveLength(document.settings.length + 1);
					expect(read.filter((setting) => setting.key === 'execution.checkpointing.min-pause')).toMatchObject([
						{ value: { kind: 'known', value: { ms: 7000 } } },
					]);
				}
			}),
		));

	it('take a time to live, once', () =>
		check(
			fc.asyncProperty(program, version, async (text, at) => {
				let current = text;
				for (let turn = 0; turn < 5; turn++) {
					const document = parse('Job.java', current);
					const open = document.jobs?.descriptors.find((descriptor) => descriptor.bound === 'never');
					if (open === undefined) break;
					const edits = javaEditor.enableTtl?.(document, open, 3_600_000, at);
					expect(edits).toBeDefined();
					const after = await written(current, edits ?? []);
					const bounds = (source: string) =>
						parse('Job.java', source).jobs?.descriptors.filter((descriptor) => descriptor.bound === 'ttl').length ?? 0;
					expect(bounds(after)).toBe(bounds(current) + 1);
					current = after;
				}
				expect(comments(current)).toBe(comments(text));
			}),
		));

	it('lose a statement, and no other', () =>
		check(
			fc.asyncProperty(program, async (text) => {
				const document = parse('Job.java', text);
				for (const setting of document.settings) {
					const edits = javaEditor.remove(document, setting);
					if (edits === undefined) continue;
					const after = await written(text, edits);
					const keys = parse('Job.java', after).settings.map((other) => other.key);
					expect(keys).toEqual(document.settings.filter((other) => other !== setting).map((other) => other.key));
				}
			}),
		));
});
