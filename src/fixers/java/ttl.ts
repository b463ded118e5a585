import type { TextEdit } from '../../model/finding.ts';
import type { StateDescriptorFact } from '../../model/job.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';
import { Mentions } from '../../parsers/java/mentions.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { Declaration } from '../../parsers/java/scope.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { storedIn } from '../../parsers/java/state-flow.ts';
import {
	type Call,
	callOf,
	declaredName,
	enclosingMethod,
	enclosingStatement,
	enclosingType,
	isMethod,
} from '../../parsers/java/syntax.ts';
import { descriptorType } from './descriptor-type.ts';
import { Imports } from './imports.ts';
import { edit, hasNeighbours, statementAfter, statementsBefore } from './layout.ts';
import { durationCall, timeCall } from './values.ts';

const CONFIG = 'org.apache.flink.api.common.state.StateTtlConfig';
const TIME = 'org.apache.flink.api.common.time.Time';

/** How StateTtlConfig.newBuilder takes its time: Time up to Flink 1.20, Duration from 1.19 on. Source: its signatures in the jars of 1.13 to 2.3. */
type Form = 'time' | 'duration';

/** Methods that run before the first record: state is obtained there. */
const SETUP: ReadonlySet<string> = new Set(['open', 'initializeState', 'setup']);

/** Gives a descriptor a time to live, in ms, where it is built or before it is first used. */
export function withTtl(
	source: JavaSource,
	descriptor: StateDescriptorFact,
	ttl: number,
	version: FlinkVersion | undefined,
): readonly TextEdit[] | undefined {
	const node = creationAt(source, descriptor);
	const form = formFor(source, version);
	if (node === undefined || form === undefined || ttl <= 0 || !Number.isInteger(ttl)) return undefined;
	const imports = new Imports(source);
	const mentions = new Mentions(source);
	const edits = enabled(source, node, descriptor, mentions, () => ttlConfig(imports, ttl, form));
	return edits === undefined ? undefined : [...imports.edits(), ...edits];
}

function enabled(
	source: JavaSource,
	node: JavaNode,
	descriptor: StateDescriptorFact,
	mentions: Mentions,
	config: () => string,
): readonly TextEdit[] | undefined {
	const declaration = storedIn(node, mentions);
	if (declaration === undefined) return extracted(source, node, descriptor, mentions, config);
	const statement = enclosingStatement(node);
	if (statement?.type === 'field_declaration') return beforeFirstUse(source, declaration, mentions, config);
	if (statement === undefined || !hasNeighbours(statement) || !isStoredBy(node, statement)) return undefined;
	const target = statement.type === 'local_variable_declaration' ? declaration.name : assignedTo(statement);
	return target === undefined ? undefined : [statementAfter(source, statement, `${target}.enableTimeToLive(${config()});`)];
}

/** The construction a fact speaks of. */
function creationAt(source: JavaSource, descriptor: StateDescriptorFact): JavaNode | undefined {
	for (const node of source.leavesAt([descriptor.range.start])) {
		for (const outer of node.upwards()) {
			if (outer.type === 'object_creation_expression' && outer.start === descriptor.range.start && outer.end === descriptor.range.end)
				return outer;
		}
	}
	return undefined;
}

/**
 * The form the program compiles with. No form is valid in every version, so an unknown version is told from the file: `open(OpenContext)`
 * came with 1.19, `open(Configuration)` and Flink's own Time went with 2.0.
 */
function formFor(source: JavaSource, version: FlinkVersion | undefined): Form | undefined {
	if (version !== undefined) return atLeast(version, '1.19') ? 'duration' : 'time';
	if (source.identifiers(['OpenContext']).length > 0) return 'duration';
	if (source.names.imported('Time') === TIME) return 'time';
	const opens = source.identifiers(['open']).some((name) => {
		const method = name.parent;
		const parameter = method?.type === 'method_declaration' ? method.field('parameters')?.named[0] : undefined;
		return parameter?.field('type')?.text === 'Configuration';
	});
	return opens ? 'time' : undefined;
}

