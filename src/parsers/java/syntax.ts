import type { Range } from '../../model/range.ts';
import type { JavaNode } from './node.ts';

/** A method call: `receiver.name(arguments)`. */
export interface Call {
	readonly node: JavaNode;
	/** The identifier of the method. */
	readonly method: JavaNode;
	readonly name: string;
	/** Absent where the method is called on nothing written (`isLocal(env)`). */
	readonly receiver: JavaNode | undefined;
	readonly args: readonly JavaNode[];
	/** From the method's name to the closing parenthesis: the start of a chain often stands on another line. */
	readonly range: Range;
}

const METHODS: ReadonlySet<string> = new Set(['method_declaration', 'constructor_declaration', 'compact_constructor_declaration']);
const TYPES: ReadonlySet<string> = new Set([
	'class_declaration',
	'interface_declaration',
	'enum_declaration',
	'record_declaration',
	'annotation_type_declaration',
]);
const MEMBERS: ReadonlySet<string> = new Set([
	...METHODS,
	'field_declaration',
	'constant_declaration',
	'static_initializer',
	'import_declaration',
	'package_declaration',
	'enum_constant',
]);

/** The call an identifier names, or the one that a `method_invocation` node is. */
export function callOf(node: JavaNode): Call | undefined {
	if (node.type === 'method_invocation') return asCall(node);
	const parent = node.parent;
	if (parent?.type !== 'method_invocation') return undefined;
	const call = asCall(parent);
	return call?.method === node ? call : undefined;
}

function asCall(node: JavaNode): Call | undefined {
	const method = node.field('name');
	if (method === undefined) return undefined;
	return {
		node,
		method,
		name: method.text,
		receiver: node.field('object'),
		args: argumentsOf(node),
		range: { start: method.start, end: node.end },
	};
}

/** The arguments of a call or a construction. */
export function argumentsOf(node: JavaNode): readonly JavaNode[] {
	return node.field('arguments')?.named ?? [];
}

/** The simple name of the class that `new` builds, and the node of its type. */
export function constructedType(node: JavaNode): { readonly name: string; readonly type: JavaNode } | undefined {
	if (node.type !== 'object_creation_expression') return undefined;
	const type = node.field('type');
	return type === undefined ? undefined : { name: simpleTypeName(type), type };
}

/** `Map` for `java.util.Map<String, Long>[]`: a type without qualifier, arguments and dimensions. */
export function simpleTypeName(type: JavaNode): string {
	let node: JavaNode | undefined = type;
	while (node !== undefined) {
		if (node.type === 'generic_type' || node.type === 'annotated_type')
			node = node.named.find((child) => child.type.endsWith('type_identifier') || child.type === 'generic_type');
		else if (node.type === 'array_type') node = node.field('element');
		else if (node.type === 'scoped_type_identifier') node = node.named.at(-1);
		else return node.text;
	}
	return type.text;
}

/** An expression without the parentheses and casts around it. */
export function bare(node: JavaNode): JavaNode {
	let inner = node;
	for (;;) {
		const next: JavaNode | undefined =
			inner.type === 'parenthesized_expression' ? inner.named[0] : inner.type === 'cast_expression' ? inner.field('value') : undefined;
		if (next === undefined) return inner;
		inner = next;
	}
}

/** The method or constructor whose body or signature holds the node; lambdas count as part of their method. */
export function enclosingMethod(node: JavaNode): JavaNode | undefined {
	for (const outer of ancestors(node)) {
		if (METHODS.has(outer.type)) return outer;
		if (TYPES.has(outer.type) || outer.type === 'field_declaration') return undefined;
	}
	return undefined;
}

/** The innermost class, interface, enum or record, or the anonymous class (its `class_body`), around the node. */
export function enclosingType(node: JavaNode): JavaNode | undefined {
	for (const outer of ancestors(node)) {
		if (TYPES.has(outer.type)) return outer;
		if (outer.type === 'class_body' && outer.parent?.type === 'object_creation_expression') return outer;
	}
	return undefined;
}

/** The innermost class that has a name. */
export function enclosingNamedType(node: JavaNode): JavaNode | undefined {
	for (const outer of ancestors(node)) if (TYPES.has(outer.type)) return outer;
	return undefined;
}

/** The body of a type: its `class_body` or kin; an anonymous class is its own body. */
function bodyOf(type: JavaNode): JavaNode | undefined {
	return type.type === 'class_body' ? type : type.field('body');
}

/** The members of a type's body; those of an enum stand one level deeper. */
export function membersOf(type: JavaNode): readonly JavaNode[] {
	const body = bodyOf(type);
	if (body === undefined) return [];
	if (body.type !== 'enum_body') return body.named;
	return body.named.flatMap((child) => (child.type === 'enum_body_declarations' ? child.named : [child]));
}

/** The name of a class, method, field or parameter declaration. */
export function declaredName(node: JavaNode): string | undefined {
	return node.field('name')?.text;
}

/** The simplest statement around the node: an expression statement, a local declaration, a return; never a block. */
export function enclosingStatement(node: JavaNode): JavaNode | undefined {
	for (const outer of node.upwards()) {
		if (isStatement(outer) && outer.type !== 'block') return outer;
		if (MEMBERS.has(outer.type)) return outer;
	}
	return undefined;
}

/** Whether the node is a statement of a block or of a control statement. */
export function isStatement(node: JavaNode): boolean {
	return (
		node.type.endsWith('_statement') ||
		node.type === 'local_variable_declaration' ||
		node.type === 'switch_expression' ||
		node.type === 'block'
	);
}

/** Whether the node declares a member of a type, or stands at the top of a file. */
export function isMember(node: JavaNode): boolean {
	return MEMBERS.has(node.type);
}

/** Whether the node declares a method or a constructor. */
export function isMethod(node: JavaNode): boolean {
	return METHODS.has(node.type);
}

/** Whether the node declares a class, an interface, an enum or a record. */
export function isType(node: JavaNode): boolean {
	return TYPES.has(node.type);
}

/** Whether a declaration carries a modifier (`static`, `final`) or an annotation (`Test`, `Override`). */
export function hasModifier(declaration: JavaNode, modifier: string): boolean {
	const modifiers = declaration.child('modifiers');
	if (modifiers === undefined) return false;
	return modifiers.children.some(
		(child) => child.type === modifier || (child.type.endsWith('annotation') && lastName(child.field('name')?.text ?? '') === modifier),
	);
}

/** The ancestors of a node, innermost first, without the node itself. */
export function* ancestors(node: JavaNode): Generator<JavaNode> {
	for (let outer = node.parent; outer !== undefined; outer = outer.parent) yield outer;
}

/** The part after the last dot. */
export function lastName(qualified: string): string {
	return qualified.slice(qualified.lastIndexOf('.') + 1);
}
