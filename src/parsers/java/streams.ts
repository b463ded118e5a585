import type { Handles } from './handles.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import {
	FROM_TABLE,
	OPERATOR_METHODS,
	OPERATOR_SETTERS,
	type OperatorMethod,
	ROUTING_METHODS,
	SOURCE_METHODS,
	STATIC_METHODS,
	STREAM_CLASSES,
	STREAM_PACKAGES,
	type StreamKind,
} from './stream-methods.ts';
import { type Call, callOf, lastName, simpleTypeName } from './syntax.ts';
import type { Types } from './types.ts';

const DEEPEST = 60;
const STATIC_CLASSES: ReadonlySet<string> = new Set(['AsyncDataStream', 'CEP', 'DataStreamUtils']);

/** Tells which expressions are streams: by declared type, and by what calls on streams and environments give; never by name. */
export class Streams {
	private readonly expressions = new Map<JavaNode, StreamKind | undefined>();
	private readonly declarations = new Map<JavaNode, StreamKind | undefined>();
	private readonly methods = new Map<string, StreamKind | 'none'>();
	private depth = 0;

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
		private readonly handles: Handles,
	) {}

	/** The kind of stream an expression is. */
	of(expression: JavaNode): StreamKind | undefined {
		// A chain is climbed down in a loop and remembered on the way up: generated chains can be thousands of calls long.
		const pending: JavaNode[] = [];
		let node = expression;
		while (!this.expressions.has(node)) {
			const receiver = node.type === 'method_invocation' ? receiverOf(node) : undefined;
			if (receiver === undefined || this.isStart(node)) this.expressions.set(node, this.ofStart(node));
			else {
				pending.push(node);
				node = receiver;
			}
		}
		for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
			const receiver = receiverOf(call);
			const kind = receiver === undefined ? undefined : this.expressions.get(receiver);
			this.expressions.set(call, kind === undefined ? undefined : this.stepped(kind, call));
		}
		return this.expressions.get(expression);
	}

	/** What a call adds to the job, if it adds an operator. */
	operator(call: Call): OperatorMethod | undefined {
		if (call.receiver === undefined) return undefined;
		const fixed = this.ofClass(call);
		if (fixed !== undefined) return fixed;
		if (Object.hasOwn(SOURCE_METHODS, call.name) && this.isStreamEnvironment(call.receiver)) return SOURCE_METHODS[call.name];
		const kind = this.of(call.receiver);
		return kind === undefined ? undefined : own(OPERATOR_METHODS[kind], call.name);
	}

	/** The kind of a type as written, if it is one of Flink's streams. */
	ofType(type: JavaNode | undefined): StreamKind | undefined {
		if (type === undefined || type.type === 'array_type') return undefined;
		const simple = simpleTypeName(type);
		const kind = STREAM_CLASSES.get(simple);
		return kind !== undefined && this.source.names.isFrom(type.text, simple, STREAM_PACKAGES) ? kind : undefined;
	}

	/** The kind of a declared variable, field or parameter. */
	ofDeclaration(declaration: Declaration): StreamKind | undefined {
		if (this.declarations.has(declaration.node)) return this.declarations.get(declaration.node);
		this.declarations.set(declaration.node, undefined);
		const untyped = declaration.type === undefined || declaration.type.text === 'var';
		const kind = untyped ? this.within(declaration.kind === 'local' ? declaration.value : undefined) : this.ofType(declaration.type);
		this.declarations.set(declaration.node, kind);
		return kind;
	}

	/** Whether an expression is an environment of the DataStream API: those of the DataSet API make other objects by the same names. */
	isStreamEnvironment(expression: JavaNode): boolean {
		if (this.handles.of(expression) !== 'environment') return false;
		return !['ExecutionEnvironment', 'LocalEnvironment', 'CollectionEnvironment'].includes(this.handles.className(expression) ?? '');
	}

	/** Whether a call gives a stream of itself, without its receiver being one. */
	private isStart(node: JavaNode): boolean {
		const call = callOf(node);
		if (call?.receiver === undefined) return true;
		const { name, receiver } = call;
		if (Object.hasOwn(SOURCE_METHODS, name) && this.isStreamEnvironment(receiver)) return true;
		if (FROM_TABLE.has(name) && this.handles.of(receiver) === 'table-environment') return true;
		return receiver.type === 'this' || (isNamed(receiver) && /^[A-Z]/.test(lastName(receiver.text)));
	}

	private ofStart(node: JavaNode): StreamKind | undefined {
		switch (node.type) {
			case 'parenthesized_expression':
				return this.within(node.named[0]);
			case 'cast_expression':
				return this.ofType(node.field('type')) ?? this.within(node.field('value'));
			case 'assignment_expression':
				return this.within(node.field('right'));
			case 'ternary_expression':
				return this.within(node.field('consequence'));
			case 'method_invocation':
				return this.ofCall(node);
			default: {
				const declaration = this.types.declarationOf(node);
				return declaration === undefined ? undefined : this.ofDeclaration(declaration);
			}
		}
	}

	/** The kind of an expression inside another, as deep as people write. */
	private within(node: JavaNode | undefined): StreamKind | undefined {
		if (node === undefined || this.depth > DEEPEST) return undefined;
		this.depth++;
		try {
			return this.of(node);
		} finally {
			this.depth--;
		}
	}

	private ofCall(node: JavaNode): StreamKind | undefined {
		const call = callOf(node);
		if (call === undefined) return undefined;
		const fixed = this.ofClass(call);
		if (fixed !== undefined) return fixed.to;
		if (call.receiver !== undefined && Object.hasOwn(SOURCE_METHODS, call.name) && this.isStreamEnvironment(call.receiver)) return 'source';
		if (call.receiver !== undefined && FROM_TABLE.has(call.name) && this.handles.of(call.receiver) === 'table-environment') return 'data';
		const owner = call.receiver === undefined || !isNamed(call.receiver) ? '' : lastName(call.receiver.text);
		if (owner === 'CEP' && call.name === 'pattern' && this.isFlinkStatic(call)) return 'pattern';
		if (owner === 'DataStreamUtils' && call.name === 'reinterpretAsKeyedStream' && this.isFlinkStatic(call)) return 'keyed';
		return this.ofOwnMethod(call);
	}

	/** What a method of this file returns, where all of that name agree. */
	private ofOwnMethod({ name, receiver }: Call): StreamKind | undefined {
		if (receiver !== undefined && receiver.type !== 'this' && this.types.type(receiver.text) === undefined) return undefined;
		const known = this.methods.get(name);
		if (known !== undefined) return known === 'none' ? undefined : known;
		const kinds = new Set(this.types.methods(name).map((method) => this.ofType(method.field('type'))));
		const kind = kinds.size === 1 ? [...kinds][0] : undefined;
		this.methods.set(name, kind ?? 'none');
		return kind;
	}

	private ofClass(call: Call): OperatorMethod | undefined {
		if (call.receiver === undefined || !isNamed(call.receiver)) return undefined;
		const methods = own(STATIC_METHODS, lastName(call.receiver.text));
		return methods !== undefined && this.isFlinkStatic(call) ? own(methods, call.name) : undefined;
	}

	/** Whether a call is a static one of a class beside Flink's streams: AsyncDataStream, CEP, DataStreamUtils. */
	isFlinkStatic({ receiver }: Call): boolean {
		if (receiver === undefined || !isNamed(receiver)) return false;
		const simple = lastName(receiver.text);
		return STATIC_CLASSES.has(simple) && this.source.names.isFrom(receiver.text, simple, STREAM_PACKAGES);
	}

	private stepped(kind: StreamKind, node: JavaNode): StreamKind | undefined {
		const call = callOf(node);
		if (call === undefined) return undefined;
		const method = own(OPERATOR_METHODS[kind], call.name);
		if (method !== undefined) return method.to;
		if (kind === 'single' || kind === 'source' || kind === 'sink') {
			if (kind === 'source' && call.name === 'setParallelism') return 'source';
			if (OPERATOR_SETTERS.has(call.name)) return kind === 'sink' ? 'sink' : 'single';
			if (kind === 'sink') return undefined;
		}
		const [argument] = call.args;
		if (call.name === 'connect' && own(ROUTING_METHODS[kind], 'keyBy') === 'keyed')
			return argument !== undefined && this.within(argument) === 'broadcast' ? 'broadcast-connected' : 'connected';
		if (call.name === 'broadcast' && own(ROUTING_METHODS[kind], 'keyBy') === 'keyed') return argument === undefined ? 'data' : 'broadcast';
		return own(ROUTING_METHODS[kind], call.name);
	}
}

function isNamed(node: JavaNode): boolean {
	return node.type === 'identifier' || node.type === 'field_access';
}

function receiverOf(node: JavaNode): JavaNode | undefined {
	return node.field('object');
}

function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
	return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
