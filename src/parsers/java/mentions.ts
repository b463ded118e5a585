import { addTo } from '../../model/groups.ts';
import type { JavaNode } from './node.ts';
import type { Declaration, Scopes } from './scope.ts';
import { typeName } from './scope.ts';
import type { JavaSource } from './source.ts';
import { ancestors, type Call, callOf, enclosingType, isType, simpleTypeName } from './syntax.ts';

/** Where the names of a file are mentioned, and which of its own methods and classes they mean. */
export class Mentions {
	private offsets: ReadonlyMap<string, readonly number[]> | undefined;
	private readonly uses = new Map<string, ReadonlyMap<Declaration, readonly JavaNode[]>>();
	private readonly methods = new Map<string, ReadonlyMap<JavaNode, readonly JavaNode[]>>();
	private readonly callers = new Map<string, ReadonlyMap<JavaNode, readonly Call[]>>();
	private readonly calls = new Map<string, readonly Call[]>();
	private readonly types = new Map<string, readonly JavaNode[]>();
	private readonly ancestries = new Map<JavaNode, ReadonlySet<string>>();

	constructor(readonly source: JavaSource) {}

	private get scopes(): Scopes {
		return this.source.scopes;
	}

	/** The identifiers spelled so, in source order. */
	named(name: string, within: { readonly start: number; readonly end: number } = this.source.root): readonly JavaNode[] {
		this.offsets ??= identifierOffsets(this.source.text);
		const all = this.offsets.get(name) ?? [];
		const first = firstAtLeast(all, within.start);
		const inside = all.slice(first, firstAtLeast(all, within.end));
		return this.source.leavesAt(inside).filter((node) => node.type === 'identifier');
	}

	/** The expressions that read or write a variable: `x`, `this.x`, `Holder.X`, `object.x`; its declaration is none of them. */
	usesOf(declaration: Declaration): readonly JavaNode[] {
		return remember(this.uses, declaration.name, () => this.usesNamed(declaration.name)).get(declaration) ?? [];
	}

	/** The expressions that name a variable of that name, by the variable: every mention is resolved once, whatever is asked. */
	private usesNamed(name: string): ReadonlyMap<Declaration, readonly JavaNode[]> {
		return grouped(this.named(name), (node) => {
			const expression = variableExpression(node);
			const declaration = expression === undefined ? undefined : this.declarationOf(expression);
			return expression === undefined || declaration === undefined ? [] : [[declaration, expression]];
		});
	}

	/** The variable of this file that an expression names. */
	declarationOf(expression: JavaNode): Declaration | undefined {
		if (expression.type === 'identifier') return this.scopes.resolve(expression.text, expression) ?? this.inherited(expression);
		if (expression.type !== 'field_access') return undefined;
		const own = this.scopes.of(expression);
		if (own !== undefined) return own;
		const name = expression.field('field')?.text;
		const object = expression.field('object');
		if (name === undefined || object === undefined) return undefined;
		for (const type of this.typesOf(object)) {
			const field = this.fieldOf(type, name);
			if (field !== undefined) return field;
		}
		return undefined;
	}

	/** The methods of this file that a call can mean; empty where it means one of another file. */
	targetsOf(call: Call): readonly JavaNode[] {
		const byOwner = this.methodsNamed(call.name);
		if (byOwner.size === 0) return [];
		const types = new Set(call.receiver === undefined ? this.reachableTypes(call.node) : this.typesOf(call.receiver));
		return [...types].flatMap((type) => (byOwner.get(type) ?? []).filter((method) => takes(method, call.args.length)));
	}

	/** The calls in this file that can mean a method. */
	callsOf(method: JavaNode): readonly Call[] {
		const name = method.field('name')?.text;
		if (name === undefined) return [];
		const byTarget = remember(this.callers, name, () =>
			grouped(this.callsNamed(name), (call) => this.targetsOf(call).map((target): [JavaNode, Call] => [target, call])),
		);
		return byTarget.get(method) ?? [];
	}

	/** The calls of methods spelled so. */
	callsNamed(name: string): readonly Call[] {
		return remember(this.calls, name, () => this.named(name).flatMap((node) => callOf(node) ?? []));
	}

	/** The classes this file declares under a simple name. */
	typesNamed(name: string): readonly JavaNode[] {
		return remember(this.types, name, () =>
			this.named(name).flatMap((node) =>
				node.parent !== undefined && isType(node.parent) && node.parent.field('name') === node ? node.parent : [],
			),
		);
	}

