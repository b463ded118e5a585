import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import {
	ancestors,
	argumentsOf,
	bare,
	type Call,
	callOf,
	constructedType,
	declaredName,
	isMethod,
	isType,
	lastName,
	membersOf,
	simpleTypeName,
} from './syntax.ts';

/** A remainder of more than this is no finite set of keys to speak of. */
const MOST_KEYS = 100_000;
const DEEPEST = 40;
const LITERALS = /^(?:string_literal|character_literal|null_literal|true|false|(?:decimal|hex|octal|binary)_.*literal)$/;
/** Static methods whose results are as many as their arguments. */
const PURE: ReadonlySet<string> = new Set(['valueOf', 'toString', 'of', 'abs', 'toHexString', 'format']);
/** Methods of the JDK's strings, collections and objects that return a boolean. */
const PREDICATES: ReadonlySet<string> = new Set([
	'equals',
	'equalsIgnoreCase',
	'isEmpty',
	'contains',
	'startsWith',
	'endsWith',
	'containsKey',
]);
const COMPARING: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', '&&', '||']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '&', '|', '^']);
/** Key types with few values. */
const SMALL_TYPES: ReadonlySet<string> = new Set(['Boolean', 'boolean', 'Byte', 'byte', 'Void']);
/** Where a type's arguments say what the keys are: KeyedProcessFunction<K, …>, KeyedStream<T, K>, KeySelector<T, K>. */
const KEY_ARGUMENT: Readonly<Record<string, number>> = {
	KeyedProcessFunction: 0,
	KeyedCoProcessFunction: 0,
	KeyedBroadcastProcessFunction: 0,
	KeyedStream: 1,
	KeySelector: 1,
};

/** Tells the key selectors of a file that can only give a few keys. Whatever is not evident counts as endless. */
export class Keys {
	private readonly selectors = new Map<JavaNode, boolean>();

	constructor(private readonly mentions: Mentions) {}

	/** Whether the key type of a function, a stream or a selector has few values: Boolean, or an enum of this file. */
	isFiniteType(type: JavaNode | undefined): boolean {
		const name = type?.type === 'generic_type' ? simpleTypeName(type) : '';
		const position = Object.hasOwn(KEY_ARGUMENT, name) ? KEY_ARGUMENT[name] : undefined;
		const key = position === undefined ? undefined : type?.child('type_arguments')?.named[position];
		return key !== undefined && this.isSmall(key);
	}

	/** Whether a key selector gives finitely many keys, evident from its code. */
	isFinite(selector: JavaNode): boolean {
		return this.selects(bare(selector), 0);
	}

	/** Everything a local variable is given; undefined where other code may give it something. */
	valuesOf(variable: JavaNode): readonly JavaNode[] | undefined {
		const declaration = this.mentions.declarationOf(variable);
		if (declaration === undefined) return undefined;
		const isOwn = declaration.kind === 'local' || (declaration.kind === 'field' && (declaration.final || isPrivate(declaration)));
		if (!isOwn) return undefined;
		const uses = this.mentions.usesOf(declaration);
		if (uses.some((use) => use.parent?.type === 'update_expression')) return undefined;
		const written = uses.flatMap((use) => {
			const parent = use.parent;
			return parent?.type === 'assignment_expression' && parent.field('left') === use ? (parent.field('right') ?? []) : [];
		});
		const values = declaration.value === undefined ? written : [declaration.value, ...written];
		return values.length === 0 ? undefined : values;
	}

	private selects(selector: JavaNode, depth: number): boolean {
		const known = this.selectors.get(selector);
		if (known !== undefined) return known;
		const found = depth < DEEPEST && this.selectsOnce(selector, depth);
		this.selectors.set(selector, found);
		return found;
	}

	private selectsOnce(selector: JavaNode, depth: number): boolean {
		if (selector.type === 'lambda_expression') {
			const body = selector.field('body');
			return body !== undefined && (body.type === 'block' ? this.returns(body) : this.isConstant(body, 0));
		}
		if (selector.type === 'method_reference') return this.refers(selector);
		const constructed = constructedType(selector);
		if (constructed !== undefined) {
			if (this.isFiniteType(constructed.type)) return true;
			const body = selector.child('class_body');
			const types = body === undefined ? this.mentions.typesNamed(constructed.name) : [body];
			if (types.length === 0) return constructed.name === 'NullByteKeySelector';
			return types.every((type) => this.answers(type, 'getKey'));
		}
		return this.valuesOf(selector)?.every((value) => this.selects(bare(value), depth + 1)) === true;
	}

	/** `Job::bucket`, `this::bucket`, `Event::isLate`: a method of this file. */
	private refers(reference: JavaNode): boolean {
		const owner = reference.named[0];
		const name = reference.named[1]?.text;
		if (owner === undefined || name === undefined) return false;
		const types = owner.type === 'this' ? enclosingTypes(reference) : this.mentions.typesNamed(lastName(owner.text));
		const declaring = types.filter((type) => methodsOf(type, name).length > 0);
		return declaring.length > 0 && declaring.every((type) => this.answers(type, name));
	}

	/** Whether all methods of that name in a class give finitely many values. */
	private answers(type: JavaNode, name: string): boolean {
		const methods = methodsOf(type, name);
		return methods.length > 0 && methods.every((method) => this.isSmall(method.field('type')) || this.returns(method.field('body')));
	}

