import type { Assignments } from './assignments.ts';
import {
	combine,
	converted,
	type Evaluated,
	type JavaConstant,
	knownConstant,
	negated,
	readNumber,
	readString,
	sameConstant,
	unknownConstant,
} from './constants.ts';
import { evaluateCall, evaluateConstruction } from './known-calls.ts';
import { libraryConstant } from './library-constants.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import { bare, callOf, hasModifier } from './syntax.ts';
import type { Types } from './types.ts';

/** Deeper expressions are generated code that nobody configures a job with; recursion stays well inside the stack. */
const DEEPEST = 200;

/** What the evaluation asks of the rest of the file. */
interface Surroundings {
	/** Whether a condition only holds in a local run, or only outside one. */
	readonly implied: (condition: JavaNode, truth: boolean) => 'local' | 'production' | 'other';
	/** The argument that the only call of a private method gives to a parameter. */
	readonly argumentFor: (parameter: Declaration) => JavaNode | undefined;
}

/** Works out what Java expressions are worth. What is not certain is unknown: a value is never guessed. */
export class Values {
	private readonly kept = new Map<JavaNode, Evaluated>();
	private readonly open = new Set<JavaNode>();
	private depth = 0;

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
		private readonly assignments: Assignments,
		private readonly surroundings: Surroundings,
	) {}

	/** The value of an expression. */
	of(expression: JavaNode): Evaluated {
		if (this.depth >= DEEPEST) return unknownConstant('is nested too deeply to be worked out');
		this.depth++;
		try {
			return this.evaluate(withoutParentheses(expression));
		} finally {
			this.depth--;
		}
	}

	/** The constant an expression is, if it is certain. */
	constant(expression: JavaNode): JavaConstant | undefined {
		const value = this.of(expression);
		return value.known ? value.constant : undefined;
	}

	/** The text an expression is, if it is a certain string. */
	text(expression: JavaNode): string | undefined {
		const constant = this.constant(expression);
		return constant?.type === 'string' ? constant.value : undefined;
	}

	/** The only expression a variable stands for; the expression itself where it is no variable. */
	origin(expression: JavaNode): JavaNode | undefined {
		let node = bare(expression);
		for (let step = 0; step < DEEPEST; step++) {
			if (node.type !== 'identifier' && node.type !== 'field_access') return node;
			const declaration = this.types.declarationOf(node);
			const value = declaration === undefined ? undefined : this.onlyValue(declaration);
			if (value === undefined || value === 'several') return undefined;
			node = bare(value);
		}
		return undefined;
	}

	private evaluate(node: JavaNode): Evaluated {
		switch (node.type) {
			case 'decimal_integer_literal':
			case 'hex_integer_literal':
			case 'octal_integer_literal':
			case 'binary_integer_literal':
			case 'decimal_floating_point_literal': {
				const constant = readNumber(node.text);
				return constant === undefined ? unknownConstant('is no number flint reads') : knownConstant(constant);
			}
			case 'true':
			case 'false':
				return knownConstant({ type: 'boolean', value: node.type === 'true' });
			case 'string_literal':
			case 'character_literal': {
				const value = readString(node.text);
				return value === undefined ? unknownConstant('holds an escape flint does not read') : knownConstant({ type: 'string', value });
			}
			case 'cast_expression':
				return this.cast(node);
			case 'unary_expression':
				return this.unary(node);
			case 'binary_expression':
				return this.binary(node);
			case 'ternary_expression':
				return this.choice(node);
			case 'identifier':
			case 'field_access':
				return this.named(node);
			case 'method_invocation':
				return this.call(node);
			case 'object_creation_expression':
				return evaluateConstruction(node, this) ?? computed(node);
			default:
				return computed(node);
		}
	}

	private cast(node: JavaNode): Evaluated {
		const value = node.field('value');
		return value === undefined ? computed(node) : converted(this.of(value), node.field('type')?.text);
	}

	private unary(node: JavaNode): Evaluated {
		const operand = node.field('operand');
		const operator = node.field('operator')?.text;
		if (operand === undefined) return computed(node);
		const value = this.of(operand);
		if (!value.known || operator === '+') return value;
		if (operator === '!' && value.constant.type === 'boolean') return knownConstant({ type: 'boolean', value: !value.constant.value });
		const turned = operator === '-' ? negated(value.constant) : undefined;
		return turned === undefined ? computed(node) : knownConstant(turned);
	}

	private binary(node: JavaNode): Evaluated {
		const left = node.field('left');
		const right = node.field('right');
		if (left === undefined || right === undefined) return computed(node);
		const a = this.of(left);
		const b = this.of(right);
		if (!a.known) return unknownConstant(a.why);
		if (!b.known) return unknownConstant(b.why);
		const result = combine(node.field('operator')?.text ?? '', a.constant, b.constant);
		return result === undefined ? computed(node) : knownConstant(result);
	}

	/** A ternary whose branches agree, or whose condition only decides between a local run and production. */
	private choice(node: JavaNode): Evaluated {
		const condition = node.field('condition');
		const [yes, no] = [node.field('consequence'), node.field('alternative')];
		if (condition === undefined || yes === undefined || no === undefined) return computed(node);
		if (this.surroundings.implied(condition, true) === 'local' && this.surroundings.implied(condition, false) === 'production')
			return this.of(no);
		if (this.surroundings.implied(condition, false) === 'local' && this.surroundings.implied(condition, true) === 'production')
			return this.of(yes);
		const a = this.of(yes);
		const b = this.of(no);
		if (a.known && b.known && sameConstant(a.constant, b.constant)) return a;
		return unknownConstant('depends on a condition');
	}

	private named(node: JavaNode): Evaluated {
		const declaration = this.types.declarationOf(node);
		if (declaration !== undefined) return this.declared(declaration);
		return libraryConstant(node, this.source) ?? unknownConstant(`\`${node.text}\` is declared elsewhere`);
	}

	private declared(declaration: Declaration): Evaluated {
		const kept = this.kept.get(declaration.node);
		if (kept !== undefined) return kept;
		if (this.open.has(declaration.node)) return unknownConstant(`\`${declaration.name}\` depends on itself`);
		this.open.add(declaration.node);
		const value = converted(this.worth(declaration), declaration.type?.text);
		this.open.delete(declaration.node);
		this.kept.set(declaration.node, value);
		return value;
	}

	private worth(declaration: Declaration): Evaluated {
		if (declaration.kind === 'parameter') {
			const argument = this.surroundings.argumentFor(declaration);
			if (argument === undefined || this.assignments.of(declaration).length > 0)
				return unknownConstant(`\`${declaration.name}\` is a parameter`);
			return this.of(argument);
		}
		const value = this.onlyValue(declaration);
		if (value === 'several') return unknownConstant(`\`${declaration.name}\` is assigned more than once`, this.initial(declaration));
		if (value === undefined) return unknownConstant(`\`${declaration.name}\` is set elsewhere`, this.initial(declaration));
		return this.of(value);
	}

	/** A field's default, which code elsewhere may overwrite. */
	private initial(declaration: Declaration): JavaConstant | undefined {
		if (declaration.kind !== 'field' || declaration.value === undefined) return undefined;
		return this.constant(declaration.value);
	}

	/**
	 * The only expression a variable is ever given: its initialiser, or one assignment that stands in the block of the declaration.
	 * A field that other classes may write has none, unless it is final.
	 */
	private onlyValue(declaration: Declaration): JavaNode | 'several' | undefined {
		if (declaration.kind !== 'local' && declaration.kind !== 'field') return undefined;
		const isOpenField = declaration.kind === 'field' && !declaration.final && !isOwned(declaration);
		if (isOpenField) return undefined;
		const writes = this.assignments.of(declaration);
		if (declaration.value !== undefined) return writes.length === 0 ? declaration.value : 'several';
		const [write] = writes;
		if (declaration.kind === 'field') return undefined;
		if (writes.length !== 1 || write?.type !== 'assignment_expression') return writes.length === 0 ? undefined : 'several';
		if (write.parent?.parent !== declaration.scope) return 'several';
		return write.field('operator')?.text === '=' ? write.field('right') : 'several';
	}

	private call(node: JavaNode): Evaluated {
		const call = callOf(node);
		if (call === undefined) return computed(node);
		return evaluateCall(call, this) ?? computed(node);
	}
}

function withoutParentheses(expression: JavaNode): JavaNode {
	let node = expression;
	while (node.type === 'parenthesized_expression') {
		const inner = node.named[0];
		if (inner === undefined) return node;
		node = inner;
	}
	return node;
}

function computed(node: JavaNode): Evaluated {
	const written = node.text.replace(/\s+/g, ' ');
	return unknownConstant(`is computed by \`${written.length > 60 ? `${written.slice(0, 57)}...` : written}\``);
}

/** Whether only this file writes a field: a private one without annotations, which frameworks fill in. */
function isOwned(declaration: Declaration): boolean {
	const statement = declaration.node.parent;
	if (statement === undefined || !hasModifier(statement, 'private')) return false;
	return !statement.child('modifiers')?.children.some((child) => child.type.endsWith('annotation'));
}
