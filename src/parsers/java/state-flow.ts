import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import { argumentsOf, type Call, callOf, enclosingType, hasModifier, isMethod, isType, simpleTypeName } from './syntax.ts';

/** Where a value ends up, as far as its file shows. */
export type Sink =
	/** A method is called on it. */
	| { readonly kind: 'receiver'; readonly call: Call }
	/** `value::name` */
	| { readonly kind: 'reference'; readonly node: JavaNode; readonly name: string }
	/** It is passed to a method of another file. */
	| { readonly kind: 'argument'; readonly call: Call; readonly value: JavaNode }
	/** It goes where this file does not show what happens: a collection, a constructor or a caller elsewhere. */
	| { readonly kind: 'escape' };

/** The call through which a value entered a method, so that it leaves only to there. */
interface Entry {
	readonly call: JavaNode;
	readonly method: JavaNode;
	readonly outer: Entry | undefined;
	readonly depth: number;
}

interface Step {
	readonly value: JavaNode;
	readonly entry: Entry | undefined;
}

/** Calls that give back what they are given. */
const PASSING: ReadonlySet<string> = new Set(['checkNotNull', 'requireNonNull', 'checkStateNotNull']);
const NEUTRAL: ReadonlySet<string> = new Set([
	'binary_expression',
	'instanceof_expression',
	'field_access',
	'synchronized_statement',
	'assert_statement',
]);
const MAX_ENTRIES = 8;
/** A value that may reach more places than this goes through a wrapper that everything goes through: nothing can be told of it. */
const MAX_STEPS = 400;

/**
 * Follows a value from the expression that makes it through locals, fields, and the methods and constructors of its file.
 * Branches are not told apart: every place the value may reach counts.
 */
export function sinksOf(origin: JavaNode, mentions: Mentions): readonly Sink[] {
	return new Flow(mentions).from(origin);
}

/** The variable a fresh value is stored in first, if it is: `x = new …`, `this.x = (X) …`. */
export function storedIn(origin: JavaNode, mentions: Mentions): Declaration | undefined {
	let value = origin;
	for (let parent = value.parent; parent !== undefined; parent = value.parent) {
		if (parent.type === 'variable_declarator') return declared(parent, mentions);
		if (parent.type === 'assignment_expression') {
			const left = parent.field('left');
			return left === undefined ? undefined : mentions.declarationOf(left);
		}
		if (!isTransparent(parent, value)) return undefined;
		value = parent;
	}
	return undefined;
}

function isTransparent(parent: JavaNode, value: JavaNode): boolean {
	if (parent.type === 'parenthesized_expression' || parent.type === 'cast_expression') return true;
	return parent.type === 'ternary_expression' && parent.field('condition') !== value;
}

function declared(declarator: JavaNode, mentions: Mentions): Declaration | undefined {
	const name = declarator.field('name');
	if (name === undefined) return undefined;
	const owner = declarator.parent?.type === 'field_declaration' ? enclosingType(declarator) : undefined;
	return owner === undefined ? mentions.source.scopes.resolve(name.text, name) : mentions.source.scopes.fields(owner).get(name.text)?.[0];
}

class Flow {
	private readonly open: Step[] = [];
	private readonly seen = new Map<JavaNode, Set<JavaNode | undefined>>();
	private readonly found: Sink[] = [];

	constructor(private readonly mentions: Mentions) {}

	from(origin: JavaNode): readonly Sink[] {
		this.push(origin, undefined);
		let steps = 0;
		for (let step = this.open.pop(); step !== undefined; step = this.open.pop()) {
			if (++steps > MAX_STEPS) {
				this.escape();
				break;
			}
			this.visit(step.value, step.entry);
		}
		return this.found;
	}

	private push(value: JavaNode, entry: Entry | undefined): void {
		const entered = this.seen.get(value) ?? new Set();
		if (entered.has(entry?.call)) return;
		entered.add(entry?.call);
		this.seen.set(value, entered);
		this.open.push({ value, entry });
	}

	private visit(value: JavaNode, entry: Entry | undefined): void {
		const parent = value.parent;
		if (parent === undefined || parent.type === 'expression_statement') return;
		if (isTransparent(parent, value)) {
			this.push(parent, entry);
			return;
		}
		switch (parent.type) {
			case 'variable_declarator':
				this.variable(declared(parent, this.mentions), entry);
				return;
			case 'assignment_expression':
				this.assignment(parent, value, entry);
				return;
			case 'argument_list':
				this.argument(parent, value, entry);
				return;
			case 'method_invocation':
				this.receiver(parent, value);
				return;
			case 'method_reference':
				this.found.push({ kind: 'reference', node: parent, name: parent.named[1]?.text ?? '' });
				return;
			case 'return_statement':
				this.returned(parent, entry);
				return;
			case 'ternary_expression':
				return;
			default:
				if (!NEUTRAL.has(parent.type)) this.escape();
		}
	}

	private escape(): void {
		this.found.push({ kind: 'escape' });
	}

