import type { Range } from '../../model/range.ts';
import { type Analysis, takerOf } from './analysis.ts';
import { usesOf } from './configurations.ts';
import { speaksOfLocal } from './local-run.ts';
import { isSurelyFlink } from './names.ts';
import type { JavaNode } from './node.ts';
import { type Call, callOf, constructedType, enclosingMethod } from './syntax.ts';

const LOGS = /^(?:LOG|LOGGER|log|logger|System\.out|System\.err|Objects|Preconditions)$/;

/** Which argument of a method can only be a Configuration. */
const CONFIGURATION_ARGUMENT: Readonly<Partial<Record<string, number>>> = {
	getExecutionEnvironment: 0,
	configure: 0,
	createLocalEnvironmentWithWebUI: 0,
	createLocalEnvironment: 1,
};

/** The calls that hand an environment or a configuration object to code this file does not hold, or return it there. */
export function readEscapes(analysis: Analysis): readonly Range[] {
	const found = new Map<number, Range>();
	for (const use of handleUses(analysis)) {
		const handed = escapeAt(use, analysis);
		if (handed !== undefined) found.set(handed.start, handed);
	}
	for (const travel of analysis.configurations.all) {
		if (!travel.made) continue;
		// An environment's own arrivals are told below; tables take their Configurations here.
		const tables = travel.unseen ? travel.arrivals.filter(({ how }) => how === 'table').map(({ call }) => call) : [];
		for (const node of [...travel.escapes, ...tables]) {
			const range = callOf(node)?.range ?? { start: node.start, end: node.end };
			found.set(range.start, range);
		}
	}
	for (const range of unseenConfigurations(analysis)) found.set(range.start, range);
	return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Environments that are given a Configuration which code elsewhere has filled. */
function unseenConfigurations(analysis: Analysis): readonly Range[] {
	const configures = analysis.source.identifiers(['configure']).flatMap((node) => callOf(node) ?? []);
	const calls = [
		...analysis.acquisitions.map(({ call }) => call),
		...configures.filter((call) => call.receiver !== undefined && analysis.handles.of(call.receiver) !== undefined),
	];
	return calls.flatMap((call) => {
		const foreign = call.args.some((argument) => {
			if (analysis.handles.of(argument) !== 'configuration') return isReadable(argument, call);
			const travel = analysis.configurations.of(argument);
			return travel?.made !== true || travel.unseen;
		});
		return foreign ? [call.range] : [];
	});
}

/** An argument that can only be a Configuration: `getExecutionEnvironment(params.getConfiguration())`, `env.configure(other())`. */
function isReadable(argument: JavaNode, call: Call): boolean {
	const position = CONFIGURATION_ARGUMENT[call.name];
	return position !== undefined && call.args[position] === argument && argument.type !== 'object_creation_expression';
}

/** Every place that reads a variable holding an environment or one of its parts, and every environment obtained in place. */
function handleUses(analysis: Analysis): readonly JavaNode[] {
	const variables = analysis.variables.filter(
		({ kind }) => kind !== 'configuration' && kind !== 'table-environment' && kind !== 'table-config',
	);
	const uses = variables.flatMap(({ declaration }) => usesOf(declaration, analysis.source, analysis.types));
	return [...uses, ...analysis.acquisitions.map(({ call }) => call.node)];
}

function escapeAt(use: JavaNode, analysis: Analysis): Range | undefined {
	const handed = chainEnd(use, analysis);
	const taker = takerOf(handed);
	if (taker !== undefined) return isSeen(taker, analysis) ? undefined : (callOf(taker)?.range ?? { start: taker.start, end: taker.end });
	return handed.parent?.type === 'return_statement' ? returned(handed.parent, analysis) : undefined;
}

/** The widest expression around a use that still is an environment or one of its parts. */
function chainEnd(use: JavaNode, analysis: Analysis): JavaNode {
	let node = use;
	for (let parent = node.parent; parent?.type === 'method_invocation' && parent.field('object') === node; parent = node.parent) {
		if (analysis.handles.of(parent) === undefined) return node;
		node = parent;
	}
	return node;
}

/** Whether the code that takes a handle is Flink's own, Java's, or stands in this file. */
function isSeen(taker: JavaNode, analysis: Analysis): boolean {
	if (analysis.callers.target(taker) !== undefined) return true;
	const { names } = analysis.source;
	const built = constructedType(taker);
	if (built !== undefined) return analysis.types.type(built.name) !== undefined || isSurelyFlink(built.type.text, names);
	const call = callOf(taker);
	if (call === undefined) return false;
	// A helper that asks where the job runs changes nothing.
	if (speaksOfLocal(call.name)) return true;
	if (call.receiver === undefined)
		return analysis.types.methods(call.name).length > 0 || names.importedMember(call.name)?.startsWith('org.apache.flink.') === true;
	const owner = call.receiver.text.replace(/\s+/g, '');
	if (LOGS.test(owner) || analysis.handles.of(call.receiver) !== undefined) return true;
	return isSurelyFlink(owner, names);
}

/** An environment that a method returns leaves the file where nothing in the file calls that method. */
function returned(statement: JavaNode, analysis: Analysis): Range | undefined {
	const method = enclosingMethod(statement);
	if (method === undefined || analysis.callers.of(method).length > 0) return undefined;
	return { start: statement.start, end: statement.end };
}