	/** Simple names of the classes and interfaces a type extends or implements, itself excluded, as far as this file shows. */
	ancestry(type: JavaNode): ReadonlySet<string> {
		const known = this.ancestries.get(type);
		if (known !== undefined) return known;
		const found = new Set<string>();
		this.ancestries.set(type, found);
		const open = [type];
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			for (const name of parentNames(at)) {
				if (found.has(name)) continue;
				found.add(name);
				open.push(...this.typesNamed(name));
			}
		}
		return found;
	}

	/** The methods of that name, by the class that declares them. */
	private methodsNamed(name: string): ReadonlyMap<JavaNode, readonly JavaNode[]> {
		return remember(this.methods, name, () =>
			grouped(this.named(name), (node) => {
				const method = node.parent?.type === 'method_declaration' && node.parent.field('name') === node ? node.parent : undefined;
				const owner = method === undefined ? undefined : enclosingType(method);
				return method === undefined || owner === undefined ? [] : [[owner, method]];
			}),
		);
	}

	/** A field that a class of this file inherits from another one of this file. */
	private inherited(identifier: JavaNode): Declaration | undefined {
		for (const outer of ancestors(identifier)) {
			const type = isType(outer) || isAnonymousBody(outer) ? outer : undefined;
			const field = type === undefined ? undefined : this.fieldOf(type, identifier.text);
			if (field !== undefined) return field;
		}
		return undefined;
	}

	private fieldOf(type: JavaNode, name: string): Declaration | undefined {
		for (const owner of this.withSuperclasses(type)) {
			const field = this.scopes.fields(owner).get(name)?.[0];
			if (field !== undefined) return field;
		}
		return undefined;
	}

	/** The classes around a place, inside out, each with those it inherits from. */
	private reachableTypes(at: JavaNode): readonly JavaNode[] {
		const found: JavaNode[] = [];
		for (let type = enclosingType(at); type !== undefined; type = enclosingType(type)) found.push(...this.withSuperclasses(type));
		return found;
	}

	/** The classes of this file that an object or a class name means. */
	private typesOf(object: JavaNode): readonly JavaNode[] {
		if (object.type === 'this' || object.type === 'super') {
			const own = enclosingType(object);
			return own === undefined ? [] : this.withSuperclasses(own);
		}
		if (object.type === 'object_creation_expression') {
			const type = object.field('type');
			return type === undefined ? [] : this.typesNamed(simpleTypeName(type));
		}
		if (object.type === 'field_access' && object.field('field')?.type === 'this') return this.typesOfName(object.field('object')?.text);
		const declaration = this.declarationOf(object);
		if (declaration !== undefined) return this.typesOfName(typeName(declaration));
		if (object.type === 'identifier') return this.typesOfName(object.text);
		return object.type === 'field_access' ? this.typesOfName(object.field('field')?.text) : [];
	}

	private typesOfName(name: string | undefined): readonly JavaNode[] {
		if (name === undefined) return [];
		return this.typesNamed(name).flatMap((type) => this.withSuperclasses(type));
	}

	private withSuperclasses(type: JavaNode): readonly JavaNode[] {
		const found = [type];
		for (const name of this.ancestry(type)) found.push(...this.typesNamed(name));
		return found;
	}
}

/** Simple names of what a type declares to extend and implement; of an anonymous class, what it instantiates. */
function parentNames(type: JavaNode): readonly string[] {
	if (isAnonymousBody(type)) {
		const created = type.parent?.field('type');
		return created === undefined ? [] : [simpleTypeName(created)];
	}
	const parents = [type.field('superclass'), type.field('interfaces'), type.child('extends_interfaces')];
	return parents.flatMap((parent) => (parent === undefined ? [] : parent.named.flatMap(listed).map(simpleTypeName)));
}

function listed(node: JavaNode): readonly JavaNode[] {
	return node.type === 'type_list' ? node.named : [node];
}

function isAnonymousBody(node: JavaNode): boolean {
	return node.type === 'class_body' && node.parent?.type === 'object_creation_expression';
}

/** The expression in which an identifier stands for a variable; undefined where it is a method, a label or a declared name. */
function variableExpression(identifier: JavaNode): JavaNode | undefined {
	const parent = identifier.parent;
	if (parent === undefined) return undefined;
	if (parent.type === 'field_access') return parent.field('field') === identifier ? parent : identifier;
	if (parent.type === 'method_reference') return parent.named[0] === identifier ? identifier : undefined;
	if (parent.type === 'inferred_parameters' || parent.type.endsWith('annotation') || parent.type === 'scoped_identifier') return undefined;
	if (parent.type === 'lambda_expression') return parent.field('parameters') === identifier ? undefined : identifier;
	if (parent.field('name') === identifier) return undefined;
	return identifier;
}

/** Whether a method can be called with so many arguments. */
function takes(method: JavaNode, count: number): boolean {
	const parameters = (method.field('parameters')?.named ?? []).filter((parameter) => parameter.type !== 'receiver_parameter');
	if (parameters.at(-1)?.type === 'spread_parameter') return count >= parameters.length - 1;
	return parameters.length === count;
}

/** Every word of the text with where it starts; words in comments and strings are sorted out when their nodes are looked up. */
function identifierOffsets(text: string): ReadonlyMap<string, readonly number[]> {
	const found = new Map<string, number[]>();
	for (const match of text.matchAll(/[\p{L}\p{Nl}_$][\p{L}\p{N}_$]*/gu)) {
		addTo(found, match[0], match.index);
	}
	return found;
}

function firstAtLeast(ascending: readonly number[], minimum: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) < minimum) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Puts what `pick` gives for each item under its keys, in order. */
function grouped<Item, Key, Entry>(items: readonly Item[], pick: (item: Item) => readonly (readonly [Key, Entry])[]): Map<Key, Entry[]> {
	const found = new Map<Key, Entry[]>();
	for (const item of items) {
		for (const [key, entry] of pick(item)) {
			addTo(found, key, entry);
		}
	}
	return found;
}

function remember<T>(kept: Map<string, T>, name: string, find: () => T): T {
	const known = kept.get(name);
	if (known !== undefined) return known;
	const found = find();
	kept.set(name, found);
	return found;
}
