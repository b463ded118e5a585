import type { Assignments } from './assignments.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import { bare, type Call, callOf, constructedType, lastName, simpleTypeName } from './syntax.ts';
import type { Types } from './types.ts';

/** The objects through which a program configures itself. */
export type HandleKind = 'environment' | 'table-environment' | 'checkpoint-config' | 'execution-config' | 'configuration' | 'table-config';

/** Flink's classes of each kind, by simple name. */
export const HANDLE_TYPES: Readonly<Record<string, HandleKind>> = {
	StreamExecutionEnvironment: 'environment',
	LocalStreamEnvironment: 'environment',
	RemoteStreamEnvironment: 'environment',
	TestStreamEnvironment: 'environment',
	StreamContextEnvironment: 'environment',
	ExecutionEnvironment: 'environment',
	LocalEnvironment: 'environment',
	CollectionEnvironment: 'environment',
	StreamTableEnvironment: 'table-environment',
	TableEnvironment: 'table-environment',
	BatchTableEnvironment: 'table-environment',
	CheckpointConfig: 'checkpoint-config',
	ExecutionConfig: 'execution-config',
	Configuration: 'configuration',
	TableConfig: 'table-config',
};

/** What static methods of the environment classes obtain an environment, and whether it only exists in this process. */
export const ACQUISITIONS: Readonly<Record<string, 'cluster' | 'local'>> = {
	getExecutionEnvironment: 'cluster',
	createRemoteEnvironment: 'cluster',
	createLocalEnvironment: 'local',
	createLocalEnvironmentWithWebUI: 'local',
	createCollectionsEnvironment: 'local',
};

/** Methods that give a handle of another kind. */
const STEPS: Readonly<Partial<Record<HandleKind, Readonly<Record<string, HandleKind>>>>> = {
	environment: { getCheckpointConfig: 'checkpoint-config', getConfig: 'execution-config' },
	'table-environment': { getConfig: 'table-config' },
	'table-config': { getConfiguration: 'table-config', set: 'table-config' },
	configuration: { set: 'configuration', clone: 'configuration' },
};

const LOCAL_TYPES = ['LocalStreamEnvironment', 'LocalEnvironment', 'CollectionEnvironment', 'TestStreamEnvironment'];
const DEEPEST = 60;

