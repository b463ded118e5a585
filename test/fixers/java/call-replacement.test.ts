import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { CallReplacement } from '../../../src/model/change.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { parseJava } from '../../../src/parsers/java/java-parser.ts';
import { applyEdits } from '../text-edits.ts';

const parse = parseJava(await loadJavaGrammar(await readGrammar()));
const ENVIRONMENT = 'import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;\n';
const CONFIG = 'import org.apache.flink.streaming.api.environment.CheckpointConfig;\n';
const CLEANUP = 'CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION';

const program = (imports: string, statements: string) =>
	`package demo;\n\n${imports}\nclass Job {\n\tvoid m(StreamExecutionEnvironment env) {\n\t\t${statements}\n\t}\n}\n`;

/** A program after its first deprecated call was replaced by what means the same, or by another call. */
function replaced(text: string, by?: CallReplacement, newest = 0): string | undefined {
	const document = parse('Job.java', text);
	const call = document.jobs?.deprecatedCalls[0];
	const replacement = by ?? call?.equivalents[newest];
	if (call === undefined || replacement === undefined) throw new Error('no call to replace');
	const edits = javaEditor.replaceCall?.(document, call, replacement);
	return edits === undefined ? undefined : applyEdits(text, edits);
}

describe('the call', () => {
	test.each([
		[
			'env.getCheckpointConfig().setFailOnCheckpointingErrors(false);',
			'env.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);',
		],
		[
			'env.getCheckpointConfig()\n  .setFailOnCheckpointingErrors( /* strict */ true );',
			'env.getCheckpointConfig()\n  .setTolerableCheckpointFailureNumber( /* strict */ 0 );',
		],
		[
			'env.getCheckpointConfig().setAlignmentTimeout(Duration.ofSeconds( 5 ));',
			'env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofSeconds( 5 ));',
		],
		['env.enableCheckpointing();', 'env.enableCheckpointing(500);'],
		['env.enableCheckpointing(  ).setParallelism(2);', 'env.enableCheckpointing(500  ).setParallelism(2);'],
	])('%s', (before, expected) => {
		expect(replaced(program(ENVIRONMENT, before))).toBe(program(ENVIRONMENT, expected));
	});

	test('keeps, moves and drops arguments', () => {
		const text = program(
			`import org.apache.flink.streaming.api.CheckpointingMode;\n${ENVIRONMENT}`,
			'env.enableCheckpointing(x(1), CheckpointingMode.EXACTLY_ONCE);',
		);
		const kept = (...indices: number[]): CallReplacement => ({ name: 'm', arguments: indices.map((index) => ({ kind: 'kept', index })) });
		expect(replaced(text, kept(1, 0))).toBe(
			text.replace('enableCheckpointing(x(1), CheckpointingMode.EXACTLY_ONCE)', 'm(CheckpointingMode.EXACTLY_ONCE, x(1))'),
		);
		expect(replaced(text, kept(0))).toBe(
			text
				.replace('enableCheckpointing(x(1), CheckpointingMode.EXACTLY_ONCE)', 'm(x(1))')
				.replace('import org.apache.flink.streaming.api.CheckpointingMode;\n', ''),
		);
		expect(replaced(text, kept(2))).toBeUndefined();
		expect(replaced(text.replace('x(1),', 'x(1), // ms\n'), kept(0))).toBeUndefined();
	});
});

