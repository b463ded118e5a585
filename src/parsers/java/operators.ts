import type { OperatorFact, Stated } from '../../model/job.ts';
import type { Analysis } from './analysis.ts';
import type { JavaConstant } from './constants.ts';
import type { Mentions } from './mentions.ts';
import { qualifiedClassName } from './names.ts';
import type { JavaNode } from './node.ts';
import { chainFrom } from './operator-chains.ts';
import { OperatorFunctions } from './operator-functions.ts';
import { OperatorStatements, type Said } from './operator-statements.ts';
import { OPERATOR_NAMES, type OperatorMethod, STREAM_CLASSES } from './stream-methods.ts';
import { Streams } from './streams.ts';
import { type Call, callOf } from './syntax.ts';

/** Without one of these words a file has no stream. */
const STREAM_WORDS = [...STREAM_CLASSES.keys(), 'StreamExecutionEnvironment', 'LocalStreamEnvironment', 'AsyncDataStream'];
const KINDS = { single: 'transformation', source: 'source', sink: 'sink' } as const;
/** The argument that names an operator, where a method takes one. */
const NAME_ARGUMENT: Readonly<Record<string, number>> = { fromSource: 2, addSource: 1, transform: 0 };

/** The operators that a file's program adds to its job, in source order. */
export function readOperators(analysis: Analysis, mentions: Mentions): readonly OperatorFact[] {
	const { source } = analysis;
	if (!source.speaksOf(...STREAM_WORDS)) return [];
	const reader = new OperatorReader(analysis, mentions);
	const ids = new Map<string, number>();
	return source.identifiers(OPERATOR_NAMES).flatMap((node) => {
		const fact = reader.read(node);
		if (fact === undefined) return [];
		const count = (ids.get(fact.id) ?? 0) + 1;
		ids.set(fact.id, count);
		return count === 1 ? fact : { ...fact, id: `${fact.id}#${count}` };
	});
}

/** Whose code adds an operator, and when. */
interface Standing extends Pick<OperatorFact, 'className' | 'condition'> {
	/** The end of its chain of calls. */
	readonly top: JavaNode;
}

class OperatorReader {
	private readonly standings = new Map<JavaNode, Standing>();
	private readonly streams: Streams;
	private readonly statements: OperatorStatements;
	private readonly functions: OperatorFunctions;

	constructor(
		private readonly analysis: Analysis,
		mentions: Mentions,
	) {
		this.streams = new Streams(analysis.source, analysis.types, analysis.handles);
		this.statements = new OperatorStatements(analysis, mentions, this.streams);
		this.functions = new OperatorFunctions(analysis, mentions);
	}

	read(node: JavaNode): OperatorFact | undefined {
		const call = callOf(node);
		const method = call === undefined ? undefined : this.streams.operator(call);
		if (call === undefined || method === undefined) return undefined;
		const said = this.statements.of(call.node);
		const name = this.name(call, said);
		const { className, condition, top } = this.standing(call.node);
		const label = this.label(call, method, name, top);
		const stateful = this.stateful(call, method, top);
		const uid = this.statements.stated(said, 'uid', asText);
		const parallelism = this.statements.stated(said, 'setParallelism', asCount);
		const maxParallelism = this.statements.stated(said, 'setMaxParallelism', asCount);
		const isPinned = [...said.own, ...said.later].some((setter) => setter.name === 'setUidHash');
		return {
			id: `${className}.${label}`,
			kind: KINDS[method.to],
			method: call.name,
			label,
			...(stateful === undefined ? {} : { stateful }),
			...(uid === undefined ? {} : { uid }),
			...(isPinned ? { pinned: true as const } : {}),
			...(name === undefined ? {} : { name }),
			...(parallelism === undefined ? {} : { parallelism }),
			...(maxParallelism === undefined ? {} : { maxParallelism }),
			...(method.plainBefore2 === undefined ? {} : { takesUidFrom: '2.0' as const }),
			condition,
			file: this.analysis.source.path,
			range: call.range,
			className,
		};
	}

	/** Where a chain of calls stands is asked once: a generated one can be thousands of calls long. */
	private standing(call: JavaNode): Standing {
		let standing: Standing | undefined;
		let top = call;
		const passed: JavaNode[] = [];
		for (; standing === undefined; top = top.parent) {
			standing = this.standings.get(top);
			if (standing !== undefined || top.parent?.type !== 'method_invocation') break;
			passed.push(top);
		}
		standing ??= {
			top,
			className: qualifiedClassName(top, this.analysis.source.names),
			condition: this.analysis.placement(top, undefined).condition,
		};
		for (const node of [...passed, top]) this.standings.set(node, standing);
		return standing;
	}

	private name(call: Call, said: Said): Stated<string> | undefined {
		const stated = this.statements.stated(said, 'name', asText);
		if (stated !== undefined && (stated.kind === 'known' || stated.range !== undefined)) return stated;
		const position = Object.hasOwn(NAME_ARGUMENT, call.name) ? NAME_ARGUMENT[call.name] : undefined;
		const argument = position === undefined ? undefined : call.args[position];
		if (argument === undefined) return stated;
		const given = this.statements.valueOf(argument, asText, { start: argument.start, end: argument.end });
		return given.kind === 'known' ? given : stated;
	}

	private label(call: Call, method: OperatorMethod, name: Stated<string> | undefined, top: JavaNode): string {
		if (name?.kind === 'known' && name.value.trim() !== '') return name.value;
		const variable = this.statements.variable(chainFrom(call.node));
		if (variable !== undefined) return variable.name;
		const argument = method.function === undefined ? undefined : call.args[method.function];
		return (argument === undefined ? undefined : this.functions.className(argument, top)) ?? call.name;
	}

	private stateful(call: Call, method: OperatorMethod, top: JavaNode): boolean | undefined {
		if (method.keeps === 'unknown') return undefined;
		if (method.keeps !== 'by-function') return method.keeps === 'always';
		return this.functions.keepsState(method.function === undefined ? undefined : call.args[method.function], top);
	}
}

function asText(constant: JavaConstant): string | undefined {
	return constant.type === 'string' ? constant.value : undefined;
}

function asCount(constant: JavaConstant): number | undefined {
	return constant.type === 'integer' ? Number(constant.value) : undefined;
}
