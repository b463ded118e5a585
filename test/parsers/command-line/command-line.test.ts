// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/parsers/command-line/command-line.ts';
import { recogniseCommandLine } from '../../../src/parsers/command-line/recognition.ts';
import { wordsFrom } from '../../../src/parsers/command-line/words.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

function settings(text: string): readonly string[] {
	return parseCommandLine('run.sh', text).settings.map(
		({ key, value, valueRange }) =>
			`${key}=${value.kind === 'unknown' ? '?' : value.text} (${text.slice(valueRange?.start, valueRange?.end)})`,
	);
}

describe('a command that submits a job', () => {
	it('sets what its -D arguments say, over several lines', () => {
		expect(
			settings(
				'flink run -d \\\n  -Dstate.backend.type=rocksdb \\\n  -D execution.checkpointing.interval="30 s" \\\n  -c com.acme.Orders target/orders.jar\n',
			),
		).toEqual(['state.backend.type=rocksdb (rocksdb)', 'execution.checkpointing.interval=30 s (30 s)']);
	});
	it('ends at the jar: what follows is for the program', () => {
		expect(settings('./bin/flink run -p 4 orders.jar -Dparallelism.default=9 -p 7\n')).toEqual(['parallelism.default=4 (4)']);
	});
	it('names memory and slots in the words of YARN', () => {
		expect(settings('flink run -m yarn-cluster -yjm 1024 -ytm 4g -ys 2 -yD state.backend=rocksdb job.jar\n')).toEqual([
			'jobmanager.memory.process.size=1024m (1024)',
			'taskmanager.memory.process.size=4g (4g)',
			'taskmanager.numberOfTaskSlots=2 (2)',
			'state.backend=rocksdb (rocksdb)',
		]);
	});
	it('may start a session by the name that EMR gives the script', () => {
		const text = 'flink-yarn-session -jm 1024 -s 2 \\\n -D state.backend=rocksdb -d\n';
		expect(settings(text)).toEqual([
			'jobmanager.memory.process.size=1024m (1024)',
			'taskmanager.numberOfTaskSlots=2 (2)',
			'state.backend=rocksdb (rocksdb)',
		]);
		expect(recogniseCommandLine(text)).toBe(true);
	});
	it('says nothing of variables, and ends with its line, a pipe or a semicolon', () => {
		expect(settings('flink run -Dparallelism.default=$P -Drest.port=${PORT:-8081} a.jar; echo -Dparallelism.default=2\n')).toEqual([
			'parallelism.default=? ($P)',
			'rest.port=? (${PORT:-8081})',
		]);
	});
	it('does not count in a comment', () => {
		expect(settings('# flink run -Dparallelism.default=2 a.jar\n')).toEqual([]);
	});
	it('stands in CI files too', () => {
		expect(
			settings('jobs:\n  deploy:\n    steps:\n      - run: flink run-application -t yarn-application -Dparallelism.default=2 a.jar\n'),
		).toEqual(['parallelism.default=2 (2)']);
	});
});

describe('a script beside a program', () => {
	const java = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Orders {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(60000);
    env.execute();
  }
}
`;
	it("configures the job whose class it names, over the cluster's file", async () => {
		const { applications } = await lintFiles({
			'src/main/java/Orders.java': java,
			'conf/flink-conf.yaml': 'state.backend: hashmap\nparallelism.default: 2\n',
			'deploy.sh': 'flink run -c com.acme.Orders -Dstate.backend=rocksdb target/orders.jar\n',
		});
		expect(applications).toHaveLength(1);
		expect(applications[0]?.config.name('state.backend.type')).toBe('rocksdb');
		expect(applications[0]?.config.number('parallelism.default')).toBe(2);
	});
	it('claims nothing about what neither says', async () => {
		const { findings } = await lintFiles({ 'deploy.sh': 'flink run -Dstate.backend.type=rocksdb a.jar\n' });
		expect(findings).toEqual([]);
	});
	it('gets a wrong value corrected in its own words', async () => {
		const script =
			'set -e\nflink run \\\n  -Dexecution.checkpointing.interval=30s \\\n  -Dexecution.checkpointing.min-pause=2min \\\n  a.jar\n';
		const files = { 'deploy.sh': script };
		expect(afterFix(files, await fixFiles(files, false))['deploy.sh']).toBe(script.replace('interval=30s', 'interval=2min'));
	});
});

describe('every command', () => {
	it('is taken apart into words that stand where they say, quotes left out', () => {
		const word = fc.stringMatching(/^[a-zA-Z0-9.=:/_-]{1,8}$/);
		const spelled = fc.tuple(word, fc.constantFrom('', '"', "'")).map(([text, quote]) => ({ text, written: `${quote}${text}${quote}` }));
		fc.assert(
			fc.property(fc.array(spelled, { maxLength: 8 }), fc.constantFrom(' ', '  ', ' \\\n  '), (words, gap) => {
				const line = words.map(({ written }) => written).join(gap);
				const read = wordsFrom(`${line}\nrest`, 0);
				expect(read.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
				for (const { text, at } of read) expect(at.map((offset) => line.charAt(offset)).join('')).toBe(text);
			}),
		);
	});
	it('is read without throwing', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '"', "'", '\\', ' ', '\n', '$', '{', '}', '-', 'D', '=', '#') }), (rest) => {
				expect(() => parseCommandLine('x.sh', `flink run ${rest}`)).not.toThrow();
			}),
		);
	});
});
