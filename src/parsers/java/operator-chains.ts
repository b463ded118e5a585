import type { JavaNode } from './node.ts';
import { OPERATOR_SETTERS } from './stream-methods.ts';
import { argumentsOf, type Call, callOf, isMethod } from './syntax.ts';

/** The calls that go on speaking of an operator behind the one that adds it, and the expression they end with. */
export interface Chain {
	readonly setters: readonly Call[];
	readonly end: JavaNode;
}

/** Where the value of an expression goes. */
type Destination =
	/** It is a statement of its own, or the next method is called on it. */
	| { readonly kind: 'consumed' }
	/** A variable's declarator, or what an assignment writes. */
	| { readonly kind: 'variable'; readonly target: JavaNode }
	| { readonly kind: 'returned'; readonly method: JavaNode }
	/** A call or a construction is given it. */
	| { readonly kind: 'argument'; readonly taker: JavaNode; readonly index: number }
	| { readonly kind: 'elsewhere' };

const CONSUMED: Destination = { kind: 'consumed' };
const ELSEWHERE: Destination = { kind: 'elsewhere' };

/** The chain on an operator: `.uid("x").name("y")` behind `stream.map(f)`, or behind a variable that holds it. */
export function chainFrom(operator: JavaNode): Chain {
	const setters: Call[] = [];
	let end = operator;
	for (let parent = end.parent; parent !== undefined; parent = end.parent) {
		if (parent.type === 'method_invocation') {
			const call = parent.field('object') === end ? callOf(parent) : undefined;
			if (call === undefined || !OPERATOR_SETTERS.has(call.name)) break;
			setters.push(call);
		} else if (parent.type !== 'parenthesized_expression' && parent.type !== 'cast_expression') break;
		end = parent;
	}
	return { setters, end };
}

/** Where a chain's result goes. */
export function destinationOf({ end }: Chain): Destination {
	const { parent } = end;
	switch (parent?.type) {
		case 'expression_statement':
			return CONSUMED;
		case 'method_invocation':
			return CONSUMED;
		case 'method_reference':
			return CONSUMED;
		case 'variable_declarator':
			return { kind: 'variable', target: parent };
		case 'assignment_expression': {
			const left = parent.field('left');
			return left !== undefined && left !== end && parent.field('operator')?.text === '=' ? { kind: 'variable', target: left } : ELSEWHERE;
		}
		case 'return_statement': {
			const method = methodOf(parent);
			return method === undefined ? ELSEWHERE : { kind: 'returned', method };
		}
		case 'argument_list':
			return parent.parent === undefined
				? ELSEWHERE
				: { kind: 'argument', taker: parent.parent, index: argumentsOf(parent.parent).indexOf(end) };
		default:
			return ELSEWHERE;
	}
}

/** The method that a return statement leaves; a lambda is none. */
function methodOf(statement: JavaNode): JavaNode | undefined {
	for (const outer of statement.upwards()) {
		if (outer.type === 'lambda_expression') return undefined;
		if (isMethod(outer)) return outer;
	}
	return undefined;
}