	private returns(body: JavaNode | undefined): boolean {
		if (body === undefined) return false;
		const values: (JavaNode | undefined)[] = [];
		for (const node of body.walk((inside) => inside.type !== 'lambda_expression' && inside.type !== 'class_body'))
			if (node.type === 'return_statement') values.push(node.named[0]);
		return values.length > 0 && values.every((value) => value !== undefined && this.isConstant(value, 0));
	}

	private isSmall(type: JavaNode | undefined): boolean {
		if (type === undefined || type.type === 'array_type') return false;
		const name = simpleTypeName(type);
		return SMALL_TYPES.has(name) || this.mentions.typesNamed(name).some((declared) => declared.type === 'enum_declaration');
	}

	/** Whether an expression has finitely many values: literals, constants, comparisons, remainders, and what is made of them. */
	private isConstant(expression: JavaNode, depth: number): boolean {
		const value = bare(expression);
		if (depth > DEEPEST) return false;
		if (LITERALS.test(value.type) || value.type === 'instanceof_expression') return true;
		switch (value.type) {
			case 'identifier':
			case 'field_access':
				return this.isConstantVariable(value, depth);
			case 'ternary_expression':
				return this.areConstant([value.field('consequence'), value.field('alternative')], depth);
			case 'binary_expression':
				return this.isConstantBinary(value, depth);
			case 'unary_expression':
				return value.children[0]?.type === '!' || this.areConstant([value.field('operand')], depth);
			case 'switch_expression':
				return this.isConstantSwitch(value, depth);
			case 'object_creation_expression':
				return value.child('class_body') === undefined && /^Tuple\d/.test(constructedType(value)?.name ?? '')
					? this.areConstant(argumentsOf(value), depth)
					: false;
			default:
				return this.isConstantCall(callOf(value), depth);
		}
	}

	private areConstant(values: readonly (JavaNode | undefined)[], depth: number): boolean {
		return values.length > 0 && values.every((value) => value !== undefined && this.isConstant(value, depth + 1));
	}

	/** A final variable with such a value, or a constant of another file: `Keys.ALL`. */
	private isConstantVariable(variable: JavaNode, depth: number): boolean {
		const declaration = this.mentions.declarationOf(variable);
		if (declaration !== undefined) {
			if (isCaptured(declaration, variable)) return true;
			if (declaration.kind === 'field' && !declaration.final) return false;
			const values = this.valuesOf(variable);
			return values !== undefined && this.areConstant(values, depth);
		}
		const object = variable.field('object')?.text;
		return object !== undefined && /^[A-Z]/.test(lastName(object)) && /^[A-Z][A-Z0-9_]*$/.test(variable.field('field')?.text ?? '');
	}

	private isConstantBinary(value: JavaNode, depth: number): boolean {
		const operator = value.field('operator')?.text ?? '';
		if (COMPARING.has(operator)) return true;
		const right = value.field('right');
		if (operator === '%' && right !== undefined && this.isSmallNumber(right)) return true;
		return ARITHMETIC.has(operator) && this.areConstant([value.field('left'), right], depth);
	}

	private isConstantSwitch(value: JavaNode, depth: number): boolean {
		const arms = value.field('body')?.named ?? [];
		const results = arms.map((arm) => (arm.type === 'switch_rule' ? arm.named.at(-1) : undefined));
		return results.every((result) => result?.type === 'throw_statement' || this.areConstant([valueOfArm(result)], depth));
	}

	private isConstantCall(call: Call | undefined, depth: number): boolean {
		if (call === undefined) return false;
		if (PREDICATES.has(call.name)) return true;
		const [, divisor] = call.args;
		if (call.name === 'floorMod' && divisor !== undefined && this.isSmallNumber(divisor)) return true;
		const isStatic = call.receiver !== undefined && /^[A-Z]\w*$/.test(call.receiver.text);
		return isStatic && PURE.has(call.name) && this.areConstant(call.args, depth);
	}

	/** An integer literal, or a final variable that holds one. */
	private isSmallNumber(node: JavaNode): boolean {
		const plain = bare(node);
		const declaration = plain.type === 'decimal_integer_literal' ? undefined : this.mentions.declarationOf(plain);
		const literal = declaration?.final === true && declaration.value !== undefined ? bare(declaration.value) : plain;
		if (literal.type !== 'decimal_integer_literal') return false;
		return Number(literal.text.replace(/[_lL]/g, '')) <= MOST_KEYS;
	}
}

/** Whether a selector takes a variable from the code around it: it is effectively final, and the same for every record. */
function isCaptured(declaration: Declaration, use: JavaNode): boolean {
	if (declaration.kind !== 'local' && declaration.kind !== 'parameter') return false;
	for (const outer of ancestors(use))
		if (outer.type === 'lambda_expression' || isMethod(outer))
			return declaration.node.start < outer.start || declaration.node.end > outer.end;
	return false;
}

/** What `case X -> value;` gives. */
function valueOfArm(result: JavaNode | undefined): JavaNode | undefined {
	return result?.type === 'expression_statement' ? result.named[0] : undefined;
}

function methodsOf(type: JavaNode, name: string): readonly JavaNode[] {
	return membersOf(type).filter((member) => member.type === 'method_declaration' && declaredName(member) === name);
}

function enclosingTypes(node: JavaNode): readonly JavaNode[] {
	return [...node.upwards()].filter(isType);
}

function isPrivate(declaration: Declaration): boolean {
	return declaration.node.parent?.child('modifiers')?.children.some((child) => child.type === 'private') === true;
}
