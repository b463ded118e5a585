import type { DocumentClaims } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';
import { argument, dynamicArguments, span } from '../embedded/dynamic-arguments.ts';
import { type Word, wordsFrom } from './words.ts';

/** A command that starts Flink or submits a job to it. */
export interface Command {
	readonly settings: readonly Setting[];
	readonly claims: DocumentClaims;
}

/** `flink-yarn-session` is what EMR calls Flink's script (EMR release guide, *Working with Flink jobs*). */
const START =
	/(?<![\w-])flink(?:\.sh)?["']?[ \t]+run(?:-application)?(?![\w-])|(?<![\w-])(?:yarn-session|kubernetes-session|sql-client|standalone-job|jobmanager|taskmanager)\.sh(?![\w.-])|(?<![\w-])flink-yarn-session(?![\w.-])/g;

/**
 * Options that stand for one of Flink's, with the key. A number of megabytes for YARN's memory has no unit.
 * Source: CliFrontendParser, FlinkYarnSessionCli (prefix `y` behind `flink run`, none behind yarn-session.sh).
 */
const RUN_OPTIONS: Readonly<Record<string, string>> = { '-p': 'parallelism.default', '--parallelism': 'parallelism.default' };
const YARN_OPTIONS: Readonly<Record<string, string>> = {
	s: 'taskmanager.numberOfTaskSlots',
	jm: 'jobmanager.memory.process.size',
	tm: 'taskmanager.memory.process.size',
};

/** Options of `flink run` that take no value; every other one takes the next word. */
const SWITCHES = new Set([
	'-d',
	'--detached',
	'-n',
	'--allowNonRestoredState',
	'-sae',
	'--shutdownOnAttachedExit',
	'-v',
	'--verbose',
	'-h',
	'--help',
	'-yd',
	'-yq',
	'-yh',
	'-q',
]);

/** The commands in a script, comments left out. */
export function commandsIn(path: string, text: string): readonly Command[] {
	return [...text.matchAll(START)].flatMap((match) => {
		if (isCommented(text, match.index)) return [];
		const words = wordsFrom(text, match.index + match[0].length);
		const program = / run/.test(match[0].replace(/\t/g, ' '));
		return [program ? runCommand(path, words) : scriptCommand(path, match[0], words)];
	});
}

/** The submission that a command's words make: `flink run …`, behind whatever starts it. */
export function submissionIn(path: string, words: readonly Word[]): Command | undefined {
	const at = words.findIndex(
		({ text }, index) => /(?:^|\/)flink(?:\.sh)?$/.test(text) && /^run(?:-application)?$/.test(words[index + 1]?.text ?? ''),
	);
	return at < 0 ? undefined : runCommand(path, words.slice(at + 2));
}

function isCommented(text: string, at: number): boolean {
	const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
	return /^[ \t]*(?:#|\/\/|REM\b|::)/i.test(line) || /[ \t]#/.test(line);
}

/** `flink run`: what stands behind the jar belongs to the program. */
function runCommand(path: string, words: readonly Word[]): Command {
	const program = programAt(words);
	const own = program < 0 ? words : words.slice(0, program);
	const jar = program < 0 ? undefined : words[program]?.text;
	const entryClass = valueBehind(own, '-c', '--class');
	return {
		settings: inOrder([
			...dynamicArguments(path, own),
			...dynamicArguments(path, own, '-yD'),
			...mapped(path, own, RUN_OPTIONS),
			...mapped(path, own, prefixed('-y')),
		]),
		claims: claimsOf(jar, entryClass),
	};
}

function scriptCommand(path: string, name: string, words: readonly Word[]): Command {
	const yarn = name.includes('yarn-session') ? mapped(path, words, prefixed('-')) : [];
	const entryClass = valueBehind(words, '--job-classname', '-j');
	return {
		settings: inOrder([...dynamicArguments(path, words), ...yarn]),
		claims: claimsOf(undefined, name.startsWith('standalone') ? entryClass : undefined),
	};
}

function prefixed(prefix: string): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(YARN_OPTIONS).map(([name, key]) => [`${prefix}${name}`, key]));
}

/** The first word that is neither an option nor an option's value: the program. */
function programAt(words: readonly Word[]): number {
	for (let index = 0; index < words.length; index++) {
		const text = words[index]?.text ?? '';
		if (!text.startsWith('-')) return index;
		const whole = SWITCHES.has(text) || /^-y?D./.test(text) || text.includes('=');
		if (!whole) index++;
	}
	return -1;
}

function mapped(path: string, words: readonly Word[], options: Readonly<Record<string, string>>): readonly Setting[] {
	return words.flatMap((word, index) => {
		const key = Object.hasOwn(options, word.text) ? options[word.text] : undefined;
		const value = words[index + 1];
		if (key === undefined || value === undefined || value.text === '') return [];
		// A bare number is megabytes to YARN's options and bytes to Flink's: the unit is part of what is meant.
		const text = key.endsWith('.size') && /^\d+$/.test(value.text) ? `${value.text}m` : value.text;
		const places = {
			range: { start: word.start, end: value.end },
			nameRange: { start: word.start, end: word.end },
			valueRange: span(value.at, 0, value.text.length),
		};
		return [argument(path, { key, name: word.text, text }, places)];
	});
}

function valueBehind(words: readonly Word[], ...names: readonly string[]): string | undefined {
	for (const [index, { text }] of words.entries()) {
		if (names.includes(text)) return words[index + 1]?.text;
		const long = names.find((name) => name.startsWith('--') && text.startsWith(`${name}=`));
		if (long !== undefined) return text.slice(long.length + 1);
	}
	return undefined;
}

function claimsOf(jar: string | undefined, entryClass: string | undefined): DocumentClaims {
	const artifact = jar?.endsWith('.jar') === true && !jar.includes('$') ? jar.slice(jar.lastIndexOf('/') + 1) : undefined;
	const named = entryClass !== undefined && /^[\w.$]+$/.test(entryClass) && !entryClass.includes('${') ? entryClass : undefined;
	const name = named?.slice(named.lastIndexOf('.') + 1) ?? artifact?.replace(/\.jar$/, '');
	return {
		role: 'submission',
		partial: true,
		...(name === undefined ? {} : { name }),
		...(named === undefined ? {} : { entryClass: named }),
		...(artifact === undefined ? {} : { artifact }),
	};
}

function inOrder(settings: readonly Setting[]): readonly Setting[] {
	return settings.toSorted((a, b) => a.range.start - b.range.start);
}
