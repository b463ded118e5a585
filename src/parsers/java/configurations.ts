import type { Callers } from './callers.ts';
import { ACQUISITIONS, type Handles } from './handles.ts';
import { isSurelyFlink } from './names.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import { bare, type Call, callOf, constructedType, enclosingMethod, isMethod, lastName } from './syntax.ts';
import type { Types } from './types.ts';

/** Where a Configuration takes effect. */
export interface Arrival {
	/** The call that takes it: `getExecutionEnvironment(conf)`, `env.configure(conf)`. */
	readonly call: JavaNode;
	/** `handed` to the environment's construction, or `configured` on a standing one; `table` for a TableConfig or its environment. */
	readonly how: 'handed' | 'configured' | 'table';
	/** The environment only exists in this process. */
	readonly local: boolean;
}

/** One Configuration object as it travels through the file: the variables and methods that stand for it, and where it ends up. */
interface Travel {
	readonly arrivals: Arrival[];
	/** Calls that hand it to code this file does not hold. */
	readonly escapes: JavaNode[];
	/** It was made in this file; one that is handed in (`open(Configuration)`) is somebody else's. */
	made: boolean;
	/** Some of what it holds comes from code or maps that this file does not write out. */
	unseen: boolean;
}

/** An expression that makes a Configuration, and whether the file shows what it holds. */
interface Creation {
	readonly node: JavaNode;
	readonly seen: boolean;
}

