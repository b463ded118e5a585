import { Assignments } from './assignments.ts';
import { Callers, parameterIndex } from './callers.ts';
import { Conditions, type Placement } from './conditions.ts';
import { isSeen } from './configuration-entries.ts';
import { Configurations } from './configurations.ts';
import { ACQUISITIONS, HANDLE_TYPES, type HandleKind, Handles } from './handles.ts';
import { LocalRun } from './local-run.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import { type Call, callOf, enclosingMethod, isMethod } from './syntax.ts';
import { Types } from './types.ts';
import { Values } from './values.ts';

/** Words without which no Configuration of a file can come to take effect, apart from the calls that obtain an environment. */
const ARRIVALS = [
	'configure',
	'withConfiguration',
	'addConfiguration',
	...Object.keys(HANDLE_TYPES).filter((name) => HANDLE_TYPES[name]?.endsWith('environment')),
];

/** A place where an environment is obtained. */
interface Acquisition {
	readonly call: Call;
	readonly kind: 'cluster' | 'local';
}

/** A variable, field or parameter that holds an environment or a configuration object. */
interface HandleVariable {
	readonly declaration: Declaration;
	readonly kind: HandleKind;
}

/** Everything the readers of settings and facts ask about one open file. */
export class Analysis {
	readonly types: Types;
	readonly values: Values;
	readonly handles: Handles;
	readonly callers: Callers;
	readonly configurations: Configurations;
	readonly acquisitions: readonly Acquisition[];
	readonly variables: readonly HandleVariable[];
	private readonly conditions: Conditions;

	constructor(readonly source: JavaSource) {
		this.types = new Types(source);
		const assignments = new Assignments(source, this.types);
		const local = new LocalRun(this.types);
		this.handles = new Handles(source, this.types, assignments);
		this.callers = new Callers(source, this.types);
		this.values = new Values(source, this.types, assignments, {
			implied: (condition, truth) => local.implied(condition, truth),
			argumentFor: (parameter) => this.callers.argumentFor(parameter),
		});
		this.acquisitions = this.findAcquisitions();
		const acquiring = new Set(this.acquisitions.flatMap(({ call }) => enclosingMethod(call.node) ?? []));
		this.conditions = new Conditions(source, this.callers, local, acquiring);
		this.variables = this.findVariables();
		this.configurations = this.followConfigurations();
	}

	/** When a statement that works on a handle runs; on an environment of this process it only runs locally. */
	placement(node: JavaNode, handle: JavaNode | undefined): Placement {
		if (handle === undefined) return this.conditions.of(node);
		const declaration = this.handles.declarationOf(handle);
		const placement = this.conditions.of(node, this.acquiringScope(declaration, node));
		const local = this.handles.isLocal(handle) || this.isLocalParameter(declaration);
		return local ? { ...placement, condition: 'local' } : placement;
	}

	/** When a node runs, seen from another statement: the conditions around the block of that statement do not count. */
	placementFrom(node: JavaNode, from: JavaNode): Placement {
		for (const outer of from.upwards()) {
			if (outer.type === 'block' || outer.type === 'constructor_body') {
				const around = outer.start <= node.start && node.end <= outer.end;
				return this.conditions.of(node, around ? outer : undefined);
			}
		}
		return this.conditions.of(node);
	}

	/** The block whose own variable is given its environment right there, if the node stands inside: conditions around it hold for the whole job. */
	private acquiringScope(declaration: Declaration | undefined, node: JavaNode): JavaNode | undefined {
		const value = declaration?.kind === 'local' ? declaration.value : undefined;
		if (declaration === undefined || value === undefined || this.handles.ofDeclaration(declaration) === undefined) return undefined;
		for (const outer of node.upwards()) if (outer === declaration.scope) return this.obtains(value) ? outer : undefined;
		return undefined;
	}

	/** Whether a value is a freshly obtained environment, or built from a variable that is. */
	private obtains(value: JavaNode): boolean {
		for (const { call } of this.acquisitions) if (value.start <= call.node.start && call.node.end <= value.end) return true;
		return false;
	}

	private isLocalParameter(declaration: Declaration | undefined): boolean {
		if (declaration?.kind !== 'parameter' || !isMethod(declaration.scope)) return false;
		const sites = this.callers.of(declaration.scope);
		const index = parameterIndex(declaration);
		return (
			sites.length > 0 &&
			sites.every((site) => {
				const argument = site.args[index];
				return argument !== undefined && this.handles.of(argument) === 'environment' && this.handles.isLocal(argument);
			})
		);
	}

	private findAcquisitions(): readonly Acquisition[] {
		return this.source.identifiers(Object.keys(ACQUISITIONS)).flatMap((node) => {
			const call = callOf(node);
			const kind = call === undefined ? undefined : this.handles.acquisition(call);
			return call === undefined || kind === undefined ? [] : [{ call, kind }];
		});
	}

	/** The variables declared with a handle's type, and those declared with `var` and given one. */
	private findVariables(): readonly HandleVariable[] {
		const found = new Map<JavaNode, HandleVariable>();
		for (const node of this.source.identifiers([...Object.keys(HANDLE_TYPES), 'var'])) {
			if (node.type !== 'type_identifier') continue;
			for (const declaration of this.declaredWith(node)) {
				const kind = this.handles.ofDeclaration(declaration);
				if (kind !== undefined) found.set(declaration.node, { declaration, kind });
			}
		}
		return [...found.values()];
	}

	private declaredWith(type: JavaNode): readonly Declaration[] {
		let node = type;
		while (node.parent?.type === 'scoped_type_identifier') node = node.parent;
		const owner = node.parent;
		if (owner === undefined || owner.field('type') !== node) return [];
		const names = owner.named.flatMap((child) => (child.type === 'variable_declarator' ? (child.field('name') ?? []) : []));
		const own = owner.field('name');
		return [...names, ...(own === undefined ? [] : [own])].flatMap((name) => this.source.scopes.resolve(name.text, name) ?? []);
	}

	private followConfigurations(): Configurations {
		const configurations = new Configurations(this.source, this.types, this.handles, this.callers);
		// Without a place to arrive at, what a function's `open(Configuration)` does with its argument is of no interest.
		if (this.acquisitions.length === 0 && !this.source.speaksOf(...ARRIVALS)) return configurations;
		const declarations = this.variables.flatMap(({ declaration, kind }) => (kind === 'configuration' ? [declaration] : []));
		const makers = this.source.identifiers(['Configuration', 'fromMap', 'loadConfiguration']);
		const creations = makers.flatMap((node) => {
			const maker = node.type === 'type_identifier' ? creationOf(node) : callOf(node)?.node;
			return maker !== undefined && this.handles.of(maker) === 'configuration' ? [{ node: maker, seen: isSeen(maker, this) }] : [];
		});
		configurations.follow(declarations, creations);
		return configurations;
	}
}

function creationOf(type: JavaNode): JavaNode | undefined {
	let node = type;
	while (node.parent?.type === 'scoped_type_identifier') node = node.parent;
	return node.parent?.type === 'object_creation_expression' ? node.parent : undefined;
}

/** The call or construction that an argument is given to. */
export function takerOf(argument: JavaNode): JavaNode | undefined {
	let node = argument;
	while (node.parent?.type === 'parenthesized_expression' || node.parent?.type === 'cast_expression') node = node.parent;
	return node.parent?.type === 'argument_list' ? node.parent.parent : undefined;
}
