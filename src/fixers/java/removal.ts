import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { argumentsOf, type Call, callOf } from '../../parsers/java/syntax.ts';
import { isEntry, statedBy } from './insertion.ts';
import { edit, hasNeighbours, withoutStatement } from './layout.ts';

/** Getters between an environment and the object that is configured: without the setter they do nothing. */
const GETTERS: ReadonlySet<string> = new Set(['getCheckpointConfig', 'getConfig', 'getConfiguration']);
/** Classes whose setters give back the object itself, so that a chain holds without one of them: StreamExecutionEnvironment, ExecutionConfig, Configuration. */
const FLUENT =
	/^(?:set(?:Parallelism|MaxParallelism|BufferTimeout|RuntimeMode|StateBackend|DefaultSavepointDirectory|AutoWatermarkInterval)?|enable(?:Checkpointing|ChangelogStateBackend|ObjectReuse)|disable(?:OperatorChaining|ObjectReuse))$/;

/** Deletes the statement that states a setting: the whole statement, a link of a chain, or one argument. */
export function removed(source: JavaSource, setting: Setting): readonly TextEdit[] | undefined {
	const node = statedBy(source, setting);
	const call = node === undefined ? undefined : callOf(node);
	if (call === undefined) return undefined;
	if (isPartOfMore(call, setting)) return undefined;
	const argument = !isEntry(call) && call.args.length > 1 ? laterArgument(call, setting) : 'all';
	if (argument === undefined) return undefined;
	if (argument !== 'all') return [edit(source, argument, '')];
	const { parent } = call.node;
	const alone = parent?.type === 'expression_statement' && onlyReaches(call.receiver);
	if (alone) return hasNeighbours(parent) ? [withoutStatement(source, parent)] : undefined;
	return withoutLink(source, call);
}

/** Whether the call states more than this setting: `setStateBackend(new RocksDBStateBackend(path, true))`. */
function isPartOfMore(call: Call, setting: Setting): boolean {
	if (call.name === 'setRestartStrategy') return setting.key !== 'restart-strategy.type';
	return call.name === 'setStateBackend';
}

/** The span of an argument that can be left out: `enableCheckpointing(1000, MODE)` without its mode. */
function laterArgument(call: Call, setting: Setting): { readonly start: number; readonly end: number } | undefined {
	const last = call.args.at(-1);
	const before = call.args.at(-2);
	if (last === undefined || before === undefined || setting.valueRange?.start !== last.start) return undefined;
	return { start: before.end, end: last.end };
}

/** Whether a receiver only reaches for the object, so that nothing happens without the call on it. */
function onlyReaches(receiver: JavaNode | undefined): boolean {
	if (receiver === undefined) return false;
	if (receiver.type === 'identifier' || receiver.type === 'this') return true;
	if (receiver.type === 'field_access') return onlyReaches(receiver.field('object'));
	const call = callOf(receiver);
	return call !== undefined && GETTERS.has(call.name) && argumentsOf(call.node).length === 0 && onlyReaches(call.receiver);
}

/** Takes a call out of a chain, with the line break and the dot before it. */
function withoutLink(source: JavaSource, call: Call): readonly TextEdit[] | undefined {
	if (call.receiver === undefined || !FLUENT.test(call.name)) return undefined;
	const isLast = call.node.parent?.type === 'expression_statement';
	// What is left must still be a statement.
	if (isLast && callOf(call.receiver) === undefined) return undefined;
	const between = source.text.slice(call.receiver.end, call.method.start);
	if (between.includes('//') || between.includes('/*')) return undefined;
	return [edit(source, { start: call.receiver.end, end: call.node.end }, '')];
}
