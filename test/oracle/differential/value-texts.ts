// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are among what people write
import type { OptionType } from '../../../src/model/value.ts';
import type { Random } from './random.ts';

const DURATION_UNITS = [
	...[
		'',
		'd',
		'day',
		'days',
		'h',
		'hour',
		'hours',
		'm',
		'min',
		'minute',
		'minutes',
		's',
		'sec',
		'secs',
		'second',
		'seconds',
		'ms',
		'milli',
	],
	...[
		'millis',
		'millisecond',
		'milliseconds',
		'us',
		'µs',
		'micro',
		'micros',
		'microsecond',
		'microseconds',
		'ns',
		'nano',
		'nanos',
		'nanosecond',
	],
	...[
		'nanoseconds',
		'MIN',
		'Minute',
		'SECONDS',
		'S',
		'H',
		'D',
		'M',
		'w',
		'y',
		'weeks',
		'mins',
		'hrs',
		'msec',
		'ſ',
		'MS',
		'µS',
		'min.',
		'ßm',
	],
];
const MEMORY_UNITS = [
	...[
		'',
		'b',
		'bytes',
		'k',
		'kb',
		'kibibytes',
		'm',
		'mb',
		'mebibytes',
		'g',
		'gb',
		'gibibytes',
		't',
		'tb',
		'tebibytes',
		'Mb',
		'MB',
		'Gb',
		'GB',
		'G',
	],
	...['M', 'K', 'T', 'KB', 'MiB', 'Gi', 'Mi', 'byte', 'p', 'ßm', 'K', 'gigabytes', '%'],
];
const BLANKS = ['', '', '', ' ', ' ', '  ', '\t', ' ', '　'];
const ODD_AMOUNTS = ['007', '+1', '-1', '1.5', '1,000', '1_000', '.5', '0x10', '1e3', '١٠', '1 000', '', '--1', '9223372036854775807'];
const HUGE = [
	'9223372036854775808',
	'99999999999999999999',
	'106751991167',
	'9007199254740993',
	'18446744073709551616',
	'2147483648',
	'-2147483649',
];
const ISO = [
	'PT10S',
	'PT10M',
	'P1D',
	'pt1h30m',
	'PT-1S',
	'PT0.5S',
	'P1DT2H',
	'PT',
	'P',
	'PT1.S',
	'-PT1S',
	'+PT5S',
	'P-1D',
	'PT1H-30M',
	'P1W',
	'PT,5S',
	'PT36H',
	'P1Y',
];
const BOOLEANS = [
	'true',
	'false',
	'TRUE',
	'False',
	'tRuE',
	' true',
	'true ',
	'yes',
	'no',
	'on',
	'off',
	'1',
	'0',
	'y',
	't',
	'',
	'null',
	'"true"',
	"'false'",
	'truе',
	'enabled',
	'fALSE',
];
const NUMBERS = [
	'0',
	'1',
	'-1',
	'4',
	'128',
	'32768',
	'1.0',
	'1.5',
	'0.4',
	'.5',
	'1.',
	'1e3',
	'1E-3',
	'NaN',
	'Infinity',
	'-Infinity',
	'.inf',
	'.nan',
	'1f',
	'2.5d',
	'1L',
	'0x1p3',
	'0x10',
	'1_000',
	'1,5',
	'٣',
	'３',
	'1 ',
	' 1',
	'+2',
	'1e400',
	'1e-400',
	'3.4028236e38',
	'3.4028235e38',
	'0.1000000001',
	'-0',
	'-0.0',
	'inf',
	'nan',
	'1e',
	'e1',
	'1__0',
	'123456789012345678',
	'0b1',
	'010',
	'ten',
	'1d1',
	'0x.8p1',
	'0x1',
	'0x1.8P-1F',
	'1e+5',
	'1e5f',
	'+NaN',
	'-.5e-3d',
];
const WORDS = [
	'rocksdb',
	'hashmap',
	'a',
	'b',
	'com.example',
	'org.apache.flink.Foo',
	'x y',
	'1',
	'true',
	's3://bucket/path',
	'/opt/flink',
	'-Xmx1g -Dfoo=bar',
	'é',
	'ü b',
	'10 s',
	'k:v',
	'',
	' ',
	'a,b',
	'"',
	"'",
	'""',
	"''",
	'\\',
	'[',
	']',
	'{',
	'}',
	'- a',
	'~',
	'null',
	'a#b',
	'äöü',
	'日本',
	'😀',
	'class:x.Y',
	'a: b',
	'<host>',
	'${X}',
	'*',
	'&a',
	'!t',
	'%d',
	'@x',
	'`c`',
	'|',
	'>',
	'?',
	'a\nb',
	'a\tb',
];
const NAMES: Readonly<Record<string, readonly string[]>> = {
	'execution.checkpointing.mode': ['EXACTLY_ONCE', 'AT_LEAST_ONCE'],
	'execution.checkpointing.externalized-checkpoint-retention': [
		'DELETE_ON_CANCELLATION',
		'RETAIN_ON_CANCELLATION',
		'NO_EXTERNALIZED_CHECKPOINTS',
	],
	'execution.runtime-mode': ['STREAMING', 'BATCH', 'AUTOMATIC'],
	'execution.savepoint-restore-mode': ['CLAIM', 'NO_CLAIM', 'LEGACY'],
	'execution.state-recovery.claim-mode': ['CLAIM', 'NO_CLAIM', 'LEGACY'],
	'state.backend.rocksdb.compaction.style': ['LEVEL', 'FIFO', 'UNIVERSAL', 'NONE'],
	'state.backend.rocksdb.log.level': ['DEBUG_LEVEL', 'INFO_LEVEL', 'HEADER_LEVEL', 'NUM_INFO_LOG_LEVELS'],
	'state.backend.rocksdb.priority-queue.type': ['HEAP', 'ROCKSDB'],
	'state.backend.rocksdb.priority-queue': ['HEAP', 'ROCKSDB'],
	'jobmanager.scheduler': ['Default', 'Adaptive', 'AdaptiveBatch', 'Ng'],
	'scheduler-mode': ['REACTIVE', 'reactive'],
	'execution.batch-shuffle-mode': ['ALL_EXCHANGES_PIPELINED', 'ALL_EXCHANGES_BLOCKING', 'ALL_EXCHANGES_HYBRID_FULL'],
	'pipeline.closure-cleaner-level': ['NONE', 'TOP_LEVEL', 'RECURSIVE'],
	'taskmanager.load-balance.mode': ['NONE', 'SLOTS', 'TASKS', 'MIN_RESOURCES'],
};

