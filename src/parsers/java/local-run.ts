import type { JavaNode } from './node.ts';
import { bare, callOf, lastName } from './syntax.ts';
import type { Types } from './types.ts';

/** What a condition that holds says about where the program runs. */
export type Implied = 'local' | 'production' | 'other';

const DEEPEST = 50;

/** Recognises conditions that only hold on a developer's machine: `isLocal(env)`, `env instanceof LocalStreamEnvironment`, a flag `local`. */
export class LocalRun {
	constructor(private readonly types: Types) {}

	/** What follows from the condition being `truth`. */
	implied(condition: JavaNode, truth: boolean): Implied {
		return this.from(condition, truth, 0);
	}

	private from(condition: JavaNode, truth: boolean, depth: number): Implied {
		if (depth > DEEPEST) return 'other';
		const node = bare(condition);
		if (node.type === 'unary_expression' && node.field('operator')?.text === '!') {
			const operand = node.field('operand');
			return operand === undefined ? 'other' : this.from(operand, !truth, depth + 1);
		}
		if (node.type === 'binary_expression') return this.fromBinary(node, truth, depth);
		if (!this.isLocalTest(node, depth)) return 'other';
		return truth ? 'local' : 'production';
	}

	private fromBinary(node: JavaNode, truth: boolean, depth: number): Implied {
		const operator = node.field('operator')?.text;
		const [left, right] = [node.field('left'), node.field('right')];
		if (left === undefined || right === undefined) return 'other';
		if (operator === '&&' || operator === '||') {
			// `flag != null &&` in front of a test of the flag says nothing itself.
			if (isNullCheck(left)) return this.from(right, truth, depth + 1);
			const parts = [this.from(left, truth, depth + 1), this.from(right, truth, depth + 1)];
			// Both parts hold when `a && b` is true or `a || b` is false; otherwise only one of them has to.
			const both = (operator === '&&') === truth;
			if (both && parts.includes('local')) return 'local';
			return parts[0] === parts[1] ? (parts[0] ?? 'other') : 'other';
		}
		if (operator !== '==' && operator !== '!=') return 'other';
		const equal = (operator === '==') === truth;
		if (isLocalName(left) || isLocalName(right) || isLocalClass(left) || isLocalClass(right)) return equal ? 'local' : 'production';
		for (const [literal, other] of [
			[left, right],
			[right, left],
		] as const) {
			if (literal.type === 'true' || literal.type === 'false') return this.from(other, equal === (literal.type === 'true'), depth + 1);
		}
		return 'other';
	}

	private isLocalTest(node: JavaNode, depth: number): boolean {
		if (depth > DEEPEST) return false;
		if (node.type === 'instanceof_expression') return /^(?:\w+\.)*Local(?:Stream)?Environment\b/.test(node.field('right')?.text ?? '');
		if (node.type === 'identifier' || node.type === 'field_access') {
			return speaksOfLocal(lastName(node.text)) || this.standsForLocal(node, depth);
		}
		const call = callOf(node);
		if (call === undefined) return false;
		if (speaksOfLocal(call.name)) return true;
		const words = [...call.args, ...(call.receiver === undefined ? [] : [call.receiver])];
		// A flag that is kept as a text: `isLocal.equals("true")`.
		if (/^(?:equals|equalsIgnoreCase)$/.test(call.name) && words.some(isTrueText))
			return words.some((word) => this.isLocalTest(bare(word), depth + 1));
		return /^(?:equals|equalsIgnoreCase|has|getBoolean|contains|startsWith|is)$/.test(call.name) && words.some(isLocalName);
	}

	/** A variable whose only value is such a test: `boolean dev = env instanceof LocalStreamEnvironment`. */
	private standsForLocal(node: JavaNode, depth: number): boolean {
		const value = this.types.declarationOf(node)?.value;
		return value !== undefined && this.from(value, true, depth + 10) === 'local';
	}
}

function isNullCheck(node: JavaNode): boolean {
	const inner = bare(node);
	if (inner.type !== 'binary_expression') return false;
	return inner.field('left')?.type === 'null_literal' || inner.field('right')?.type === 'null_literal';
}

function isTrueText(node: JavaNode): boolean {
	return /^"(?:true|yes|1)"$/i.test(bare(node).text);
}

/** A flag's or a test's name that means a run on a developer's machine. */
export function speaksOfLocal(name: string): boolean {
	const plain = name.toLowerCase().replaceAll('_', '');
	return /^(?:is|run|running|runs|on|in|use)*local(?:ly|mode|run|env|environment|execution|executionenvironment|dev|development|test|flag|stream|streamenvironment)*$/.test(
		plain,
	);
}

/** `"local"`, `RunMode.LOCAL`. */
function isLocalName(node: JavaNode): boolean {
	const inner = bare(node);
	if (inner.type === 'string_literal') return speaksOfLocal(inner.text.slice(1, -1).replace(/^--?/, ''));
	return inner.type === 'field_access' && /^local$/i.test(lastName(inner.text));
}

function isLocalClass(node: JavaNode): boolean {
	return /^(?:\w+\.)*LocalStreamEnvironment\.class$/.test(bare(node).text);
}