/** Tells which expressions are environments or configuration objects: by declared type and by what calls return, never by name. */
export class Handles {
	private readonly kinds = new Map<JavaNode, HandleKind | undefined>();
	private readonly expressions = new Map<JavaNode, HandleKind | undefined>();
	private readonly roots = new Map<JavaNode, JavaNode>();

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
		private readonly assignments: Assignments,
	) {}

	/** The kind of handle an expression is. */
	of(expression: JavaNode): HandleKind | undefined {
		// A chain is climbed down in a loop and remembered on the way up: generated chains can be thousands of calls long.
		const pending: JavaNode[] = [];
		let node = bare(expression);
		while (!this.expressions.has(node)) {
			const own = node.type === 'method_invocation' ? this.ofCall(node) : this.ofPrimary(node, 0);
			const receiver = own === undefined && node.type === 'method_invocation' ? node.field('object') : undefined;
			if (receiver === undefined) this.expressions.set(node, own);
			else {
				pending.push(node);
				node = bare(receiver);
			}
		}
		let kind = this.expressions.get(node);
		for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
			kind = stepped(kind, call.field('name')?.text ?? '');
			this.expressions.set(call, kind);
		}
		return kind;
	}

	/** The kind of a declared variable, field or parameter. */
	ofDeclaration(declaration: Declaration): HandleKind | undefined {
		if (this.kinds.has(declaration.node)) return this.kinds.get(declaration.node);
		this.kinds.set(declaration.node, undefined);
		const written = declaration.type?.text ?? 'var';
		const kind = written === 'var' ? this.ofValue(declaration) : this.ofType(declaration.type);
		this.kinds.set(declaration.node, kind);
		return kind;
	}

	/** The kind of a type as written, if it is Flink's. */
	ofType(type: JavaNode | undefined): HandleKind | undefined {
		if (type === undefined) return undefined;
		const simple = simpleTypeName(type);
		const kind = Object.hasOwn(HANDLE_TYPES, simple) ? HANDLE_TYPES[simple] : undefined;
		if (kind === undefined || type.type === 'array_type') return undefined;
		return this.source.names.isFrom(type.text, simple, ['org.apache.flink']) ? kind : undefined;
	}

	/** What a call obtains, if it is `StreamExecutionEnvironment.getExecutionEnvironment(…)` or its kin. */
	acquisition(call: Call): 'cluster' | 'local' | undefined {
		const kind = Object.hasOwn(ACQUISITIONS, call.name) ? ACQUISITIONS[call.name] : undefined;
		if (kind === undefined) return undefined;
		if (call.receiver === undefined) {
			const imported = this.source.names.importedMember(call.name);
			const wildcard = this.source.names.staticallyImportedClasses.some((path) => HANDLE_TYPES[lastName(path)] === 'environment');
			return imported?.startsWith('org.apache.flink.') || (wildcard && this.types.methods(call.name).length === 0) ? kind : undefined;
		}
		const owner = call.receiver.text.replace(/\s+/g, '');
		const simple = lastName(owner);
		if (HANDLE_TYPES[simple] !== 'environment' || !this.source.names.isFrom(owner, simple, ['org.apache.flink'])) return undefined;
		return kind;
	}

	/** Whether an environment only exists in this process: every value it is given comes from `createLocalEnvironment` or its kin. */
	isLocal(expression: JavaNode): boolean {
		return this.allLocal(bare(expression), 0);
	}

	/** The class of the object a handle's chain begins with, as written: of the variable's type, or of the acquiring call. */
	className(expression: JavaNode): string | undefined {
		const root = this.rootOf(expression);
		const call = callOf(root);
		if (call !== undefined) return call.receiver === undefined ? undefined : lastName(call.receiver.text.replace(/\s+/g, ''));
		const declaration = this.types.declarationOf(root);
		if (declaration?.type !== undefined && declaration.type.text !== 'var') return simpleTypeName(declaration.type);
		const origin = declaration?.value === undefined ? undefined : callOf(this.rootOf(declaration.value));
		return origin?.receiver === undefined ? undefined : lastName(origin.receiver.text.replace(/\s+/g, ''));
	}

	/** The declaration at the root of a handle's chain: of `env` in `env.setParallelism(2).getCheckpointConfig()`. */
	declarationOf(expression: JavaNode): Declaration | undefined {
		return this.types.declarationOf(this.rootOf(expression));
	}

	/** What a chain of setters starts from: a variable, or the call that obtains the environment. */
	private rootOf(expression: JavaNode): JavaNode {
		const path: JavaNode[] = [];
		let node = bare(expression);
		for (;;) {
			const kept = this.roots.get(node);
			const receiver = node.type === 'method_invocation' ? node.field('object') : undefined;
			const next = receiver === undefined ? undefined : bare(receiver);
			if (kept !== undefined || next === undefined || this.of(next) === undefined) {
				const root = kept ?? node;
				for (const passed of path) this.roots.set(passed, root);
				return root;
			}
			path.push(node);
			node = next;
		}
	}

	private allLocal(expression: JavaNode, depth: number): boolean {
		if (depth > DEEPEST) return false;
		const node = this.rootOf(expression);
		const call = callOf(node);
		if (call !== undefined) return this.acquisition(call) === 'local';
		const declaration = this.types.declarationOf(node);
		if (declaration === undefined) return false;
		if (declaration.type !== undefined && LOCAL_TYPES.includes(simpleTypeName(declaration.type)))
			return this.ofDeclaration(declaration) !== undefined;
		if (declaration.kind === 'parameter' || declaration.kind === 'lambda-parameter') return false;
		const values = this.valuesOf(declaration);
		return values.length > 0 && values.every((value) => this.allLocal(bare(value), depth + 1));
	}

	/** Everything a variable is given in this file. */
	valuesOf(declaration: Declaration): readonly JavaNode[] {
		const written = this.assignments.of(declaration).flatMap((write) => write.field('right') ?? []);
		return declaration.value === undefined ? written : [declaration.value, ...written];
	}

	private ofPrimary(node: JavaNode, depth: number): HandleKind | undefined {
		if (depth > DEEPEST) return undefined;
		if (node.type === 'object_creation_expression') return this.ofType(constructedType(node)?.type);
		if (node.type === 'assignment_expression') {
			const right = node.field('right');
			return right === undefined ? undefined : this.ofPrimary(bare(right), depth + 1);
		}
		if (node.type === 'ternary_expression') {
			const branch = node.field('consequence');
			return branch === undefined ? undefined : this.ofBranch(bare(branch), depth + 1);
		}
		const declaration = this.types.declarationOf(node);
		return declaration === undefined ? undefined : this.ofDeclaration(declaration);
	}

	private ofBranch(node: JavaNode, depth: number): HandleKind | undefined {
		return node.type === 'method_invocation' ? this.ofCall(node) : this.ofPrimary(node, depth);
	}

	private ofValue(declaration: Declaration): HandleKind | undefined {
		return declaration.value === undefined ? undefined : this.of(declaration.value);
	}

	/** The kind a call gives by itself, without looking at its receiver's kind. */
	private ofCall(node: JavaNode): HandleKind | undefined {
		const call = callOf(node);
		if (call === undefined) return undefined;
		if (this.acquisition(call) !== undefined) return 'environment';
		const written = call.receiver?.text.replace(/\s+/g, '') ?? '';
		const owner = lastName(written);
		if (call.name === 'create' && HANDLE_TYPES[owner] === 'table-environment') return 'table-environment';
		if (owner === 'Configuration' && call.name === 'fromMap')
			return this.source.names.isFrom(written, owner, ['org.apache.flink']) ? 'configuration' : undefined;
		if (owner === 'GlobalConfiguration' && call.name === 'loadConfiguration') return 'configuration';
		return this.ofOwnMethod(call);
	}

	/** A method of this file that returns a handle. */
	private ofOwnMethod(call: Call): HandleKind | undefined {
		const receiver = call.receiver === undefined ? undefined : bare(call.receiver);
		if (
			receiver !== undefined &&
			receiver.type !== 'this' &&
			this.types.type(receiver.text) === undefined &&
			receiver.type !== 'object_creation_expression'
		)
			return undefined;
		const kinds = new Set(this.types.methods(call.name).map((method) => this.ofType(method.field('type'))));
		return kinds.size === 1 ? [...kinds][0] : undefined;
	}
}

/** What a handle becomes behind one more call of a chain: the environment's and the ExecutionConfig's setters return themselves. */
function stepped(kind: HandleKind | undefined, method: string): HandleKind | undefined {
	if (kind === undefined) return undefined;
	const step = STEPS[kind];
	if (step !== undefined && Object.hasOwn(step, method)) return step[method];
	if (kind === 'environment') return /^(?:set|enable|disable)[A-Z]/.test(method) ? kind : undefined;
	return kind === 'execution-config' && /^(?:set|enable|disable)[A-Z]/.test(method) ? kind : undefined;
}
