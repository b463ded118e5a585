import type { JavaNode } from '../../parsers/java/node.ts';
import type { Declaration } from '../../parsers/java/scope.ts';
import { argumentsOf, lastName, simpleTypeName } from '../../parsers/java/syntax.ts';

/** State interfaces whose type arguments are exactly those of their descriptor; AggregatingState lacks the accumulator. */
const SAME_ARGUMENTS: Readonly<Record<string, string>> = {
	ValueStateDescriptor: 'ValueState',
	ListStateDescriptor: 'ListState',
	MapStateDescriptor: 'MapState',
	ReducingStateDescriptor: 'ReducingState',
};

const BOXED: Readonly<Record<string, string>> = {
	boolean: 'Boolean',
	byte: 'Byte',
	char: 'Character',
	double: 'Double',
	float: 'Float',
	int: 'Integer',
	long: 'Long',
	short: 'Short',
};

/** Constants of Flink's Types and BasicTypeInfo. */
const TYPE_CONSTANTS: Readonly<Record<string, string>> = {
	BOOLEAN: 'Boolean',
	BYTE: 'Byte',
	DOUBLE: 'Double',
	FLOAT: 'Float',
	INT: 'Integer',
	LONG: 'Long',
	SHORT: 'Short',
	STRING: 'String',
};

/**
 * The type a local variable needs that holds a descriptor: as written, or for a diamond with the arguments of the state it becomes, or
 * of its class literals; undefined where they cannot be told.
 */
export function descriptorType(creation: JavaNode, state: Declaration | undefined): string | undefined {
	const type = creation.field('type');
	if (type === undefined || creation.child('class_body') !== undefined) return undefined;
	const written = type.type === 'generic_type' ? type.child('type_arguments') : undefined;
	if (written === undefined || written.named.length > 0) return type.text;
	const name = type.named[0]?.text ?? type.text;
	const simple = simpleTypeName(type);
	const fromState = state?.type === undefined ? undefined : argumentsOfState(simple, state.type);
	const args = fromState ?? argumentsOfClasses(creation, simple);
	return args === undefined ? undefined : `${name}<${args}>`;
}

function argumentsOfState(descriptor: string, state: JavaNode): string | undefined {
	if (state.type !== 'generic_type' || simpleTypeName(state) !== SAME_ARGUMENTS[descriptor]) return undefined;
	const args = state.child('type_arguments');
	const hasWildcard = args?.named.some((argument) => argument.type === 'wildcard');
	return args === undefined || args.named.length === 0 || hasWildcard === true ? undefined : args.text.slice(1, -1);
}

function argumentsOfClasses(creation: JavaNode, descriptor: string): string | undefined {
	const args = argumentsOf(creation);
	const types =
		descriptor === 'MapStateDescriptor' ? args.slice(1, 3) : descriptor === 'ReducingStateDescriptor' ? args.slice(2, 3) : args.slice(1, 2);
	const wanted = descriptor === 'MapStateDescriptor' ? 2 : 1;
	if (SAME_ARGUMENTS[descriptor] === undefined || types.length !== wanted) return undefined;
	const names = types.map(typeNamedBy);
	return names.every((name) => name !== undefined) ? names.join(', ') : undefined;
}

/** `Long.class`, `Types.LONG`, `BasicTypeInfo.LONG_TYPE_INFO`, `TypeInformation.of(Event.class)` */
function typeNamedBy(expression: JavaNode): string | undefined {
	if (expression.type === 'class_literal') {
		const name = expression.named[0]?.text;
		return name === undefined ? undefined : (BOXED[name] ?? name);
	}
	if (expression.type === 'field_access') {
		const owner = lastName(expression.field('object')?.text ?? '');
		const constant = expression.field('field')?.text ?? '';
		if (owner === 'Types') return TYPE_CONSTANTS[constant];
		return owner === 'BasicTypeInfo' ? TYPE_CONSTANTS[constant.replace(/_TYPE_INFO$/, '')] : undefined;
	}
	if (expression.type !== 'method_invocation' || expression.field('name')?.text !== 'of') return undefined;
	const [only] = argumentsOf(expression);
	return lastName(expression.field('object')?.text ?? '') === 'TypeInformation' && only?.type === 'class_literal'
		? typeNamedBy(only)
		: undefined;
}
