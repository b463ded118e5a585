import { addTo } from '../../model/groups.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import { declaredName, enclosingNamedType, hasModifier, isMethod, isType, membersOf, simpleTypeName } from './syntax.ts';

const GOES_INTO: ReadonlySet<string> = new Set(['program', 'class_body', 'interface_body', 'enum_body', 'enum_body_declarations', 'ERROR']);

/** The named types of a file and their methods: what calls and qualified names inside the file mean. */
export class Types {
	/** Every class, interface, enum and record that is no local class, in source order. */
	readonly all: readonly JavaNode[];
	private readonly byName = new Map<string, JavaNode>();
	private readonly methodsByName = new Map<string, JavaNode[]>();

	constructor(private readonly source: JavaSource) {
		const all: JavaNode[] = [];
		for (const node of source.root.walk((inner) => GOES_INTO.has(inner.type) || isType(inner))) {
			if (isType(node)) all.push(node);
			else if (isMethod(node)) this.addMethod(node);
		}
		this.all = all;
		for (const type of all) this.byName.set(declaredName(type) ?? '', type);
	}

	private addMethod(method: JavaNode): void {
		const name = method.type === 'method_declaration' ? (declaredName(method) ?? '') : '<init>';
		addTo(this.methodsByName, name, method);
	}

	/** The type of that simple name, if this file declares it. */
	type(simple: string): JavaNode | undefined {
		return this.byName.get(simple);
	}

	/** The methods of that name anywhere in the file. */
	methods(name: string): readonly JavaNode[] {
		return this.methodsByName.get(name) ?? [];
	}

	/** The constructors of a type of the file. */
	constructors(simple: string): readonly JavaNode[] {
		const type = this.byName.get(simple);
		return type === undefined ? [] : this.methods('<init>').filter((method) => enclosingNamedType(method) === type);
	}

	/** The declaration an expression names: `name`, `this.name`, `Type.NAME`, or a field inherited from a class of the same file. */
	declarationOf(expression: JavaNode): Declaration | undefined {
		const own = this.source.scopes.of(expression);
		if (own !== undefined) return own;
		if (expression.type === 'identifier') return this.inherited(expression.text, expression);
		if (expression.type !== 'field_access') return undefined;
		const object = expression.field('object');
		const name = expression.field('field')?.text;
		if (object === undefined || name === undefined) return undefined;
		if (object.type === 'this' || object.type === 'super') return this.inherited(name, expression);
		if (this.source.scopes.of(object) !== undefined) return undefined;
		const type = this.byName.get(object.type === 'field_access' ? (object.field('field')?.text ?? '') : object.text);
		return type === undefined ? undefined : this.source.scopes.fields(type).get(name)?.[0];
	}

	/** The declaration a simple name means at a node: one further out than the name itself where nothing between declares names. */
	declarationNamed(name: string, at: JavaNode): Declaration | undefined {
		return this.source.scopes.resolve(name, at) ?? this.inherited(name, at);
	}

	private inherited(name: string, at: JavaNode): Declaration | undefined {
		for (let outer = enclosingNamedType(at); outer !== undefined; outer = enclosingNamedType(outer)) {
			const found = this.inheritedBy(outer, name);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private inheritedBy(type: JavaNode, name: string): Declaration | undefined {
		const seen = new Set<JavaNode>();
		for (let parent = this.parentOf(type); parent !== undefined && !seen.has(parent); parent = this.parentOf(parent)) {
			seen.add(parent);
			const found = this.source.scopes.fields(parent).get(name)?.[0];
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private parentOf(type: JavaNode): JavaNode | undefined {
		const parent = type.field('superclass')?.named[0];
		return parent === undefined ? undefined : this.byName.get(simpleTypeName(parent));
	}

	/** Whether a type declares `public static void main`. */
	hasMain(type: JavaNode): boolean {
		return membersOf(type).some((member) => isMainMethod(member));
	}
}

/** Whether a member is a program's entry. */
export function isMainMethod(member: JavaNode): boolean {
	return member.type === 'method_declaration' && declaredName(member) === 'main' && hasModifier(member, 'static');
}
