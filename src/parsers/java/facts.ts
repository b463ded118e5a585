import type { EnvironmentFact, JobFacts } from '../../model/job.ts';
import type { Analysis } from './analysis.ts';
import { readDeprecatedCalls } from './deprecated-calls.ts';
import { readEscapes } from './escapes.ts';
import { HANDLE_TYPES } from './handles.ts';
import { Mentions } from './mentions.ts';
import { qualifiedClassName } from './names.ts';
import { readOperators } from './operators.ts';
import { readSinks } from './sinks.ts';
import { stateDescriptors } from './state.ts';
import { type Call, callOf, enclosingNamedType, lastName } from './syntax.ts';

/** The package of the library through which a job talks to Managed Flink. */
const MSF_RUNTIME = 'com.amazonaws.services.kinesisanalytics';

/** What a source says about its job, apart from its settings. */
export function readFacts(analysis: Analysis, capitalised: ReadonlySet<string>): JobFacts {
	const { source, types } = analysis;
	const environments = readEnvironments(analysis);
	const mentions = new Mentions(source);
	return {
		classes: types.all.map((type) => qualifiedClassName(type, source.names)),
		references: new Set([...capitalised, ...source.names.paths]),
		environments,
		descriptors: stateDescriptors(source, mentions),
		sinks: readSinks(analysis),
		operators: readOperators(analysis, mentions),
		deprecatedCalls: readDeprecatedCalls(analysis),
		keyBys: source.identifiers(['keyBy']).flatMap((node) => (callOf(node)?.method === node ? [{ start: node.start, end: node.end }] : [])),
		batch: isBatch(analysis),
		msfRuntime: source.names.paths.some((path) => path.startsWith(MSF_RUNTIME)) || capitalised.has('KinesisAnalyticsRuntime'),
		escapes: readEscapes(analysis),
	};
}

function readEnvironments(analysis: Analysis): readonly EnvironmentFact[] {
	const { source, types } = analysis;
	const calls: { readonly call: Call; readonly kind: 'cluster' | 'local' }[] = [...analysis.acquisitions, ...tableEnvironments(analysis)];
	return calls
		.sort((a, b) => a.call.range.start - b.call.range.start)
		.map(({ call, kind }) => {
			const type = enclosingNamedType(call.node);
			return {
				kind,
				file: source.path,
				range: call.range,
				condition: kind === 'local' ? 'local' : analysis.placement(call.node, undefined).condition,
				className: qualifiedClassName(call.node, source.names),
				entry: type !== undefined && types.hasMain(type),
			};
		});
}

/** `TableEnvironment.create(settings)` makes an environment of its own; `StreamTableEnvironment.create(env)` stands on one that is there. */
function tableEnvironments(analysis: Analysis): readonly { readonly call: Call; readonly kind: 'cluster' }[] {
	return analysis.source.identifiers(['create']).flatMap((node) => {
		const call = callOf(node);
		const owner = call?.receiver?.text;
		if (call === undefined || owner === undefined || lastName(owner) !== 'TableEnvironment') return [];
		return analysis.source.names.isFrom(owner, 'TableEnvironment', ['org.apache.flink']) ? [{ call, kind: 'cluster' as const }] : [];
	});
}

/** Batch mode: `setRuntimeMode(BATCH)`, `inBatchMode()`, or the DataSet API's own environment. */
function isBatch(analysis: Analysis): boolean {
	const { source, acquisitions } = analysis;
	const data = acquisitions.some(
		({ call }) =>
			HANDLE_TYPES[lastName(call.receiver?.text ?? '')] === 'environment' && lastName(call.receiver?.text ?? '') === 'ExecutionEnvironment',
	);
	if (data) return true;
	return source.identifiers(['setRuntimeMode', 'inBatchMode']).some((node) => {
		const call = callOf(node);
		if (call === undefined || analysis.placement(call.node, call.receiver).condition !== 'always') return false;
		if (call.name === 'inBatchMode') return true;
		const [mode] = call.args;
		const constant = mode === undefined ? undefined : analysis.values.constant(mode);
		return constant?.type === 'enum' && constant.name === 'BATCH';
	});
}