describe('the imports', () => {
	const cleanup = `env.getCheckpointConfig().enableExternalizedCheckpoints(${CLEANUP});`;
	const retention = 'env.getCheckpointConfig().setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);';
	const RETENTION = 'import org.apache.flink.configuration.ExternalizedCheckpointRetention;\n';

	test('an import that nothing else needs goes, the new one comes in its place of the order', () => {
		const more = 'import org.apache.flink.api.common.JobID;\n';
		expect(replaced(program(more + CONFIG + ENVIRONMENT, cleanup))).toBe(program(more + RETENTION + ENVIRONMENT, retention));
	});

	test('an import that something else needs stays', () => {
		const use = `CheckpointConfig c = env.getCheckpointConfig(); c.enableExternalizedCheckpoints(${CLEANUP});`;
		expect(replaced(program(CONFIG + ENVIRONMENT, use))).toBe(
			program(
				RETENTION + CONFIG + ENVIRONMENT,
				'CheckpointConfig c = env.getCheckpointConfig(); c.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);',
			),
		);
	});

	test('a wildcard and a class written in full need none to go', () => {
		const wildcard = 'import org.apache.flink.streaming.api.environment.*;\n';
		expect(replaced(program(wildcard, cleanup))).toBe(program(`${RETENTION}\n${wildcard}`, retention));
		const full = cleanup.replace('(Check', '(org.apache.flink.streaming.api.environment.Check');
		expect(replaced(program(ENVIRONMENT, full))).toBe(program(RETENTION + ENVIRONMENT, retention));
	});

	test('of a class of the same name only the import changes', () => {
		const old = 'import org.apache.flink.streaming.api.CheckpointingMode;\n';
		const fresh = 'import org.apache.flink.core.execution.CheckpointingMode;\n';
		const text = 'env.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE); // CheckpointingMode';
		expect(replaced(program(old + ENVIRONMENT, text))).toBe(program(fresh + ENVIRONMENT, text));
		const fixed = 'import static org.apache.flink.streaming.api.CheckpointingMode.EXACTLY_ONCE;\n';
		const alone = 'env.enableCheckpointing(1000, EXACTLY_ONCE);';
		expect(replaced(program(fixed + ENVIRONMENT, alone))).toBe(
			program(fixed.replace('streaming.api', 'core.execution') + ENVIRONMENT, alone),
		);
	});

	test('a class of the same name that is needed elsewhere is told apart', () => {
		const old = 'import org.apache.flink.streaming.api.CheckpointingMode;\n';
		const other = ' CheckpointingMode other = null;';
		expect(replaced(program(old + ENVIRONMENT, `env.enableCheckpointing(1000, CheckpointingMode.EXACTLY_ONCE);${other}`))).toBe(
			program(old + ENVIRONMENT, `env.enableCheckpointing(1000, org.apache.flink.core.execution.CheckpointingMode.EXACTLY_ONCE);${other}`),
		);
	});

	test('the older equivalent keeps the argument', () => {
		expect(replaced(program(CONFIG + ENVIRONMENT, cleanup), undefined, 1)).toBe(
			program(CONFIG + ENVIRONMENT, cleanup.replace('enableExternalizedCheckpoints', 'setExternalizedCheckpointCleanup')),
		);
	});
});

describe('random programs', () => {
	const gap = fc.constantFrom('', '', ' ', '\n', '\n\t\t\t', ' /* n */ ', ' // n\n');
	const CALLS = [
		['env', '.getCheckpointConfig()', '.setFailOnCheckpointingErrors(', 'true', ')', ';'],
		['env', '.getCheckpointConfig()', '.setAlignmentTimeout(', 'Duration.ofSeconds(1)', ')', ';'],
		['env', '.getCheckpointConfig()', '.enableExternalizedCheckpoints(', CLEANUP, ')', ';'],
		['env', '.getCheckpointConfig()', '.setCheckpointingMode(', 'CheckpointingMode.AT_LEAST_ONCE', ')', ';'],
		['env', '.enableCheckpointing(', ')', ';'],
		['env', '.enableCheckpointing(', '60_000L', ',', 'CheckpointingMode.EXACTLY_ONCE', ')', ';'],
		['env', '.setParallelism(', '4', ')', ';'],
	];
	const statement = fc
		.constantFrom(...CALLS)
		.chain((pieces) =>
			fc
				.array(gap, { minLength: pieces.length, maxLength: pieces.length })
				.map((gaps) => pieces.map((piece, at) => piece + gaps[at]).join('')),
		);
	const imports = fc.subarray([
		'import java.time.Duration;',
		'import org.apache.flink.configuration.Configuration;',
		'import org.junit.Test;',
	]);
	const source = fc.tuple(imports, fc.array(statement, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([lines, statements, crlf]) => {
		const head = [...lines, 'import org.apache.flink.streaming.api.CheckpointingMode;', CONFIG.trim(), ENVIRONMENT.trim()]
			.sort()
			.join('\n');
		const text = program(`${head}\n`, statements.join('\n\t\t'));
		return crlf ? text.replaceAll('\n', '\r\n') : text;
	});
	const comments = (text: string) => text.match(/\/\* n \*\/|\/\/ n/g)?.length ?? 0;

	it('lose one deprecated call after the other, and nothing but the option’s spelling changes', async () => {
		await fc.assert(
			fc.asyncProperty(source, async (text) => {
				let current = text;
				for (let turn = 0; turn < 10; turn++) {
					const document = parse('Job.java', current);
					const calls = document.jobs?.deprecatedCalls ?? [];
					const [call] = calls;
					const equivalent = call?.equivalents[0];
					if (call === undefined || equivalent === undefined) break;
					const edits = javaEditor.replaceCall?.(document, call, equivalent);
					expect(edits).toBeDefined();
					current = applyEdits(current, edits ?? []);
					const again = parse('Job.java', current);
					expect(again.jobs?.deprecatedCalls.length).toBeLessThan(calls.length);
					const states = ({ settings }: typeof document) =>
						settings.map(({ key, value }) => `${key} ${value.kind === 'known' ? value.text : value.kind}`).sort();
					expect(states(again)).toEqual(states(document));
				}
				expect(comments(current)).toBe(comments(text));
				expect(await javaEditor.verify?.(text, current)).toBeUndefined();
				if (text.includes('\r\n')) expect(current.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
				expect(new Set(current.match(/^import .*;/gm))).toHaveProperty('size', current.match(/^import .*;/gm)?.length);
			}),
			{ numRuns: 60 },
		);
	});
});
