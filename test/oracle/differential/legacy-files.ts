import { mutated } from './mutations.ts';
import type { Random } from './random.ts';
import { anyKey, anyValue } from './vocabulary.ts';

const COMMENTS = ['# comment', '#comment', '#', '## a: b', '#======', '# \u00e4', '#\ttab'];
const SEPARATORS = ': ';
const ODD_SEPARATORS = [':', '=', ' = ', ' : ', ':  ', ':\t', ' :', '\t: ', ': : ', ':\u00a0', '\u2236 ', ': \t ', '::', ' '];

/** The text of a flink-conf.yaml as people write them, with the slips they make. */
export function legacyFile(random: Random): string {
	const lines = random.many(random.between(1, 14), () => line(random));
	const breaks = random.weighted([
		[12, '\n'],
		[3, '\r\n'],
		[1, '\r'],
		[1, '\n\r'],
		[1, '\u2028'],
		[1, '\u0085'],
	]);
	const text = lines.join(breaks) + (random.chance(0.8) ? breaks : '');
	const started = random.chance(0.05) ? `\ufeff${text}` : text;
	return random.chance(0.25) ? mutated(random, started) : started;
}

function line(random: Random): string {
	return random.weighted([
		[60, () => statement(random, SEPARATORS)],
		[12, () => statement(random, random.pick(ODD_SEPARATORS))],
		[8, () => random.pick(COMMENTS)],
		[4, () => `${indent(random)}${random.pick(COMMENTS)}`],
		[5, () => random.pick(['', ' ', '\t', '\u00a0', '\f'])],
		[4, () => `${anyKey(random)}:${random.pick(['', ' ', '  ', ' #', ' # later'])}`],
		[3, () => `${indent(random)}- ${anyValue(random, 'a')}`],
		[
			3,
			() =>
				random.pick(['---', '...', '%YAML 1.2', '{', '}', '<<: *base', 'base: &base', '!include x', '? a', ': ', ' : x', '#: x', 'a : ']),
		],
		[2, () => `${anyKey(random)}: ${anyKey(random)}: ${anyValue(random, 'a')}`],
	])();
}

function statement(random: Random, separator: string): string {
	const key = anyKey(random);
	return `${indent(random)}${quotedKey(random, key)}${separator}${value(random, key)}${ending(random)}`;
}

function indent(random: Random): string {
	return random.weighted([
		[14, ''],
		[2, '  '],
		[1, ' '],
		[1, '\t'],
		[1, '    '],
		[0.3, '\u00a0'],
		[0.3, '\u3000'],
		[0.3, '\u001f'],
	]);
}

function quotedKey(random: Random, key: string): string {
	return random.weighted([
		[30, key],
		[1, `"${key}"`],
		[1, `'${key}'`],
		[1, `${key} `],
		[1, key.toUpperCase()],
		[0.5, `${key}\u200b`],
		[0.5, `export ${key}`],
	]);
}

function value(random: Random, key: string): string {
	const text = anyValue(random, key);
	return random.weighted([
		[14, text],
		[2, `"${text}"`],
		[1, `'${text}'`],
		[1, `"${text}`],
		[1, `[${text}]`],
		[1, `&anchor ${text}`],
		[0.5, '|'],
		[0.5, ''],
	]);
}

function ending(random: Random): string {
	return random.weighted([
		[20, ''],
		[2, ' '],
		[1, '\t'],
		[3, ' # every minute'],
		[2, '#glued'],
		[1, '\t# tab'],
		[1, ' ## a: b # c'],
		[0.5, '\u00a0'],
		[0.05, '\u0000'],
		[0.5, ';'],
		[0.5, '\\'],
	]);
}
