import { isScalar, isSeq, type Scalar } from 'yaml';
import { type Word, wordsFrom } from '../command-line/words.ts';
import type { InnerText } from '../embedded/inner-text.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';

/** Which of Flink's processes a container runs. */
export type FlinkProcess = 'jobmanager' | 'taskmanager';

/** The process that a container's command starts, by the names that the official images take. */
export function processOf(words: readonly Word[]): FlinkProcess | undefined {
	for (const { text } of words) {
		const name = text.slice(text.lastIndexOf('/') + 1);
		if (/^(?:jobmanager|standalone-job|jobmanager\.sh|standalone-job\.sh|kubernetes-jobmanager\.sh)$/.test(name)) return 'jobmanager';
		if (/^(?:taskmanager(?:\.sh)?|kubernetes-taskmanager\.sh)$/.test(name)) return 'taskmanager';
	}
	return undefined;
}

/** A command as words: a list's items, or a text taken apart at its blanks; of a script all its commands, one after the other. */
export function wordsOf(file: string, command: unknown): readonly Word[] {
	if (isSeq(command)) return command.items.flatMap((item) => (isScalar(item) ? wholeWord(file, item) : []));
	if (!isScalar(command)) return [];
	const inner = yamlScalarText(file, command);
	return inner === undefined ? [] : shellWords(inner);
}

function wholeWord(file: string, node: Scalar): readonly Word[] {
	const inner = yamlScalarText(file, node);
	if (inner === undefined) return [];
	if (/\s/.test(inner.text.trim())) return shellWords(inner);
	const at = Array.from(inner.text, (_character, index) => inner.start + index);
	return [{ text: inner.text, at, start: inner.start, end: inner.start + inner.text.length }];
}

function shellWords({ text, start }: InnerText): readonly Word[] {
	const words: Word[] = [];
	for (let at = 0; at < text.length; ) {
		const command = wordsFrom(text, at);
		for (const word of command) words.push(moved(word, start));
		const end = endOfBlanks(text, command.at(-1)?.end ?? at);
		const line = text.charAt(end) === '#' ? text.indexOf('\n', end) : end;
		at = line < 0 ? text.length : line + 1;
	}
	return words;
}

function endOfBlanks(text: string, from: number): number {
	let at = from;
	while (at < text.length && /[ \t\r\\]/.test(text.charAt(at))) at++;
	return at;
}

function moved(word: Word, by: number): Word {
	return { text: word.text, at: word.at.map((offset) => offset + by), start: word.start + by, end: word.end + by };
}