	private variable(declaration: Declaration | undefined, entry: Entry | undefined): void {
		if (declaration === undefined) {
			this.escape();
			return;
		}
		if (declaration.kind === 'field' && isOpenToSubclasses(declaration)) this.escape();
		const kept = declaration.kind === 'field' ? undefined : entry;
		for (const use of this.mentions.usesOf(declaration)) this.push(use, kept);
	}

	private assignment(assignment: JavaNode, value: JavaNode, entry: Entry | undefined): void {
		const left = assignment.field('left');
		if (left === undefined || left === value) return;
		this.variable(this.mentions.declarationOf(left), entry);
		this.push(assignment, entry);
	}

	private receiver(invocation: JavaNode, value: JavaNode): void {
		const call = callOf(invocation);
		if (call?.receiver === value) this.found.push({ kind: 'receiver', call });
	}

	private argument(list: JavaNode, value: JavaNode, entry: Entry | undefined): void {
		const owner = list.parent;
		if (owner === undefined) return;
		const call = callOf(owner);
		if (call === undefined) {
			this.constructed(owner, value, entry);
			return;
		}
		if (PASSING.has(call.name)) {
			this.push(call.node, entry);
			return;
		}
		const targets = this.mentions.targetsOf(call);
		if (targets.length === 0 || targets.some((method) => method.field('body') === undefined)) {
			this.found.push({ kind: 'argument', call, value });
			return;
		}
		for (const method of targets) this.enter(method, owner, value, entry);
	}

	private constructed(creation: JavaNode, value: JavaNode, entry: Entry | undefined): void {
		const type = creation.type === 'object_creation_expression' ? creation.field('type') : undefined;
		const classes = type === undefined ? this.constructorOwners(creation) : this.mentions.typesNamed(simpleTypeName(type));
		const position = argumentsOf(creation).indexOf(value);
		const count = argumentsOf(creation).length;
		let entered = false;
		for (const owner of classes) {
			for (const declared of constructorsOf(owner, count)) {
				this.enter(declared, creation, value, entry);
				entered = true;
			}
			const component = owner.type === 'record_declaration' ? owner.field('parameters')?.named[position] : undefined;
			const field =
				component === undefined ? undefined : this.mentions.source.scopes.fields(owner).get(component.field('name')?.text ?? '')?.[0];
			if (field === undefined) continue;
			// A record's accessor is a call that no declaration shows.
			this.escape();
			this.variable(field, undefined);
			entered = true;
		}
		if (!entered) this.escape();
	}

	/** The classes whose constructor `this(…)` or `super(…)` calls. */
	private constructorOwners(invocation: JavaNode): readonly JavaNode[] {
		const own = enclosingType(invocation);
		if (own === undefined || invocation.type !== 'explicit_constructor_invocation') return [];
		if (invocation.field('constructor')?.type === 'this') return [own];
		const parent = own.field('superclass')?.named[0];
		return parent === undefined ? [] : this.mentions.typesNamed(simpleTypeName(parent));
	}

	private enter(method: JavaNode, call: JavaNode, value: JavaNode, entry: Entry | undefined): void {
		const position = argumentsOf(call).indexOf(value);
		const parameters = (method.field('parameters')?.named ?? []).filter((parameter) => parameter.type !== 'receiver_parameter');
		const parameter = parameters[Math.min(position, parameters.length - 1)];
		const name = parameter?.field('name') ?? parameter?.child('variable_declarator')?.field('name');
		const depth = (entry?.depth ?? 0) + 1;
		if (name === undefined || parameter?.type === 'spread_parameter' || depth > MAX_ENTRIES) {
			this.escape();
			return;
		}
		const declaration = this.mentions.source.scopes.resolve(name.text, name);
		this.variable(declaration, { call, method, outer: entry, depth });
	}

	private returned(statement: JavaNode, entry: Entry | undefined): void {
		const method = returningMethod(statement);
		if (method === undefined) {
			this.escape();
			return;
		}
		if (entry !== undefined && entry.method === method) {
			this.push(entry.call, entry.outer);
			return;
		}
		const calls = this.mentions.callsOf(method);
		if (calls.length === 0) this.escape();
		for (const call of calls) this.push(call.node, undefined);
	}
}

/** The method a `return` leaves; undefined for a lambda's. */
function returningMethod(statement: JavaNode): JavaNode | undefined {
	for (let at = statement.parent; at !== undefined; at = at.parent) {
		if (at.type === 'lambda_expression') return undefined;
		if (isMethod(at)) return at;
		if (isType(at)) return undefined;
	}
	return undefined;
}

function constructorsOf(type: JavaNode, count: number): readonly JavaNode[] {
	const members = type.field('body')?.named ?? [];
	return members.filter((member) => member.type === 'constructor_declaration' && (member.field('parameters')?.named.length ?? 0) === count);
}

/** Whether subclasses in other files are meant to use a field. */
function isOpenToSubclasses(declaration: Declaration): boolean {
	const field = declaration.node.parent;
	if (field === undefined || hasModifier(field, 'private') || declaration.static) return false;
	return hasModifier(field, 'protected') || hasModifier(declaration.scope, 'abstract');
}
