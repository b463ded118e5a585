import type { Analysis } from './analysis.ts';
import { chainRoot } from './callers.ts';
import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import { bare, callOf, constructedType, simpleTypeName } from './syntax.ts';

/** Flink's own functions, sources and sinks of which it is certain whether they keep state. Source: the classes of Flink 1.13 to 2.3 and its connectors. */
const KNOWN: Readonly<Record<string, boolean>> = {
	FlinkKafkaConsumer: true,
	FlinkKafkaConsumer010: true,
	FlinkKafkaConsumer011: true,
	FlinkKafkaProducer: true,
	FlinkKafkaProducer011: true,
	FlinkKinesisConsumer: true,
	FlinkKinesisProducer: true,
	FlinkDynamoDBStreamsConsumer: true,
	StreamingFileSink: true,
	KafkaSink: true,
	FileSink: true,
	KinesisStreamsSink: true,
	KinesisFirehoseSink: true,
	PrintSinkFunction: false,
	PrintSink: false,
	DiscardingSink: false,
};

/** Interfaces and base classes that make a function keep operator state. */
const CHECKPOINTED = ['CheckpointedFunction', 'ListCheckpointed', 'TwoPhaseCommitSinkFunction'];
/** Base classes that keep nothing by themselves, so that a function which extends no other keeps what it asks for. */
const PLAIN: ReadonlySet<string> = new Set([
	'MapFunction',
	'RichMapFunction',
	'FlatMapFunction',
	'RichFlatMapFunction',
	'FilterFunction',
	'RichFilterFunction',
	'ProcessFunction',
	'KeyedProcessFunction',
	'CoMapFunction',
	'RichCoMapFunction',
	'CoFlatMapFunction',
	'RichCoFlatMapFunction',
	'CoProcessFunction',
	'KeyedCoProcessFunction',
	'SinkFunction',
	'RichSinkFunction',
	'SourceFunction',
	'RichSourceFunction',
	'ParallelSourceFunction',
	'RichParallelSourceFunction',
	'ResultTypeQueryable',
	'Serializable',
]);
/** What a function asks its state of, and what it sets timers with. */
const ASKS = [
	'getState',
	'getListState',
	'getMapState',
	'getReducingState',
	'getAggregatingState',
	'getPartitionedState',
	'getBroadcastState',
	'getUnionListState',
	'registerEventTimeTimer',
	'registerProcessingTimeTimer',
];
const DEEPEST = 8;

/** What is known of the functions, sources and sinks that a program hands to its operators. */
export class OperatorFunctions {
	private readonly classes = new Map<JavaNode, boolean | undefined>();

	constructor(
		private readonly analysis: Analysis,
		private readonly mentions: Mentions,
	) {}

	/** The simple name of an argument's class, where the file tells; a lambda and an anonymous class have none. */
	className(argument: JavaNode, at: JavaNode): string | undefined {
		return this.nameOf(argument, at, 0);
	}

	/**
	 * Whether a function keeps state, where that is certain.
	 * @param at the whole chain that the argument belongs to: names mean there what they mean in it, and finding out costs less
	 */
	keepsState(argument: JavaNode | undefined, at: JavaNode): boolean | undefined {
		if (argument === undefined) return undefined;
		const node = bare(argument);
		if (node.type === 'lambda_expression' || node.type === 'method_reference') return false;
		const anonymous = node.type === 'object_creation_expression' ? node.child('class_body') : undefined;
		if (anonymous !== undefined) return this.ofClass(anonymous);
		const name = this.className(node, at);
		if (name === undefined) return undefined;
		const [own, other] = this.mentions.typesNamed(name);
		if (own !== undefined) return other === undefined ? this.ofClass(own) : undefined;
		return Object.hasOwn(KNOWN, name) && this.isLibrary(name) ? KNOWN[name] : undefined;
	}

	private ofClass(type: JavaNode): boolean | undefined {
		if (this.classes.has(type)) return this.classes.get(type);
		const keeps = this.readClass(type);
		this.classes.set(type, keeps);
		return keeps;
	}

	private readClass(type: JavaNode): boolean | undefined {
		const family = this.mentions.ancestry(type);
		if (CHECKPOINTED.some((name) => family.has(name))) return true;
		const own = [type, ...[...family].flatMap((name) => this.mentions.typesNamed(name))];
		if (own.some((each) => this.asks(each))) return true;
		const isPlain = [...family].every((name) => PLAIN.has(name) || this.mentions.typesNamed(name).length > 0);
		return isPlain && family.size > 0 ? false : undefined;
	}

	private asks(type: JavaNode): boolean {
		return this.analysis.source.identifiers(ASKS, type).some((word) => (callOf(word)?.args.length ?? 0) > 0);
	}

	private nameOf(expression: JavaNode, at: JavaNode, depth: number): string | undefined {
		const node = bare(expression);
		if (depth > DEEPEST) return undefined;
		const constructed = constructedType(node);
		if (constructed !== undefined) return node.child('class_body') === undefined ? constructed.name : undefined;
		const call = callOf(node);
		if (node.type === 'method_invocation' && call !== undefined) {
			if (call.receiver === undefined || call.receiver.type === 'this') return this.returnedBy(call.name);
			const root = chainRoot(node);
			// `KafkaSink.<String>builder()…build()`: the class that the chain begins with.
			if (call.name === 'build' && root.type === 'identifier' && /^[A-Z]/.test(root.text)) return root.text;
			return undefined;
		}
		if (node.type !== 'identifier' && node.type !== 'field_access') return undefined;
		const { types } = this.analysis;
		const declaration = node.type === 'identifier' ? types.declarationNamed(node.text, at) : types.declarationOf(node);
		if (declaration?.type === undefined) return undefined;
		const written = simpleTypeName(declaration.type);
		const isGeneral = written === 'var' || PLAIN.has(written) || written === 'Source' || written === 'Sink';
		if (!isGeneral) return written;
		const values = this.analysis.handles.valuesOf(declaration);
		const [only] = values;
		return values.length === 1 && only !== undefined ? this.nameOf(only, only, depth + 1) : undefined;
	}

	private returnedBy(method: string): string | undefined {
		const names = new Set(
			this.analysis.types.methods(method).map((declared) => {
				const type = declared.field('type');
				return type === undefined ? undefined : simpleTypeName(type);
			}),
		);
		const [name] = names;
		return names.size !== 1 || name === undefined || PLAIN.has(name) || name === 'Source' || name === 'Sink' ? undefined : name;
	}

	private isLibrary(name: string): boolean {
		return this.analysis.source.names.isFrom(name, name, ['org.apache.flink']);
	}
}
