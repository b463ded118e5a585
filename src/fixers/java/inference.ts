import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import type { OperatorMethod } from '../../parsers/java/stream-methods.ts';
import { bare, type Call, callOf } from '../../parsers/java/syntax.ts';
import type { Types } from '../../parsers/java/types.ts';

/** Methods of which one argument alone says what the result's records are. */
const TOLD_BY: Readonly<Record<string, number>> = {
	fromSource: 0,
	addSource: 0,
	readFile: 0,
	createInput: 0,
	transform: 1,
	orderedWait: 1,
	unorderedWait: 1,
	orderedWaitWithRetry: 1,
	unorderedWaitWithRetry: 1,
};
/** Elements may be of any subclass of what the stream is declared to hold. */
const OF_ELEMENTS = ['fromElements', 'fromData'];

/**
 * Whether the compiler may take the type of a call's result from where it goes: `DataStream<Base> s = in.map(x -> new Derived())`.
 * Another call behind it would take that away, and the program might no longer compile.
 */
export function infersFromTarget(call: Call, method: OperatorMethod, types: Types): boolean {
	if (typeParameters(call, method) === 0 || hasWitness(call)) return false;
	if (call.args.length === 0 || call.name === 'project' || OF_ELEMENTS.includes(call.name)) return true;
	const told = Object.hasOwn(TOLD_BY, call.name) ? TOLD_BY[call.name] : undefined;
	const args = told === undefined ? call.args : call.args.slice(told, told + 1);
	return !args.every((argument) => isSettled(argument, types));
}

/**
 * Where to say what the compiler would infer from the target, `<Base>` before the method's name, and the text;
 * undefined where the target's own type does not tell.
 */
export function witness(
	call: Call,
	method: OperatorMethod,
	target: JavaNode | undefined,
	source: JavaSource,
): { readonly at: number; readonly text: string } | undefined {
	if (call.receiver === undefined || typeParameters(call, method) !== 1 || target?.type !== 'generic_type') return undefined;
	const [only, other] = target.child('type_arguments')?.named ?? [];
	if (only === undefined || other !== undefined || only.type === 'wildcard') return undefined;
	const text = source.text.slice(only.start, only.end);
	return /[\r\n]|\/[/*]/.test(text) ? undefined : { at: call.method.start, text: `<${text}>` };
}

/** The type parameters of the overload that is called. */
function typeParameters(call: Call, method: OperatorMethod): number {
	if (call.name === 'reduce' && call.args.length === 1) return 0;
	if ((call.name === 'select' || call.name === 'flatSelect') && call.args.length < 3) return 1;
	return method.infers;
}

function hasWitness(call: Call): boolean {
	return call.node.child('type_arguments') !== undefined;
}

/** Whether an argument has one type, wherever it stands. */
function isSettled(argument: JavaNode, types: Types): boolean {
	const node = bare(argument);
	if (argument.type === 'cast_expression') return true;
	switch (node.type) {
		case 'object_creation_expression':
			return node.field('type')?.child('type_arguments')?.named.length !== 0;
		case 'lambda_expression':
		case 'method_reference':
		case 'ternary_expression':
		case 'null_literal':
			return false;
		case 'method_invocation': {
			const call = callOf(node);
			if (call === undefined) return false;
			if (hasWitness(call) || call.name === 'build') return true;
			const own = call.receiver === undefined || call.receiver.type === 'this' ? types.methods(call.name) : [];
			return own.length > 0 && own.every((method) => method.child('type_parameters') === undefined);
		}
		default:
			return true;
	}
}
