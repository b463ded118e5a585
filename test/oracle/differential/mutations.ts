import type { Random } from './random.ts';

const MARKS = [
	...[
		':',
		': ',
		' ',
		'  ',
		'#',
		' #',
		'-',
		'- ',
		"'",
		'"',
		'[',
		']',
		'{',
		'}',
		'&a',
		'*a',
		'!',
		'!!str ',
		'|',
		'>',
		'%',
		'@',
		'`',
		',',
		'?',
		'? ',
		'~',
	],
	...[
		'\t',
		'\n',
		'\r',
		'\n\n',
		'\\',
		'\\n',
		'---',
		'...',
		'\u00a0',
		'\u0085',
		'\u2028',
		'\ufeff',
		'\u0007',
		'.',
		'<<',
		'=',
		'a',
		'0',
		'null',
		'\u{1F600}',
	],
];

/** The text with a few characters or lines put in, taken out, doubled or moved. */
export function mutated(random: Random, text: string): string {
	let result = text;
	for (let left = random.between(1, 3); left > 0; left--) result = once(random, result);
	return result;
}

function once(random: Random, text: string): string {
	const at = random.below(text.length + 1);
	return random.weighted([
		[10, () => text.slice(0, at) + random.pick(MARKS) + text.slice(at)],
		[4, () => text.slice(0, at) + text.slice(at + random.between(1, 3))],
		[3, () => byLine(random, text, (line) => random.pick([' ', '  ', '\t', '- ', '#', '    ']) + line)],
		[3, () => byLine(random, text, (line) => line.replace(/^\s/, ''))],
		[2, () => byLine(random, text, (line) => `${line}\n${line}`)],
		[2, () => byLine(random, text, () => '')],
		[1, () => byLine(random, text, (line) => line + random.pick([' ', ':', ' |', ' >-', ' # c', '\t', ' -', ' "', ' &x', ' {', ' [']))],
		[1, () => text.slice(0, at)],
	])();
}

function byLine(random: Random, text: string, change: (line: string) => string): string {
	const lines = text.split('\n');
	const at = random.below(lines.length);
	lines[at] = change(lines[at] ?? '');
	return lines.join('\n');
}
