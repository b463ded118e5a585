import type { TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { TypedValue } from '../../model/value.ts';
import { Mentions } from '../../parsers/java/mentions.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { argumentsOf } from '../../parsers/java/syntax.ts';
import { statedBy } from './insertion.ts';
import { edit, insertion } from './layout.ts';
import { rewritten } from './values.ts';

/** What a program chooses by the class or factory it calls: the expression there holds something else. */
const IMPLIED: ReadonlySet<string> = new Set([
	'state.backend.type',
	'execution.checkpointing.storage',
	'restart-strategy.type',
	'restart-strategy',
]);

/** Gives a setting another value, in the way its own is written. */
export function withValue(source: JavaSource, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	if (setting.kind === 'setter' && IMPLIED.has(setting.key)) return undefined;
	if (setting.valueRange === undefined) return withArgument(source, setting, value);
	const expression = expressionAt(source, setting.valueRange);
	const replacement = expression === undefined ? undefined : rewritten(expression, value, new Mentions(source));
	if (replacement === undefined) return undefined;
	return replacement.node.text === replacement.text ? [] : [edit(source, replacement.node, replacement.text)];
}

/** `enableUnalignedCheckpoints()` says true without saying it. */
function withArgument(source: JavaSource, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	const node = statedBy(source, setting);
	if (node === undefined || value.type !== 'boolean' || setting.name !== 'enableUnalignedCheckpoints') return undefined;
	return argumentsOf(node).length === 0 ? [insertion(source, node.end - 1, String(value.value))] : undefined;
}

/** Gives an entry another key, where its key is a string literal: the name itself, or what the call is given first. */
export function renamed(source: JavaSource, setting: Setting, key: string): readonly TextEdit[] | undefined {
	const literal = literalAt(source, setting.nameRange) ?? keyGiven(source, setting);
	if (literal === undefined || !literal.text.startsWith('"') || literal.text.startsWith('"""')) return undefined;
	return [edit(source, { start: literal.start + 1, end: literal.end - 1 }, key)];
}

function literalAt(source: JavaSource, { start }: Range): JavaNode | undefined {
	for (let node = source.leavesAt([start])[0]; node !== undefined && node.start >= start - 1; node = node.parent) {
		if (node.type === 'string_literal') return node;
	}
	return undefined;
}

function keyGiven(source: JavaSource, setting: Setting): JavaNode | undefined {
	const call = statedBy(source, setting);
	const first = call === undefined ? undefined : argumentsOf(call)[0];
	return first?.type === 'string_literal' && first.text === JSON.stringify(setting.key) ? first : undefined;
}

/** The expression that fills a range exactly. */
function expressionAt(source: JavaSource, range: Range): JavaNode | undefined {
	let node = source.leavesAt([range.start])[0];
	while (node !== undefined && node.end < range.end) node = node.parent;
	return node?.start === range.start && node.end === range.end ? node : undefined;
}