function ttlConfig(imports: Imports, ttl: number, form: Form): string {
	const time = form === 'duration' ? durationCall(ttl, imports.name('java.time.Duration')) : timeCall(ttl, imports.name(TIME));
	return `${imports.name(CONFIG)}.newBuilder(${time}).build()`;
}

/** Whether a statement does nothing but build the descriptor and keep it. */
function isStoredBy(node: JavaNode, statement: JavaNode): boolean {
	const holder = node.parent;
	if (holder?.type === 'variable_declarator') return holder.parent === statement;
	return holder?.type === 'assignment_expression' && holder.parent === statement;
}

function assignedTo(statement: JavaNode): string | undefined {
	return statement.child('assignment_expression')?.field('left')?.text;
}

/** A field that is built with its object: before the statement that first makes state of it, where that runs once. */
function beforeFirstUse(source: JavaSource, field: Declaration, mentions: Mentions, config: () => string): readonly TextEdit[] | undefined {
	const uses = mentions.usesOf(field).filter((use) => use.parent?.type === 'argument_list');
	const first = uses.find((use) => {
		const method = enclosingMethod(use);
		const isSetup = method?.type === 'constructor_declaration' || SETUP.has(declaredName(method ?? use) ?? '');
		return isSetup && enclosingType(use) === field.scope;
	});
	const statement = first === undefined ? undefined : enclosingStatement(first);
	if (first === undefined || statement === undefined || !hasNeighbours(statement) || isInLambda(first, statement)) return undefined;
	return [statementsBefore(source, statement, [`${first.text}.enableTimeToLive(${config()});`])];
}

/** `getState(new ValueStateDescriptor<>(…))`: the descriptor becomes a local variable before the statement. */
function extracted(
	source: JavaSource,
	node: JavaNode,
	descriptor: StateDescriptorFact,
	mentions: Mentions,
	config: () => string,
): readonly TextEdit[] | undefined {
	const call = node.parent?.parent === undefined ? undefined : callOf(node.parent.parent);
	const statement = enclosingStatement(node);
	if (call === undefined || node.parent?.type !== 'argument_list' || statement === undefined || !hasNeighbours(statement)) return undefined;
	if (!['expression_statement', 'local_variable_declaration', 'return_statement'].includes(statement.type)) return undefined;
	if (isInLambda(node, statement) || isFirstStatementOfConstructor(statement)) return undefined;
	const state = storedIn(call.node, mentions);
	const type = descriptorType(node, state);
	if (type === undefined) return undefined;
	const name = freshName(state, descriptor, call, mentions);
	const lines = [`${type} ${name} = ${node.text};`, `${name}.enableTimeToLive(${config()});`];
	return [statementsBefore(source, statement, lines), edit(source, node, name)];
}

function isInLambda(node: JavaNode, statement: JavaNode): boolean {
	for (const outer of node.upwards()) {
		if (outer === statement) return false;
		if (outer.type === 'lambda_expression' || isMethod(outer)) return true;
	}
	return false;
}

/** Nothing may stand before `this(…)` and `super(…)`. */
function isFirstStatementOfConstructor(statement: JavaNode): boolean {
	return statement.type === 'explicit_constructor_invocation';
}

/** A name for the descriptor that the file does not use: after the state's variable, else after the state's name. */
function freshName(state: Declaration | undefined, descriptor: StateDescriptorFact, call: Call, mentions: Mentions): string {
	const base = state?.name ?? camelCase(descriptor.stateName ?? '') ?? '';
	const stem = base === '' ? 'descriptor' : `${base}Descriptor`;
	const taken = (name: string) => mentions.named(name).length > 0 || name === call.name;
	if (!taken(stem)) return stem;
	for (let number = 2; ; number++) if (!taken(`${stem}${number}`)) return `${stem}${number}`;
}

function camelCase(text: string): string | undefined {
	const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
	const [first, ...others] = words;
	if (first === undefined || !/^[A-Za-z]/.test(first)) return undefined;
	return first[0]?.toLowerCase() + first.slice(1) + others.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');
}
