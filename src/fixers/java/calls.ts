import type { Range } from '../../model/range.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { type Call, callOf } from '../../parsers/java/syntax.ts';

/** The call that a fact speaks of: its range begins at the method's name. */
export function callAt(source: JavaSource, range: Range): Call | undefined {
	const name = source.leavesAt([range.start])[0];
	const call = name === undefined ? undefined : callOf(name);
	return call?.range.end === range.end ? call : undefined;
}
