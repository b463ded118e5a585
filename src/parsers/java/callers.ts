import type { JavaNode } from './node.ts';
import { type Declaration, typeName } from './scope.ts';
import type { JavaSource } from './source.ts';
import { argumentsOf, bare, callOf, constructedType, declaredName, enclosingNamedType, hasModifier, isMethod } from './syntax.ts';
import type { Types } from './types.ts';

/** A place in the file that runs a method or a constructor of the file. */
export interface CallSite {
	/** The call, the construction or the method reference. */
	readonly node: JavaNode;
	readonly args: readonly JavaNode[];
	/** `this::configure`: whether and how often it runs is not seen. */
	readonly reference: boolean;
}

/** Who calls the methods of a file, inside that file. */
export class Callers {
	private readonly kept = new Map<JavaNode, readonly CallSite[]>();
	/** By name, where it is mentioned other than to declare it: thousands of classes may each declare an `open`. */
	private readonly mentioned = new Map<string, readonly JavaNode[]>();

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
	) {}

	/** The call sites of a method or constructor, in source order. */
	of(method: JavaNode): readonly CallSite[] {
		const kept = this.kept.get(method);
		if (kept !== undefined) return kept;
		const type = enclosingNamedType(method);
		const name = method.type === 'method_declaration' ? declaredName(method) : declaredName(type ?? method);
		const sites: CallSite[] = [];
		for (const node of this.mentionsOf(name ?? '')) {
			const site = this.siteAt(node, method);
			if (site !== undefined) sites.push(site);
		}
		this.kept.set(method, sites);
		return sites;
	}

	/** The method of the file that a call runs, where only one can be meant. */
	target(call: JavaNode): JavaNode | undefined {
		const name = call.type === 'method_invocation' ? call.field('name')?.text : constructedType(call)?.name;
		if (name === undefined) return undefined;
		const candidates = call.type === 'method_invocation' ? this.types.methods(name) : this.types.constructors(name);
		const meant = candidates.filter((method) => this.of(method).some((site) => site.node === call));
		return meant.length === 1 ? meant[0] : undefined;
	}

	/**
	 * Whether something in the file, apart from the method itself, may call it or refers to it. Calls of its name on an object that
	 * cannot be told, and with any number of arguments, count.
	 */
	isCalled(method: JavaNode): boolean {
		const outside = (node: JavaNode): boolean => node.start < method.start || method.end < node.end;
		if (this.of(method).some((site) => outside(site.node))) return true;
		if (method.type !== 'method_declaration') return false;
		return this.mentionsOf(declaredName(method) ?? '').some((node) => {
			const receiver = callOf(node)?.receiver;
			const isOtherClass = receiver !== undefined && /^[A-Z]/.test(receiver.text) && receiver.type === 'identifier';
			return callOf(node) !== undefined && !isOtherClass && outside(node);
		});
	}

	/** The argument that the only call of a private method or constructor gives to one of its parameters. */
	argumentFor(parameter: Declaration): JavaNode | undefined {
		const method = parameter.scope;
		if (parameter.kind !== 'parameter' || !hasModifier(method, 'private')) return undefined;
		const sites = this.of(method);
		const [site] = sites;
		return sites.length === 1 && site !== undefined && !site.reference ? site.args[parameterIndex(parameter)] : undefined;
	}

	private mentionsOf(name: string): readonly JavaNode[] {
		const known = this.mentioned.get(name);
		if (known !== undefined) return known;
		const leaves = this.source.leavesAt(this.source.mentions(name, this.source.root));
		const found = leaves.filter((node) => node.parent === undefined || !isMethod(node.parent) || node.parent.field('name') !== node);
		this.mentioned.set(name, found);
		return found;
	}

	private siteAt(name: JavaNode, method: JavaNode): CallSite | undefined {
		const parent = name.parent;
		if (parent === undefined) return undefined;
		if (method.type !== 'method_declaration') return constructionAt(name, method);
		if (parent.type === 'method_reference') return { node: parent, args: [], reference: true };
		const call = callOf(name);
		if (call === undefined || call.args.length !== parameterCount(method)) return undefined;
		if (!this.mayBe(call.receiver, method)) return undefined;
		return { node: call.node, args: call.args, reference: false };
	}

	/** Whether a method called on `receiver` can be the method: called on nothing, on its class, or on an instance of it. */
	private mayBe(receiver: JavaNode | undefined, method: JavaNode): boolean {
		if (receiver === undefined) return true;
		const owner = declaredName(enclosingNamedType(method) ?? method);
		const root = chainRoot(receiver);
		if (root.type === 'this' || root.type === 'super') return true;
		const built = constructedType(root)?.name;
		if (built !== undefined) return built === owner;
		const declaration = this.types.declarationOf(root);
		if (declaration === undefined) return root.text === owner;
		if (typeName(declaration) === owner) return true;
		const value = declaration.value === undefined ? undefined : constructedType(bare(declaration.value))?.name;
		return value === owner;
	}
}

function constructionAt(name: JavaNode, declared: JavaNode): CallSite | undefined {
	for (let node = name.parent; node !== undefined; node = node.parent) {
		if (node.type === 'object_creation_expression') {
			const args = argumentsOf(node);
			if (!covers(node.field('type'), name)) return undefined;
			return args.length === parameterCount(declared) ? { node, args, reference: false } : undefined;
		}
		if (node.type !== 'generic_type' && node.type !== 'scoped_type_identifier') return undefined;
	}
	return undefined;
}

function covers(outer: JavaNode | undefined, inner: JavaNode): boolean {
	return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

/** The expression a chain of calls starts from: `env` in `env.a().b()`. */
export function chainRoot(expression: JavaNode): JavaNode {
	let node = bare(expression);
	while (node.type === 'method_invocation') {
		const receiver = node.field('object');
		if (receiver === undefined) return node;
		node = bare(receiver);
	}
	return node;
}

/** A parameter's position in its method's signature. */
export function parameterIndex(parameter: Declaration): number {
	return parametersOf(parameter.scope).indexOf(parameter.node);
}

/** The declared parameters of a method, the receiver parameter left out. */
export function parametersOf(method: JavaNode): readonly JavaNode[] {
	return (method.field('parameters')?.named ?? []).filter((node) => node.type === 'formal_parameter' || node.type === 'spread_parameter');
}

function parameterCount(method: JavaNode): number {
	return parametersOf(method).length;
}
