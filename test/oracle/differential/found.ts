// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are among what people write
import type { DifferentialFile, FileKind } from './corpus.ts';

/** The files in which Flink and flint were found to differ, cut down to what made the difference; since then flint reads them as Flink does. */
export function foundFiles(kind: FileKind): readonly DifferentialFile[] {
	return Object.entries({ ...BOTH, ...(kind === 'standard' ? STANDARD : {}) }).map(([name, text]) => ({
		id: `found/${name}`,
		kind,
		bytes: Buffer.from(text, 'utf8'),
	}));
}

const BOTH: Readonly<Record<string, string>> = {
	// Plain numbers of milliseconds before 1.20.
	'duration-that-was-a-number':
		'heartbeat.timeout: 60 s\nheartbeat.interval: 10000\nslot.idle.timeout: 1 min\nmetrics.latency.interval: "0"\n',
	'duration-that-was-a-text': 'pekko.tcp.timeout: soon\n',
	'key-of-another-option': 'rest.port: 8081-8090\n',
	'key-of-another-option-alone': 'rest.port: one\nrest.address: x\n',
	'iso-duration-with-signs':
		'execution.checkpointing.interval: PT1H-30M\nexecution.checkpointing.timeout: +PT5S\nrestart-strategy.fixed-delay.delay: -PT-1S\n',
	'names-of-a-list': 'state.backend.rocksdb.compression.per.level: LZ4_COMPRESSION;snappy_compression\n',
	'no-name-of-a-list': 'state.backend.rocksdb.compression.per.level: lz4\n',
	'comment-that-looks-like-a-template': '#{"q": a "b" }\na: 1\n',
	'map-without-a-key': 'pipeline.global-job-parameters: "~: x"\n',
	'name-of-a-later-version': 'jobmanager.scheduler: AdaptiveBatch\ntaskmanager.load-balance.mode: MIN_RESOURCES\n',
};

const aliases = (count: number): string => `base: &x {k: v}\nall:\n${Array.from({ length: count }, (_, i) => `  a${i}: *x\n`).join('')}`;

const STANDARD: Readonly<Record<string, string>> = {
	'quoted-lines-with-tabs': 'a: "x\t\n\t\n  y"\nb: \'c\n\n\td\'\n',
	'quote-closed-at-the-margin': 'a: "x\n"\nb: \'y\n  z\n\'\n',
	'quoted-line-that-looks-like-a-key': 'a: "x\nb: y"\nc: \'x\n# no comment\'\n',
	'quote-glued-comment': "a: 'x'#glued\nb: [c]#glued\n",
	'colons-in-a-list': 'a: [::1]\n',
	'colons-in-a-plain-text': 'a: ::1\nb: [a::1, x:y]\n',
	'block-indented-too-far': 'a: |9\n\n\n# comment\nb: 1\n',
	'block-after-deeper-blanks': 'a: |\n      \n  x\n',
	'block-without-its-last-break': 'a: |\n  x',
	'block-comment': 'a: | # why\n  x\nb: >-\n  y\n\n  z\n',
	'alias-of-nothing-in-a-list': 'a: [x, *missing]\n',
	'alias-of-nothing-in-a-list-of-lines': 'a:\n  - x\n  - *missing\n',
	'tag-of-another-node': 'a: !!map 5 gb\n',
	'tag-of-a-scalar-on-a-list': 'a: !!str [x]\n',
	'tag-without-a-number': 'a: !!int ten\n',
	'tag-without-a-name-of-a-number': 'a: !!float +NaN\n',
	'tag-without-a-boolean': 'a: !!bool yes\n',
	'tag-without-base64': 'a: !!binary 日本語\n',
	'tag-unknown-in-a-list': 'a: [!unknown x]\n',
	'tag-unknown-on-a-key': '!unknown a: x\n',
	'tag-in-a-flow-list': 'a: [!!str 1, !!str]\n',
	'directive-twice': '%YAML 1.2\n%YAML 1.2\n---\na: 1\n',
	'directive-of-another-major': '%YAML 2.0\n---\na: 1\n',
	'document-end-first': '...\na: 1\n',
	'tag-handle': '%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n',
	'numbers-that-are-none': 'taskmanager.cpu.cores: 1e400\na: .nan\nb: -.inf\nc: [.inf, 1e3]\nenv.java.opts.all: .inf\n',
	'float-that-is-none': 'taskmanager.memory.managed.fraction: .nan\n',
	'float-out-of-range': 'taskmanager.memory.managed.fraction: 3.4028235e38\n',
	'float-as-a-text-out-of-range': 'taskmanager.memory.managed.fraction: "1e39"\n',
	'list-with-breaks-and-tabs': 'env.java.opts.all: ["a\\nb", "c\\td", \'it\'\'s\', "\\e", 2#67, "-1x", ": "]\n',
	'list-for-a-text': "io.tmp.dirs:\n  - zo]okeeper\n  - 'yes'\n  - {a: 'x, y', b: [1, ~]}\n",
	'list-that-holds-itself': 'a: &x\n  b: [*x, c]\n',
	'list-that-holds-a-list-twice': 'a: [&x [1], *x]\npipeline.jars: [&y [1, 2], *y, z]\n',
	'list-of-maps-with-a-key-twice': 'a: [{k: 1, k: 2}]\n',
	'list-of-maps-for-a-list': 'pipeline.jars: [{a: "b\\tc"}, a: b]\n',
	'alias-of-a-text-in-a-list': 'base: &x "a: \\t"\npipeline.jars: [b, *x]\nio.tmp.dirs: [*x, *x]\n',
	'tag-of-bytes-in-a-map': 'pipeline.global-job-parameters:\n  a: !!binary YWJj\n  b: c\n',
	'template-behind-an-alias': 'base: &x [a, "${B}"]\nenv.java.opts.all: *x\n',
	'fifty-aliases': aliases(50),
	'fifty-one-aliases': aliases(51),
	'alias-of-a-text-often': `base: &x v\n${Array.from({ length: 60 }, (_, i) => `a${i}: *x\n`).join('')}`,
	'key-of-1024-characters': `${'k'.repeat(1024)}: v\n`,
	'key-of-1025-characters': `${'k'.repeat(1025)}: v\n`,
	'key-after-an-alias': 'base: &x name\n*x : v\n',
	'keys-equal-as-numbers': 'a: {1: x, 01: y}\n',
	'flow-map-with-bare-keys': 'a: {b, c: d}\n',
	'line-separators': 'a: x \u0085b: y\nc: z \u2028d\n',
	'plain-before-a-document-mark': 'a: x\n---\n',
	'text-that-begins-like-a-document-mark': 'a: x\n ---y\nb: z\n---y: 1\n',
	'more-than-three-million-characters': `a: 1\n${'# filler filler filler filler filler filler filler\n'.repeat(65_000)}b: 2\n`,
};