/** A text that somebody might give an option of that type: mostly right, often odd, sometimes wrong. */
export function valueText(random: Random, type: OptionType, key = ''): string {
	if (random.chance(0.04)) return random.pick(WORDS);
	switch (type) {
		case 'duration':
			return durationText(random);
		case 'memory':
			return amount(random) + random.pick(BLANKS) + random.pick(MEMORY_UNITS) + random.pick(['', '', '', '', ' ']);
		case 'boolean':
			return random.weighted([
				[3, 'true'],
				[3, 'false'],
				[4, random.pick(BOOLEANS)],
			]);
		case 'int':
		case 'long':
			return random.chance(0.5) ? String(random.below(300)) : random.pick([...ODD_AMOUNTS, ...HUGE, ...NUMBERS]);
		case 'float':
		case 'double':
			return random.chance(0.4) ? String(random.below(1000) / 1000) : random.pick(NUMBERS);
		case 'enum':
			return enumText(random, key);
		case 'list':
			return listText(random);
		case 'map':
			return mapText(random);
		case 'string':
		case 'object':
			return random.pick(WORDS);
	}
}

function durationText(random: Random): string {
	if (random.chance(0.06)) return random.pick(ISO);
	return amount(random) + random.pick(BLANKS) + random.pick(DURATION_UNITS) + random.pick(['', '', '', '', ' ', ' x']);
}

function amount(random: Random): string {
	return random.weighted([
		[8, () => String(random.pick([0, 1, 5, 10, 60, 128, 500, 1600, 60_000]))],
		[1, () => random.pick(ODD_AMOUNTS)],
		[1, () => random.pick(HUGE)],
	])();
}

function enumText(random: Random, key: string): string {
	const name = random.pick(NAMES[key] ?? ['NONE', 'ALL']);
	return random.weighted([
		[4, name],
		[2, name.toLowerCase()],
		[1, name.toLowerCase().replaceAll('_', '-')],
		[1, `${name} `],
		[1, name.charAt(0) + name.slice(1).toLowerCase()],
		[1, `${name}X`],
		[1, name.replaceAll('i', 'ı').replaceAll('I', 'İ')],
	]);
}

function listText(random: Random): string {
	const items = random.many(random.below(4), () => item(random, ';'));
	const inner = items.join(random.pick([';', '; ', ' ; ', ';;', ',', ', ']));
	return random.weighted([
		[6, inner],
		[2, `[${items.join(', ')}]`],
		[1, `${inner};`],
		[1, `- ${items.join('\n- ')}`],
	]);
}

function mapText(random: Random): string {
	const pairs = random.many(random.below(4), () => item(random, ',') + random.pick([':', ':', ': ', ' : ', '']) + item(random, ','));
	const inner = pairs.join(random.pick([',', ', ', ' , ', ',,', ';']));
	return random.weighted([
		[6, inner],
		[2, `{${pairs.join(', ')}}`],
		[1, `${inner},`],
	]);
}

function item(random: Random, delimiter: string): string {
	const word = random.chance(0.6) ? random.pick(['a', 'b', 'c', 'k1', 'v 1', '1', '10 s', 'true', 'x.y']) : random.pick(WORDS);
	return random.weighted([
		[6, word],
		[1, `'${word}'`],
		[1, `"${word}"`],
		[1, `'${word.replaceAll("'", "''")}${delimiter}z'`],
	]);
}
