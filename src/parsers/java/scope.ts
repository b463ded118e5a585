import { addTo } from '../../model/groups.ts';
import type { JavaNode } from './node.ts';
import { declaredName, enclosingType, hasModifier, isMethod, isType, membersOf, simpleTypeName } from './syntax.ts';

/** Where a name is declared. */
export interface Declaration {
	readonly kind: 'local' | 'parameter' | 'field' | 'lambda-parameter' | 'other';
	readonly name: string;
	/** The declarator, parameter or resource. */
	readonly node: JavaNode;
	/** The declared type; absent for a lambda's bare parameter. */
	readonly type: JavaNode | undefined;
	/** What it is initialised with. */
	readonly value: JavaNode | undefined;
	/** The node inside which the name holds: a block, a method, a class. */
	readonly scope: JavaNode;
	/** A `final` field or local. */
	readonly final: boolean;
	/** A `static` field. */
	readonly static: boolean;
}

/** Resolves simple names to their declarations in the same file. Every scope is read once, so a file costs what its size is. */
export class Scopes {
	private readonly declared = new Map<JavaNode, ReadonlyMap<string, readonly Declaration[]>>();

	/** The declaration a name means at `at`, or undefined where this file does not declare it. */
	resolve(name: string, at: JavaNode): Declaration | undefined {
		for (let node: JavaNode | undefined = at; node !== undefined; node = node.parent) {
			if (!isScope(node)) continue;
			const found = this.in(node).get(name);
			if (found === undefined) continue;
			// A local holds from its own statement on; a field holds in the whole class.
			const visible = found.find((declaration) => declaration.kind === 'field' || declaration.node.start <= at.start);
			if (visible !== undefined) return visible;
		}
		return undefined;
	}

	/** The field of that name in the type around `at`, for `this.name`. */
	field(name: string, at: JavaNode): Declaration | undefined {
		const type = enclosingType(at);
		return type === undefined ? undefined : this.fields(type).get(name)?.[0];
	}

	/** The fields of a type: of its declaration, or of the body of an anonymous class. */
	fields(type: JavaNode): ReadonlyMap<string, readonly Declaration[]> {
		return this.in(type);
	}

	/** The declaration that an expression names: `name` or `this.name`. */
	of(expression: JavaNode): Declaration | undefined {
		if (expression.type === 'identifier') return this.resolve(expression.text, expression);
		if (expression.type !== 'field_access') return undefined;
		const object = expression.field('object');
		const field = expression.field('field');
		if (object?.type !== 'this' || field === undefined) return undefined;
		return this.field(field.text, expression);
	}

	private in(scope: JavaNode): ReadonlyMap<string, readonly Declaration[]> {
		const kept = this.declared.get(scope);
		if (kept !== undefined) return kept;
		const found = new Map<string, Declaration[]>();
		for (const declaration of declarationsIn(scope)) {
			addTo(found, declaration.name, declaration);
		}
		this.declared.set(scope, found);
		return found;
	}
}

const BLOCKS: ReadonlySet<string> = new Set(['block', 'constructor_body', 'switch_block_statement_group', 'for_statement']);

function isScope(node: JavaNode): boolean {
	return (
		BLOCKS.has(node.type) ||
		isMethod(node) ||
		isType(node) ||
		isAnonymousBody(node) ||
		node.type === 'lambda_expression' ||
		node.type === 'enhanced_for_statement' ||
		node.type === 'try_with_resources_statement' ||
		node.type === 'catch_clause'
	);
}

function isAnonymousBody(node: JavaNode): boolean {
	return node.type === 'class_body' && node.parent?.type === 'object_creation_expression';
}

function declarationsIn(scope: JavaNode): Declaration[] {
	if (isType(scope) || isAnonymousBody(scope)) {
		const fields = membersOf(scope).filter((member) => member.type === 'field_declaration' || member.type === 'constant_declaration');
		const parameters = scope.type === 'record_declaration' ? parametersOf(scope, scope) : [];
		return [...parameters, ...fields.flatMap((member) => declarators(member, scope, 'field'))];
	}
	if (isMethod(scope)) return parametersOf(scope, scope);
	if (BLOCKS.has(scope.type)) {
		return scope.named.flatMap((child) => (child.type === 'local_variable_declaration' ? declarators(child, scope, 'local') : []));
	}
	if (scope.type === 'lambda_expression') return lambdaParameters(scope);
	if (scope.type === 'try_with_resources_statement') {
		return (scope.field('resources')?.named ?? []).flatMap((resource) => named(resource, scope, 'local'));
	}
	if (scope.type === 'catch_clause') {
		const parameter = scope.child('catch_formal_parameter');
		return parameter === undefined ? [] : named(parameter, scope, 'other');
	}
	// An enhanced for declares its variable itself; its `value` is the collection, not what the variable holds.
	return named(scope, scope, 'other').map((declaration) => ({ ...declaration, value: undefined }));
}

function declarators(declaration: JavaNode, scope: JavaNode, kind: 'local' | 'field'): Declaration[] {
	const type = declaration.field('type');
	const isConstant = declaration.type === 'constant_declaration';
	const final = isConstant || hasModifier(declaration, 'final');
	const isStatic = isConstant || hasModifier(declaration, 'static');
	const found: Declaration[] = [];
	for (const node of declaration.named) {
		if (node.type !== 'variable_declarator') continue;
		const name = declaredName(node);
		if (name !== undefined) found.push({ kind, name, node, type, value: node.field('value'), scope, final, static: isStatic });
	}
	return found;
}

function parametersOf(method: JavaNode, scope: JavaNode): Declaration[] {
	return (method.field('parameters')?.named ?? []).flatMap((parameter) => named(parameter, scope, 'parameter'));
}

function lambdaParameters(lambda: JavaNode): Declaration[] {
	const parameters = lambda.field('parameters');
	if (parameters === undefined) return [];
	if (parameters.type === 'identifier') return [untyped(parameters, lambda)];
	return parameters.named.flatMap((parameter) =>
		parameter.type === 'identifier' ? [untyped(parameter, lambda)] : named(parameter, lambda, 'lambda-parameter'),
	);
}

function untyped(node: JavaNode, scope: JavaNode): Declaration {
	return { kind: 'lambda-parameter', name: node.text, node, type: undefined, value: undefined, scope, final: false, static: false };
}

function named(node: JavaNode, scope: JavaNode, kind: Declaration['kind']): Declaration[] {
	const name = declaredName(node) ?? node.child('variable_declarator')?.field('name')?.text;
	if (name === undefined) return [];
	return [
		{ kind, name, node, type: node.field('type'), value: node.field('value'), scope, final: hasModifier(node, 'final'), static: false },
	];
}

/** The simple name of a declaration's type, or undefined where it has none (`var` is given as written). */
export function typeName(declaration: Declaration): string | undefined {
	return declaration.type === undefined ? undefined : simpleTypeName(declaration.type);
}
