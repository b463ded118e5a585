import type { Random } from './random.ts';

const ESCAPES = [
	'\\n',
	'\\t',
	'\\x41',
	'\\u00e4',
	'\\U0001F600',
	'\\\\',
	'\\"',
	'\\/',
	'\\e',
	'\\0',
	'\\a',
	'\\_',
	'\\N',
	'\\L',
	'\\P',
	'\\ ',
	'\\q',
	'\\x4',
	'\\uD83D\\uDE00',
	'\\ud83d',
	'\\\n   ',
	'\\d',
];

/** A text as a YAML scalar that says just that text. */
export function soundScalar(random: Random, text: string, indent: string): string {
	const lines = /[\n]/.test(text);
	return random.weighted([
		[70, () => (isPlain(text) ? text : double(text))],
		[10, () => double(text)],
		[8, () => (lines ? double(text) : `'${text.replaceAll("'", "''")}'`)],
		[2, () => `"${escapedText(text)}${random.pick(SOUND_ESCAPES)}"`],
		[isPlain(text) ? 2 : 0, () => soundBlock(random, text, indent)],
		[isPlain(text) ? 2 : 0, () => `${text}\n${random.pick(['', '\n'])}${indent}  ${random.pick(['more', 'and more', '-Dx=y'])}`],
		[
			1,
			() =>
				`"${escapedText(text)}${random.pick(['', ' ', '\t'])}\n${random.pick(['', '\n', '\t\n'])}${random.pick(['', '\t', indent, `${indent}    `])}more"`,
		],
		[1, () => `'a\n${indent}  b'`],
	])();
}

const SOUND_ESCAPES = ['\\n', '\\t', '\\x41', '\\u00e4', '\\U0001F600', '\\\\', '\\"', '\\/', '\\_', '\\\n   ', ''];

function isPlain(text: string): boolean {
	return /^[A-Za-z0-9/.\u00a1-\uffff<$(+][^\n\t#]*$/.test(text) && !/: |:$| $/.test(text);
}

function double(text: string): string {
	return `"${escapedText(text)}"`;
}

function escapedText(text: string): string {
	return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function soundBlock(random: Random, text: string, indent: string): string {
	const inner = `${indent}${random.pick([' ', '  ', '    '])}`;
	const more = random.pick(['', `\n${inner}b: c`, `\n\n${inner}# no comment`, `\n${inner}  deeper\n${inner}x`, '\n', '\n\n']);
	return `${random.pick(['|', '>', '|-', '>-', '|+', '>+', '| # why'])}\n${inner}${text}${more}`;
}

/** A text in one of YAML's ways of writing scalars, whether it suits the text or not. */
export function oddScalar(random: Random, text: string, indent: string): string {
	return random.weighted([
		[60, () => text],
		[10, () => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`],
		[8, () => `'${text.replaceAll("'", "''")}'`],
		[2, () => `"${text}"`],
		[2, () => `'${text}'`],
		[2, () => `"${inserted(random, text, random.pick(ESCAPES))}"`],
		[2, () => block(random, text, indent)],
		[1.5, () => folded(random, text, indent)],
		[1, () => `"${folded(random, text.replaceAll('"', ''), indent)}"`],
		[1, () => `'${folded(random, text.replaceAll("'", ''), indent)}'`],
		[0.3, () => `"${text}`],
		[0.3, () => `"${text}" x`],
	])();
}

function inserted(random: Random, text: string, part: string): string {
	const at = random.below(text.length + 1);
	return text.slice(0, at) + part + text.slice(at);
}

function block(random: Random, text: string, indent: string): string {
	const header = random.pick([
		'|',
		'|',
		'>',
		'|-',
		'>-',
		'|+',
		'>+',
		'|2',
		'|1',
		'>1-',
		'|-2',
		'| # c',
		'|x',
		'|9',
		'>  ',
		'|\t',
		'|0',
		'|#c',
		'|--',
	]);
	const inner = `${indent}${random.pick([' ', '  ', '  ', '    '])}`;
	const lines = random.many(random.between(0, 3), () =>
		random.pick([text, 'a', 'b: c', '# not a comment', '  more', '', '\tt', '- x', ' ']),
	);
	const body = lines.map((line) => `\n${line === '' ? '' : inner}${line}`).join('');
	return header + body + random.pick(['', '', '\n', '\n\n', `\n${indent}# comment`, `\n${inner}`]);
}

/** The text over several lines, as YAML folds it. */
function folded(random: Random, text: string, indent: string): string {
	const inner = `${indent}${random.pick(['  ', '  ', ' ', '    ', '', '\t', '  \t'])}`;
	const more = random.pick(['more', 'b: c', '# c', '- d', 'e # f', '"', "'", ': x', 'g:', '', '&h', '---', '[i]', '%d']);
	return `${text}${random.pick(['', ' ', '\t', ' # c'])}\n${random.pick(['', '', '\n', '  \n', '\t\n'])}${inner}${more}`;
}
