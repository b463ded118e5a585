import type { Comment, ConfigDocument } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { isSecret, keyEvidence, typedValue } from '../keys/flink-keys.ts';
import { notText } from '../text/not-text.ts';
import { keysLike, Templated, templateFlow, type WrittenKeys } from '../yaml/template-flow.ts';
import { maskTemplates } from '../yaml/templates.ts';
import { type ConfLine, confLines, type FlinkConfTree, isFlinkConfTree, lineAt } from './lines.ts';
import { confNotes } from './notes.ts';

/**
 * Reads a legacy flink-conf.yaml as Flink's own line parser does (all versions up to 1.20; it is no YAML):
 * values are texts with their quotes, indentation means nothing, what has no `: ` is dropped.
 */
export function parseFlinkConf(path: string, text: string): ConfigDocument {
	const document = documentOfLines(path, text, confLines(text), typedValue);
	return isFlinkConfTree(document.tree) ? { ...document, notes: confNotes(path, text, document.tree) } : document;
}

/**
 * A document of `key: value` lines, without notes.
 * @param read the value that Flink reads for a key in a text
 */
export function documentOfLines(path: string, text: string, lines: readonly ConfLine[], read: typeof typedValue): ConfigDocument {
	const stated = new Map<ConfLine, Setting>();
	for (const line of lines) {
		const setting = settingOf(path, text, line, read);
		if (setting !== undefined) stated.set(line, setting);
	}
	const templated = templatesAround(text, lines, stated);
	const settings = new Map([...stated].map(([line, setting]) => [line, templated.settled(setting)]));
	const tree: FlinkConfTree = { lines, settings };
	return {
		path,
		text,
		format: 'flink-conf',
		settings: [...settings.values()],
		notes: [],
		problems: notText(text),
		comments: lines.flatMap((line) => commentOf(text, line)),
		// What lines of template bring in is not seen.
		claims: maskTemplates(text).structural || templated.writesKeys ? { partial: true } : {},
		...(templated.writesKeys ? { writesUnseenKeys: true } : {}),
		anchor: anchorOf(tree),
		secrets: secretsOf(tree),
		statementAt: (offset) => {
			const line = lineAt(lines, offset);
			return line === undefined ? { start: 0, end: 0 } : { start: line.start, end: line.end };
		},
		tree,
	};
}

/** A template with a line of its own: `${MORE_PROPERTIES}`. */
const WHOLE_TEMPLATE = /^(?:[$#]\{[^{}]*\}|\$\w+|@[\w.-]+@|%\w+%)$/;

function bringsLines(text: string, { content, pair }: ConfLine): boolean {
	return pair === undefined && /[$#@%]/.test(text.charAt(content.start)) && WHOLE_TEMPLATE.test(text.slice(content.start, content.end));
}

/** What the templates of a text write beside its statements, and when these hold. */
function templatesAround(text: string, lines: readonly ConfLine[], stated: ReadonlyMap<ConfLine, Setting>): Templated {
	const flow = templateFlow(text);
	const keys = lines.flatMap((line): readonly WrittenKeys[] => {
		const offset = line.content.start;
		if (bringsLines(text, line)) return [{ offset, beginning: '', ending: '' }];
		return stated.has(line) || line.pair === undefined ? [] : [keysLike(text.slice(line.pair.key.start, line.pair.key.end), offset)];
	});
	const ranges = [...stated.values()].map(({ range }) => range);
	return new Templated(flow, flow.lines, keys, { start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? text.length });
}

function settingOf(path: string, text: string, line: ConfLine, read: typeof typedValue): Setting | undefined {
	if (line.pair === undefined) return undefined;
	const { key: nameRange, value: valueRange } = line.pair;
	const key = text.slice(nameRange.start, nameRange.end);
	// A templated key is somebody else's loop or condition: nothing can be said about it.
	if (templateIn(key) !== undefined) return undefined;
	return {
		key,
		name: key,
		value: read(key, text.slice(valueRange.start, valueRange.end)),
		layer: 'file',
		kind: 'entry',
		condition: 'always',
		file: path,
		range: { start: nameRange.start, end: valueRange.end },
		nameRange,
		valueRange,
	};
}

function commentOf(text: string, line: ConfLine): readonly Comment[] {
	if (line.hash === line.end) return [];
	const range = { start: line.hash, end: line.end };
	return [{ range, text: text.slice(line.hash, line.end).replace(/^#+/, '').trim() }];
}

function anchorOf({ lines, settings }: FlinkConfTree): Range {
	const known = [...settings.values()].find((setting) => keyEvidence(setting.key) !== 'none') ?? settings.values().next().value;
	if (known !== undefined) return known.range;
	const first = lines.find((line) => line.content.start < line.content.end) ?? lines[0];
	return first === undefined ? { start: 0, end: 0 } : { start: first.content.start, end: first.content.end };
}

/** A value ends at a `#` for Flink, but what is behind it may be the rest of a secret. */
function secretsOf({ settings }: FlinkConfTree): readonly Range[] {
	const secrets: Range[] = [];
	for (const [line, setting] of settings) {
		if (setting.valueRange !== undefined && isSecret(setting.key))
			secrets.push({ start: setting.valueRange.start, end: secretEnd(line, setting.valueRange) });
	}
	return secrets;
}

function secretEnd(line: ConfLine, value: Range): number {
	return line.hash === value.end ? line.end : value.end;
}
