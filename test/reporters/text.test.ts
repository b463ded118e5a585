import { describe, expect, test } from 'vitest';
import { documentOf, findingOf, fixOf, frameOf, insertAfter, placeOf, replace, resultOf, textOf } from './build.ts';

const conf = documentOf(
	'conf/flink-conf.yaml',
	`jobmanager.rpc.address: jm
# how state is kept

state.backend: rocksdb
state.checkpoints.dir: s3://acme/checkpoints
execution.checkpointing.interval: 30 s   # twice a minute
`,
);

const incremental = findingOf({
	rule: 'incremental-checkpoints-off',
	message: {
		what: 'RocksDB copies its whole state at every checkpoint',
		why: 'upload time grows with the state, until checkpoints no longer fit their timeout (all Flink versions: the default is off)',
		do: 'set `state.backend.incremental` to `true`',
	},
	at: placeOf(conf, 'state.backend: rocksdb'),
	label: 'RocksDB is chosen here',
	related: [{ place: placeOf(conf, 'execution.checkpointing.interval: 30 s'), message: 'and copied every 30 s' }],
	fix: fixOf('safe', [insertAfter(conf, 'state.backend: rocksdb', 'state.backend.incremental: true')]),
});

describe('a finding', () => {
	test('shows its places, its reason, its remedy and its fix', () => {
		expect(textOf(resultOf([conf], [incremental], { files: 4, suppressed: 1 }))).toBe(`\
warning[incremental-checkpoints-off]: RocksDB copies its whole state at every checkpoint
  --> conf/flink-conf.yaml:4:1
   |
 4 | state.backend: rocksdb
   | ^^^^^^^^^^^^^^^^^^^^^^ RocksDB is chosen here
   ...
 6 | execution.checkpointing.interval: 30 s   # twice a minute
   | -------------------------------------- and copied every 30 s
   |
   = why: upload time grows with the state, until checkpoints no longer fit
          their timeout (all Flink versions: the default is off)
   = do:  set \`state.backend.incremental\` to \`true\`
   = fix (safe): + state.backend.incremental: true
   = more: flint explain incremental-checkpoints-off

1 warning in 4 files of 1 application (1 suppressed)
1 can be fixed with \`flint fix --write\`
`);
	});

	test('shows related places of other files in blocks of their own', () => {
		const java = documentOf('src/Job.java', 'class Job {\n  void run() {\n    env.enableCheckpointing(5000);\n  }\n}\n');
		const finding = findingOf({
			at: placeOf(conf, 'execution.checkpointing.interval: 30 s'),
			label: 'has no effect',
			related: [{ place: placeOf(java, 'enableCheckpointing(5000)'), message: 'overridden here' }],
		});
		expect(frameOf(resultOf([conf, java], [finding]))).toBe(`\
   |
 6 | execution.checkpointing.interval: 30 s   # twice a minute
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no effect
   |
  ::: src/Job.java:3:9
   |
 3 |     env.enableCheckpointing(5000);
   |         ------------------------- overridden here
   |`);
	});

	test('draws neighbouring lines without a gap, and two marks of one line below each other', () => {
		const finding = findingOf({
			at: placeOf(conf, 'rocksdb'),
			related: [
				{ place: placeOf(conf, 'state.backend'), message: 'the key' },
				{ place: placeOf(conf, 's3://acme/checkpoints'), message: 'the directory' },
			],
		});
		expect(frameOf(resultOf([conf], [finding]))).toBe(`\
   |
 4 | state.backend: rocksdb
   |                ^^^^^^^
   | ------------- the key
 5 | state.checkpoints.dir: s3://acme/checkpoints
   |                        --------------------- the directory
   |`);
	});

	test('marks only the first line of a place that goes on', () => {
		const java = documentOf('Job.java', 'stream\n  .keyBy(x)\n  .map(y);\n');
		const finding = findingOf({ at: { file: 'Job.java', range: { start: 0, end: java.text.length } }, label: 'this chain' });
		expect(frameOf(resultOf([java], [finding]))).toBe('   |\n 1 | stream\n   | ^^^^^^ this chain\n   |');
	});

	test('in an empty file points at its beginning', () => {
		const empty = documentOf('app.json', '');
		const finding = findingOf({ at: { file: 'app.json', range: { start: 0, end: 0 } } });
		expect(frameOf(resultOf([empty], [finding]))).toBe('   |\n 1 |\n   | ^\n   |');
	});

	test('names its applications where there are several', () => {
		const shared = findingOf({ ...incremental, applications: ['orders', 'payments'] });
		const result = resultOf([conf], [shared]);
		const text = textOf({ ...result, applications: [...result.applications, ...result.applications] });
		expect(text).toContain('   = in:  orders, payments\n');
		expect(text).toContain('in 1 file of 2 applications\n');
	});
});

