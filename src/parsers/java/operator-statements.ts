import type { Stated } from '../../model/job.ts';
import type { Analysis } from './analysis.ts';
import { parametersOf } from './callers.ts';
import type { JavaConstant } from './constants.ts';
import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import { type Chain, chainFrom, destinationOf } from './operator-chains.ts';
import type { Declaration } from './scope.ts';
import type { StreamKind } from './stream-methods.ts';
import type { Streams } from './streams.ts';
import { type Call, callOf, constructedType, hasModifier, isMethod } from './syntax.ts';

/** The calls that speak of an operator. */
export interface Said {
	/** Those right behind the call that adds it. */
	readonly own: readonly Call[];
	/** Those on a variable that holds it, or on what a method returns. */
	readonly later: readonly Call[];
	/** It goes where code that is not followed may say more. */
	readonly unseen: boolean;
	/** The later calls may mean another operator that the same variable holds, or that the same method makes. */
	readonly shared: boolean;
}

const NOTHING: Said = { own: [], later: [], unseen: false, shared: false };
const UNSEEN: Said = { own: [], later: [], unseen: true, shared: false };
const DEEPEST = 6;
const TAKES_UID: ReadonlySet<StreamKind | undefined> = new Set(['single', 'source', 'sink']);

/** Finds what a program says of its operators: behind the call, on the variable that holds one, and where a private method returns it to. */
export class OperatorStatements {
	private readonly variables = new Map<JavaNode, Said>();

	constructor(
		private readonly analysis: Analysis,
		private readonly mentions: Mentions,
		private readonly streams: Streams,
	) {}

	/** What is said of the operator that an expression is. */
	of(expression: JavaNode, depth = 0): Said {
		const chain = chainFrom(expression);
		const later = depth > DEEPEST ? UNSEEN : this.after(chain, depth);
		return { ...later, own: chain.setters };
	}

	/** The variable that a chain's result is put into. */
	variable(chain: Chain): Declaration | undefined {
		const destination = destinationOf(chain);
		if (destination.kind !== 'variable') return undefined;
		const { target } = destination;
		if (target.type !== 'variable_declarator') return this.mentions.declarationOf(target);
		const name = target.field('name');
		return name === undefined ? undefined : this.analysis.source.scopes.resolve(name.text, name);
	}

	/** What the call of a name is given. */
	stated<T>(said: Said, method: string, read: (constant: JavaConstant) => T | undefined): Stated<T> | undefined {
		const own = said.own.findLast((setter) => setter.name === method);
		const later = said.later.filter((setter) => setter.name === method);
		const call = own ?? later[0];
		if (call === undefined) return said.unseen ? { kind: 'unknown', why: 'may be stated where flint does not look' } : undefined;
		if (later.length > 0 && (said.shared || later.length > 1 || own !== undefined))
			return { kind: 'unknown', why: 'is stated more than once, or for several operators', range: call.range };
		return this.valueOf(call.args[0], read, call.range);
	}

	/** What an argument says. */
	valueOf<T>(argument: JavaNode | undefined, read: (constant: JavaConstant) => T | undefined, range: Call['range']): Stated<T> {
		const constant = argument === undefined ? undefined : this.analysis.values.constant(argument);
		const value = constant === undefined ? undefined : read(constant);
		return value === undefined
			? { kind: 'unknown', why: `is computed by \`${shortened(argument?.text ?? '')}\``, range }
			: { kind: 'known', value, range };
	}

	private after(chain: Chain, depth: number): Said {
		const destination = destinationOf(chain);
		switch (destination.kind) {
			case 'consumed':
				return NOTHING;
			case 'variable': {
				const declaration = this.variable(chain);
				return declaration === undefined ? UNSEEN : this.ofVariable(declaration, depth);
			}
			case 'returned':
				return this.ofReturned(destination.method, depth);
			case 'argument':
				return this.isHarmless(destination.taker, destination.index) ? NOTHING : UNSEEN;
			case 'elsewhere':
				return UNSEEN;
		}
	}

	/** What is said wherever a variable is used. One of type DataStream only takes a uid where it is cast. */
	private ofVariable(declaration: Declaration, depth: number): Said {
		const known = this.variables.get(declaration.node);
		if (known !== undefined) return known;
		// A variable that is given itself again says nothing more.
		this.variables.set(declaration.node, NOTHING);
		const takes = TAKES_UID.has(this.streams.ofDeclaration(declaration));
		const later: Call[] = [];
		let unseen = takes && declaration.kind === 'field' && !isPrivate(declaration);
		for (const use of this.mentions.usesOf(declaration)) {
			const chain = chainFrom(use);
			for (const setter of chain.setters) later.push(setter);
			if (takes && !unseen && !isWritten(chain)) unseen = this.after(chain, depth + 1).unseen;
		}
		const shared = later.length > 0 && this.analysis.handles.valuesOf(declaration).length > 1;
		const said = { own: [], later, unseen, shared };
		this.variables.set(declaration.node, said);
		return said;
	}

	/** What the callers of a method say of what it returns, where they are all in this file. */
	private ofReturned(method: JavaNode, depth: number): Said {
		if (!TAKES_UID.has(this.streams.ofType(method.field('type')))) return NOTHING;
		if (!isMethod(method) || !hasModifier(method, 'private')) return UNSEEN;
		const sites = this.analysis.callers.of(method);
		if (sites.some((site) => site.reference)) return UNSEEN;
		const told = sites.map((site) => this.of(site.node, depth + 1));
		return {
			own: [],
			later: told.flatMap(({ own, later }) => [...own, ...later]),
			unseen: told.some(({ unseen }) => unseen),
			shared: told.length > 1 || told.some(({ shared }) => shared),
		};
	}

	/** Whether a call that is given a stream cannot name its operator: Flink's own, or a method of this file that takes a plain DataStream. */
	private isHarmless(taker: JavaNode, index: number): boolean {
		const call = callOf(taker);
		const receiver = call?.receiver;
		if (call !== undefined && receiver !== undefined) {
			if (this.streams.of(receiver) !== undefined || this.streams.isFlinkStatic(call)) return true;
			if (this.analysis.handles.of(receiver) === 'table-environment') return true;
			if (receiver.type !== 'this' && this.analysis.types.type(receiver.text) === undefined) return false;
		}
		const { types } = this.analysis;
		const own = call === undefined ? types.constructors(constructedType(taker)?.name ?? '') : types.methods(call.name);
		return own.length > 0 && own.every((method) => this.takesPlainStream(method, index));
	}

	private takesPlainStream(method: JavaNode, index: number): boolean {
		const kind = this.streams.ofType(parametersOf(method)[index]?.field('type'));
		return kind !== undefined && !TAKES_UID.has(kind);
	}
}

/** Whether a use of a variable is the target of an assignment. */
function isWritten({ end }: Chain): boolean {
	return end.parent?.type === 'assignment_expression' && end.parent.field('left') === end;
}

function isPrivate(declaration: Declaration): boolean {
	const statement = declaration.node.parent;
	return statement !== undefined && hasModifier(statement, 'private');
}

function shortened(text: string): string {
	const plain = text.replace(/\s+/g, ' ');
	return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}
