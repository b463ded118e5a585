import type { ConfigDocument } from '../model/document.ts';
import type { Range } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';
import type { TypedValue } from '../model/value.ts';
import { neighboursOf, writtenValue } from './written-value.ts';

/** A parameter with a default, as shells and Compose write it (`${NAME:-30s}`) and as Spring does (`${name:30s}`). */
const WITH_DEFAULT = /\$\{(?:\w+:?-|[\w.]+:)(?=[^{}-])([^{}]*)\}/;

/** Where the default of the template that a statement takes its value from stands, and its new text; undefined where it names none. */
export function newDefault(
	{ text, settings }: ConfigDocument,
	setting: Setting,
	value: TypedValue,
): { readonly range: Range; readonly text: string } | undefined {
	const { valueRange } = setting;
	if (valueRange === undefined || setting.value.kind !== 'unknown') return undefined;
	const match = WITH_DEFAULT.exec(text.slice(valueRange.start, valueRange.end));
	const old = match?.[1];
	if (match === null || old === undefined) return undefined;
	const written = writtenValue(value, neighboursOf(settings, setting));
	if (/[{}\r\n]/.test(written)) return undefined;
	const end = valueRange.start + match.index + match[0].length - 1;
	return { range: { start: end - old.length, end }, text: written };
}