describe('a fix', () => {
	const shown = (fix: ReturnType<typeof fixOf>, document = conf): string => {
		const text = textOf(resultOf([document], [findingOf({ at: { file: document.path, range: { start: 0, end: 1 } }, fix })]));
		return text.slice(text.indexOf('   = fix'), text.indexOf('   = more'));
	};

	test('that replaces a value shows both lines', () => {
		expect(shown(fixOf('safe', [replace(conf, '30 s', '1 min')]))).toBe(
			'   = fix (safe): - execution.checkpointing.interval: 30 s   # twice a minute\n' +
				'                 + execution.checkpointing.interval: 1 min   # twice a minute\n',
		);
	});

	test('that removes a line shows the line', () => {
		expect(shown(fixOf('safe', [replace(conf, 'state.backend: rocksdb\n', '')]))).toBe('   = fix (safe): - state.backend: rocksdb\n');
	});

	test('that needs a decision says which', () => {
		const fix = fixOf('unsafe', [insertAfter(conf, 'rocksdb', 'pipeline.max-parallelism: 720')], {
			decide: 'a running job does not restore with another value',
		});
		expect(shown(fix)).toBe(
			'   = fix (unsafe): + pipeline.max-parallelism: 720\n   = decide: a running job does not restore with another value\n',
		);
	});

	test('in JSON leaves out the comma that only separates', () => {
		const json = documentOf('app.json', '{\n  "CheckpointInterval": 60000\n}\n');
		const fix = fixOf('safe', [{ file: 'app.json', range: { start: 31, end: 31 }, text: ',\n  "MinPauseBetweenCheckpoints": 30000' }]);
		expect(shown(fix, json)).toBe('   = fix (safe): + "MinPauseBetweenCheckpoints": 30000\n');
	});

	test('that adds nested keys keeps their indentation', () => {
		const fix = fixOf('safe', [insertAfter(conf, 'rocksdb', 'pipeline:\n  max-parallelism: 720')]);
		expect(shown(fix)).toBe('   = fix (safe): + pipeline:\n                 +   max-parallelism: 720\n');
	});

	test('of many lines or of several files says its title', () => {
		const lines = Array.from({ length: 9 }, (_, index) => `line${index}: 1`).join('\n');
		expect(shown(fixOf('safe', [insertAfter(conf, 'rocksdb', lines)], { title: 'add nine lines' }))).toBe(
			'   = fix (safe): add nine lines\n',
		);
		const elsewhere = { file: 'other.yaml', range: { start: 0, end: 0 }, text: 'a: b\n' };
		expect(shown(fixOf('safe', [replace(conf, '30 s', '1 min'), elsewhere], { title: 'set both' }))).toBe('   = fix (safe): set both\n');
	});

	test('that is cut still shows what differs', () => {
		const json = documentOf(
			'app.json',
			'{ "ApplicationSnapshotConfiguration": { "ASettingWithALongName": 1, "SnapshotsEnabled": false } }\n',
		);
		expect(shown(fixOf('safe', [replace(json, 'false', 'true')]), json)).toBe(
			'   = fix (safe): - …"SnapshotsEnabled": false } }\n                 + …"SnapshotsEnabled": true } }\n',
		);
	});

	test('is cut to the width', () => {
		const fix = fixOf('safe', [insertAfter(conf, 'rocksdb', `long.key: ${'x'.repeat(200)}`)]);
		expect(shown(fix)).toBe(`   = fix (safe): + long.key: ${'x'.repeat(50)}…\n`);
	});
});

