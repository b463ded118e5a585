import type { SinkFact } from '../../model/job.ts';
import type { Analysis } from './analysis.ts';
import { chainRoot } from './callers.ts';
import type { JavaNode } from './node.ts';
import { argumentsOf, bare, callOf, constructedType, lastName, simpleTypeName } from './syntax.ts';

/** Sinks that write files or tables and commit them with a checkpoint, by the class they are built from. */
const COMMITTING: Readonly<Record<string, readonly string[]>> = {
	FileSink: ['org.apache.flink'],
	StreamingFileSink: ['org.apache.flink'],
	BucketingSink: ['org.apache.flink'],
	IcebergSink: ['org.apache.iceberg'],
	FlinkSink: ['org.apache.iceberg'],
	HoodiePipeline: ['org.apache.hudi'],
	FlinkSinkBuilder: ['org.apache.paimon'],
	DeltaSink: ['io.delta'],
};

/** The sinks whose results only appear with a checkpoint. */
export function readSinks(analysis: Analysis): readonly SinkFact[] {
	return [...transactional(analysis), ...committing(analysis)].sort((a, b) => a.range.start - b.range.start);
}

/** `setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)`, `new FlinkKafkaProducer<>(…, Semantic.EXACTLY_ONCE)`, `JdbcSink.exactlyOnceSink(…)`. */
function transactional(analysis: Analysis): readonly SinkFact[] {
	const found: SinkFact[] = [];
	for (const node of analysis.source.identifiers([
		'setDeliveryGuarantee',
		'setDeliverGuarantee',
		'exactlyOnceSink',
		'FlinkKafkaProducer',
		'FlinkKafkaProducer011',
	])) {
		const sink = node.type === 'type_identifier' ? legacyProducer(node, analysis) : transactionalCall(node, analysis);
		if (sink !== undefined) found.push(sink);
	}
	return found;
}

function transactionalCall(node: JavaNode, analysis: Analysis): SinkFact | undefined {
	const call = callOf(node);
	if (call?.receiver === undefined) return undefined;
	const [argument] = call.args;
	if (call.name !== 'exactlyOnceSink' && (argument === undefined || !isExactlyOnce(argument, analysis))) return undefined;
	return { kind: 'transactional', type: builtType(call.receiver, analysis), file: analysis.source.path, range: call.range };
}

function legacyProducer(node: JavaNode, analysis: Analysis): SinkFact | undefined {
	let type = node;
	while (type.parent?.type === 'generic_type' || type.parent?.type === 'scoped_type_identifier') type = type.parent;
	const creation = type.parent;
	if (creation === undefined || constructedType(creation)?.name !== node.text) return undefined;
	if (!argumentsOf(creation).some((argument) => isExactlyOnce(argument, analysis))) return undefined;
	return { kind: 'transactional', type: node.text, file: analysis.source.path, range: { start: creation.start, end: creation.end } };
}

function isExactlyOnce(argument: JavaNode, analysis: Analysis): boolean {
	const constant = analysis.values.constant(argument);
	if (constant?.type === 'enum') return constant.name === 'EXACTLY_ONCE';
	return lastName(bare(argument).text) === 'EXACTLY_ONCE';
}

/** `KafkaSink` for a chain on `KafkaSink.builder()`, or on a variable of type `KafkaSinkBuilder`. */
function builtType(receiver: JavaNode, analysis: Analysis): string {
	const root = chainRoot(receiver);
	const type = analysis.types.declarationOf(root)?.type;
	return type === undefined ? lastName(root.text).replace(/<.*$/s, '') : simpleTypeName(type).replace(/Builder$/, '');
}

/** `FileSink.forBulkFormat(…)`, `new BucketingSink<>(…)`. */
function committing(analysis: Analysis): readonly SinkFact[] {
	const { names, path } = analysis.source;
	const found: SinkFact[] = [];
	for (const node of analysis.source.identifiers(Object.keys(COMMITTING))) {
		if (!names.isFrom(node.text, node.text, COMMITTING[node.text] ?? [])) continue;
		const call = node.parent?.type === 'method_invocation' && node.parent.field('object') === node ? callOf(node.parent) : undefined;
		if (call !== undefined)
			found.push({ kind: 'committing', type: node.text, file: path, range: { start: node.start, end: call.range.end } });
		const creation = node.parent?.type === 'generic_type' ? node.parent.parent : node.parent;
		if (creation?.type === 'object_creation_expression' && constructedType(creation)?.name === node.text) {
			found.push({ kind: 'committing', type: node.text, file: path, range: { start: creation.start, end: creation.end } });
		}
	}
	return found;
}