/** Follows Configuration objects through variables, parameters and returns of one file, to the environments they configure. */
export class Configurations {
	private readonly leaders = new Map<JavaNode, JavaNode>();
	private readonly travels = new Map<JavaNode, Travel>();

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
		private readonly handles: Handles,
		private readonly callers: Callers,
	) {}

	/** Looks at every use of the given Configuration variables, and of the expressions that make one. */
	follow(declarations: readonly Declaration[], creations: readonly Creation[]): void {
		for (const declaration of declarations) {
			for (const use of usesOf(declaration, this.source, this.types)) this.flow(use, declaration.node);
			if (declaration.value !== undefined) this.flowFrom(declaration.value, declaration.node);
			if (declaration.kind === 'parameter') this.fromCallers(declaration);
		}
		for (const { node, seen } of creations) {
			const travel = this.travelOf(node);
			travel.made = true;
			travel.unseen ||= !seen;
			this.flow(node, node);
		}
	}

	/** The travel of the Configuration that an expression stands for. */
	of(expression: JavaNode): Travel | undefined {
		const node = this.nodeOf(expression);
		return node === undefined ? undefined : this.travels.get(this.leader(node));
	}

	/** The travels of everything that was followed. */
	get all(): Iterable<Travel> {
		return new Set([...this.travels.keys()].map((node) => this.travelOf(node)));
	}

	/** What stands for a Configuration expression: its variable's declaration, its creation, the method that returns it. */
	private nodeOf(expression: JavaNode): JavaNode | undefined {
		let node = bare(expression);
		for (;;) {
			if (node.type === 'object_creation_expression') return node;
			if (node.type !== 'method_invocation') return this.types.declarationOf(node)?.node;
			const method = this.callers.target(node);
			if (method !== undefined) return method;
			const receiver = node.field('object');
			if (receiver === undefined || this.handles.of(receiver) !== 'configuration') return node;
			node = bare(receiver);
		}
	}

	private flowFrom(value: JavaNode, target: JavaNode): void {
		const node = this.handles.of(value) === 'configuration' ? this.nodeOf(value) : undefined;
		if (node !== undefined) this.join(node, target);
		else if (bare(value).type !== 'null_literal') this.travelOf(target).unseen = true;
	}

	/** What happens to a Configuration at one place of the text. */
	private flow(use: JavaNode, self: JavaNode): void {
		const outer = outermost(use);
		const parent = outer.parent;
		if (parent === undefined) return;
		if (parent.type === 'variable_declarator' && parent.field('value') === outer) this.join(self, parent);
		else if (parent.type === 'assignment_expression' && parent.field('right') === outer) this.assigned(parent, self);
		else if (parent.type === 'return_statement') this.returned(parent, self);
		else if (parent.type === 'argument_list') this.passed(outer, parent, self);
		else if (this.isFilledElsewhere(parent, outer)) this.travelOf(self).unseen = true;
	}

	/** `conf.addAll(other)`, `conf = Settings.load()`: what it holds from there on is not all written here. */
	private isFilledElsewhere(parent: JavaNode, use: JavaNode): boolean {
		if (parent.type === 'method_invocation') return parent.field('object') === use && callOf(parent)?.name === 'addAll';
		const value = parent.type === 'assignment_expression' && parent.field('left') === use ? parent.field('right') : undefined;
		return value !== undefined && bare(value).type !== 'null_literal' && this.handles.of(value) !== 'configuration';
	}

	private assigned(assignment: JavaNode, self: JavaNode): void {
		const left = assignment.field('left');
		const declaration = left === undefined ? undefined : this.types.declarationOf(left);
		if (declaration !== undefined) this.join(self, declaration.node);
	}

	private returned(statement: JavaNode, self: JavaNode): void {
		const method = enclosingMethod(statement);
		if (method === undefined) return;
		this.join(self, method);
		const callers = this.callers.of(method);
		for (const site of callers) this.flow(site.node, method);
		if (callers.length === 0) this.travelOf(self).escapes.push(statement);
	}

	private passed(argument: JavaNode, list: JavaNode, self: JavaNode): void {
		const taker = list.parent;
		if (taker === undefined) return;
		const call = callOf(taker);
		const arrival = call === undefined ? this.construction(taker) : this.arrival(call);
		if (arrival !== undefined) {
			this.travelOf(self).arrivals.push(arrival);
			return;
		}
		// A copy holds what the original holds.
		if (this.handles.of(taker) === 'configuration' && taker.type === 'object_creation_expression') {
			this.join(self, taker);
			return;
		}
		const method = this.callers.target(taker);
		const parameter = method?.field('parameters')?.named[list.named.indexOf(argument)];
		if (parameter !== undefined) this.join(self, parameter);
		else if (method === undefined && !this.isOwnStep(call)) this.travelOf(self).escapes.push(taker);
	}

	/** Calls on other configurations (`addAll`, `new Configuration(other)`) and on Flink's own classes keep it in sight. */
	private isOwnStep(call: Call | undefined): boolean {
		if (call?.receiver === undefined) return false;
		if (this.handles.of(call.receiver) !== undefined) return true;
		const owner = call.receiver.text;
		return (
			isSurelyFlink(owner, this.source.names) ||
			/^(?:LOG|log|LOGGER|logger|System\.out|System\.err)$/.test(owner) ||
			call.receiver.type === 'super'
		);
	}

	private arrival(call: Call): Arrival | undefined {
		if (this.handles.acquisition(call) !== undefined) {
			return { call: call.node, how: 'handed', local: ACQUISITIONS[call.name] === 'local' };
		}
		const receiver = call.receiver === undefined ? undefined : this.handles.of(call.receiver);
		if (call.name === 'configure' && (receiver === 'environment' || receiver === 'execution-config' || receiver === 'checkpoint-config')) {
			return { call: call.node, how: 'configured', local: call.receiver !== undefined && this.handles.isLocal(call.receiver) };
		}
		const table =
			call.name === 'addConfiguration' ||
			call.name === 'withConfiguration' ||
			(call.name === 'create' && lastName(call.receiver?.text ?? '') === 'TableEnvironment');
		return table ? { call: call.node, how: 'table', local: false } : undefined;
	}

	private construction(node: JavaNode): Arrival | undefined {
		const built = constructedType(node);
		if (built === undefined) return undefined;
		const kind = this.handles.ofType(built.type);
		if (kind === 'environment') return { call: node, how: 'handed', local: built.name.startsWith('Local') };
		return undefined;
	}

	/** A parameter is what the callers in the file hand over. */
	private fromCallers(parameter: Declaration): void {
		const method = parameter.scope;
		if (!isMethod(method)) return;
		const index = (method.field('parameters')?.named ?? []).indexOf(parameter.node);
		for (const site of this.callers.of(method)) {
			const argument = site.args[index];
			if (argument !== undefined) this.flowFrom(argument, parameter.node);
		}
	}

	private join(a: JavaNode, b: JavaNode): void {
		const [first, second] = [this.leader(a), this.leader(b)];
		if (first === second) return;
		const [kept, gone] = [this.travelOf(first), this.travelOf(second)];
		this.leaders.set(second, first);
		kept.arrivals.push(...gone.arrivals);
		kept.escapes.push(...gone.escapes);
		kept.made ||= gone.made;
		kept.unseen ||= gone.unseen;
		this.travels.delete(second);
	}

	private leader(node: JavaNode): JavaNode {
		let leader = node;
		for (let next = this.leaders.get(leader); next !== undefined; next = this.leaders.get(leader)) leader = next;
		if (leader !== node) this.leaders.set(node, leader);
		return leader;
	}

	private travelOf(node: JavaNode): Travel {
		const leader = this.leader(node);
		let travel = this.travels.get(leader);
		if (travel === undefined) {
			travel = { arrivals: [], escapes: [], made: false, unseen: false };
			this.travels.set(leader, travel);
		}
		return travel;
	}
}

/** The expression that a chain of `set` calls on a Configuration ends in: what is handed on is the whole chain. */
function outermost(use: JavaNode): JavaNode {
	let node = use;
	for (;;) {
		const parent: JavaNode | undefined = node.parent;
		if (parent === undefined) return node;
		const wraps = parent.type === 'parenthesized_expression' || parent.type === 'cast_expression';
		const chains = parent.type === 'method_invocation' && parent.field('object') === node && parent.field('name')?.text === 'set';
		if (!wraps && !chains) return node;
		node = parent;
	}
}

/** The places that read a declared variable: its name where it means that declaration. */
export function usesOf(declaration: Declaration, source: JavaSource, types: Types): readonly JavaNode[] {
	const uses: JavaNode[] = [];
	const own = declaration.node.type === 'identifier' ? declaration.node : declaration.node.field('name');
	const offsets = source.mentions(declaration.name, declaration.kind === 'field' ? source.root : declaration.scope);
	for (const node of source.leavesAt(offsets, declaration.kind === 'field' ? undefined : declaration.scope)) {
		if (node === own || node.type !== 'identifier') continue;
		const expression = node.parent?.type === 'field_access' && node.parent.field('field') === node ? node.parent : node;
		if (types.declarationOf(expression)?.node === declaration.node) uses.push(expression);
	}
	return uses;
}