describe('a line that is too long', () => {
	const line = `${'a'.repeat(150)} state.backend: rocksdb ${'z'.repeat(150)}`;
	const long = documentOf('x.yaml', `${line}\n`);

	test('is cut around the caret', () => {
		const finding = findingOf({ at: placeOf(long, 'state.backend: rocksdb'), label: 'here' });
		const frame = frameOf(resultOf([long], [finding]));
		expect(frame).toBe(`\
   |
 1 | …${'a'.repeat(23)} state.backend: rocksdb ${'z'.repeat(26)}…
   | ${' '.repeat(25)}^^^^^^^^^^^^^^^^^^^^^^ here
   |`);
		for (const row of frame.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
	});

	test('keeps its beginning or end where the caret is near', () => {
		const start = frameOf(resultOf([long], [findingOf({ at: { file: 'x.yaml', range: { start: 2, end: 5 } } })]));
		expect(start).toContain(` 1 | ${'a'.repeat(74)}…\n   |   ^^^\n`);
		const end = frameOf(resultOf([long], [findingOf({ at: { file: 'x.yaml', range: { start: line.length - 3, end: line.length } } })]));
		expect(end).toContain(` 1 | …${'z'.repeat(74)}\n   | ${' '.repeat(72)}^^^\n`);
	});

	test('of a megabyte is cut around its caret', () => {
		const huge = documentOf('x.json', `${'[1,'.repeat(400_000)}"here"${',2]'.repeat(400_000)}`);
		const frame = frameOf(resultOf([huge], [findingOf({ at: placeOf(huge, '"here"') })]));
		expect(frame).toContain('[1,"here",2]');
		for (const row of frame.split('\n')) expect(row.length).toBeLessThanOrEqual(80);
	});

	test('has its label below where there is no room behind the caret', () => {
		const finding = findingOf({ at: placeOf(conf, 's3://acme/checkpoints'), label: 'this directory belongs to another job, see the wiki' });
		expect(frameOf(resultOf([conf], [finding]), 60)).toBe(`\
   |
 5 | state.checkpoints.dir: s3://acme/checkpoints
   |                        ^^^^^^^^^^^^^^^^^^^^^
   |     this directory belongs to another job, see the wiki
   |`);
	});
});

describe('characters that are not one column wide', () => {
	const caretUnder = (text: string, part: string, secrets: readonly string[] = []): string => {
		const document = documentOf('x.yaml', text, secrets);
		return frameOf(resultOf([document], [findingOf({ at: placeOf(document, part) })]))
			.split('\n')
			.slice(1, 3)
			.join('\n');
	};

	test('tabs become spaces', () => {
		expect(caretUnder('a:\tb\tc', 'c')).toBe(' 1 | a:  b   c\n   |         ^');
	});

	test('East Asian characters and emoji take two', () => {
		expect(caretUnder('名前: x', 'x')).toBe(' 1 | 名前: x\n   |       ^');
		expect(caretUnder('名前: x', '前')).toBe(' 1 | 名前: x\n   |   ^^');
		expect(caretUnder('👩‍💻 🚀: x', 'x')).toBe(' 1 | 👩‍💻 🚀: x\n   |        ^');
	});

	test('combining marks take none', () => {
		expect(caretUnder('cafe\u0301: x', 'x')).toBe(' 1 | cafe\u0301: x\n   |       ^');
	});

	test('control characters and reordering marks are shown, not obeyed', () => {
		expect(caretUnder('a: \u001b[31mb\u202e', 'b')).toBe(' 1 | a: \ufffd[31mb\ufffd\n   |         ^');
		const document = documentOf('x.yaml', 'a: b');
		const finding = findingOf({ at: placeOf(document, 'a'), message: { what: '`\u001b[2J` is no key', why: 'w', do: 'd' } });
		expect(textOf(resultOf([document], [finding]))).toContain('`\ufffd[2J` is no key');
	});
});

describe('secrets', () => {
	const secret = documentOf('x.yaml', 's3.secret-key: hunter2hunter2 # key\nstate.backend: rocksdb\n', ['hunter2hunter2']);

	test('are masked in frames, and carets stay aligned', () => {
		const finding = findingOf({ at: placeOf(secret, 'key\n'), label: 'here' });
		expect(frameOf(resultOf([secret], [finding]))).toBe('   |\n 1 | s3.secret-key: **** # key\n   |                       ^^^ here\n   |');
	});

	test('are masked in messages, labels and fixes', () => {
		const finding = findingOf({
			at: placeOf(secret, 'hunter2hunter2'),
			message: { what: 'the value `hunter2hunter2` is odd', why: 'as `hunter2hunter2` shows', do: 'remove `hunter2hunter2`' },
			label: '`hunter2hunter2`',
			fix: fixOf('unsafe', [replace(secret, 's3.secret-key', 's3.secret.key')], { title: 'move `hunter2hunter2`' }),
		});
		const text = textOf(resultOf([secret], [finding]));
		expect(text).not.toContain('hunter2');
		expect(text).toContain('the value `****` is odd');
		expect(text).toContain('+ s3.secret.key: **** # key');
	});
});

describe('the closing lines', () => {
	const at = placeOf(conf, 'state.backend');
	const safe = fixOf('safe', []);
	const unsafe = fixOf('unsafe', []);

	test('count by severity and say what can be fixed', () => {
		const findings = [
			findingOf({ at, severity: 'error', fix: safe }),
			findingOf({ at, severity: 'error', fix: unsafe }),
			findingOf({ at, severity: 'warning', fix: unsafe }),
			findingOf({ at, severity: 'info' }),
		];
		expect(
			textOf(resultOf([conf], findings))
				.split('\n')
				.slice(-3)
				.join('\n'),
		).toBe('2 errors, 1 warning, 1 info in 1 file of 1 application\n1 can be fixed with `flint fix --write`, 2 more with `--unsafe`\n');
		expect(textOf(resultOf([conf], [findingOf({ at, fix: unsafe })]))).toMatch(/\n1 can be fixed with `flint fix --write --unsafe`\n$/);
	});

	test('say that nothing was found, or nothing to look at', () => {
		expect(textOf(resultOf([conf], []))).toBe('no findings in 1 file of 1 application\n');
		expect(textOf(resultOf([], [], { applications: [] }))).toBe('found no file that configures Flink\n');
	});
});

test('findings come by file and line', () => {
	const other = documentOf('a.yaml', 'x: 1\ny: 2\n');
	const findings = [
		findingOf({ rule: 'third', at: placeOf(conf, 'rocksdb') }),
		findingOf({ rule: 'second', at: placeOf(other, 'y') }),
		findingOf({ rule: 'first', at: placeOf(other, 'x') }),
	];
	expect(textOf(resultOf([conf, other], findings)).match(/\[\w+\]/g)).toEqual(['[first]', '[second]', '[third]']);
});

test('colour changes no text', () => {
	const result = resultOf([conf], [incremental]);
	const colored = textOf(result, { color: true });
	expect(colored).toContain('\u001b[');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
	expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(textOf(result));
});

test('a BOM is no column and is not drawn', () => {
	const bom = documentOf('x.yaml', '\ufeffstate.backend: rocksdb\n');
	const text = textOf(resultOf([bom], [findingOf({ at: placeOf(bom, 'state.backend') })]));
	expect(text).toContain('  --> x.yaml:1:1\n   |\n 1 | state.backend: rocksdb\n   | ^^^^^^^^^^^^^\n');
});
