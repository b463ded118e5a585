/** What an expression of Flink's DataStream API is. `source` and `single` take a uid, as `sink` does; what only routes records does not. */
export type StreamKind =
	| 'data'
	| 'single'
	| 'source'
	| 'sink'
	| 'keyed'
	| 'windowed'
	| 'all-windowed'
	| 'partition-windowed'
	| 'connected'
	| 'broadcast'
	| 'broadcast-connected'
	| 'joined'
	| 'interval-joined'
	| 'pattern';

/**
 * Whether a method's operator keeps state: always, never, as its function does, or unknown.
 * Source: the operator classes in the source jars of Flink 1.13 to 2.3.
 */
type Keeping = 'always' | 'never' | 'by-function' | 'unknown';

/** A method that adds an operator. */
export interface OperatorMethod {
	readonly to: 'single' | 'source' | 'sink';
	readonly keeps: Keeping;
	/** The argument that is its function, source or sink. */
	readonly function?: number;
	/** How many type parameters of its own the method has whose arguments are inferred where it is called. */
	readonly infers: number;
	/** Its result is a plain DataStream up to Flink 1.20, which takes no uid. */
	readonly plainBefore2?: true;
}

const CLASSES: Readonly<Record<string, StreamKind>> = {
	DataStream: 'data',
	SingleOutputStreamOperator: 'single',
	DataStreamSource: 'source',
	DataStreamSink: 'sink',
	SideOutputDataStream: 'data',
	CachedDataStream: 'data',
	IterativeStream: 'data',
	KeyedStream: 'keyed',
	WindowedStream: 'windowed',
	AllWindowedStream: 'all-windowed',
	PartitionWindowedStream: 'partition-windowed',
	ConnectedStreams: 'connected',
	BroadcastStream: 'broadcast',
	BroadcastConnectedStream: 'broadcast-connected',
	JoinedStreams: 'joined',
	CoGroupedStreams: 'joined',
	PatternStream: 'pattern',
};

/** Flink's classes of each kind, by simple name. */
export const STREAM_CLASSES: ReadonlyMap<string, StreamKind> = new Map(Object.entries(CLASSES));

/** The packages of those classes. */
export const STREAM_PACKAGES = ['org.apache.flink.streaming.api.datastream', 'org.apache.flink.cep'];

const by = (keeps: Keeping, infers: number, at?: number): OperatorMethod => ({
	to: 'single',
	keeps,
	infers,
	...(at === undefined ? {} : { function: at }),
});
const source = (keeps: Keeping, infers: number, at?: number): OperatorMethod => ({ ...by(keeps, infers, at), to: 'source' });
const sink = (keeps: Keeping, at?: number): OperatorMethod => ({ ...by(keeps, 0, at), to: 'sink' });

const onStreams: Readonly<Record<string, OperatorMethod>> = {
	map: by('by-function', 1, 0),
	flatMap: by('by-function', 1, 0),
	filter: by('by-function', 0, 0),
	process: by('by-function', 1, 0),
	project: by('never', 1),
	transform: by('unknown', 1, 2),
	assignTimestampsAndWatermarks: by('never', 0),
	addSink: sink('by-function', 0),
	sinkTo: sink('by-function', 0),
	print: sink('never'),
	printToErr: sink('never'),
	writeAsText: sink('never'),
	writeAsCsv: sink('never'),
	writeToSocket: sink('never'),
	writeUsingOutputFormat: sink('never', 0),
};
const rolling = by('always', 0, 0);
const onKeyed: Readonly<Record<string, OperatorMethod>> = {
	...onStreams,
	reduce: rolling,
	sum: by('always', 0),
	min: by('always', 0),
	max: by('always', 0),
	minBy: by('always', 0),
	maxBy: by('always', 0),
};
const onWindows: Readonly<Record<string, OperatorMethod>> = {
	reduce: by('always', 1, 0),
	// The accumulator and, with a window function, one result more.
	aggregate: by('always', 2, 0),
	apply: by('always', 1, 0),
	process: by('always', 1, 0),
	sum: by('always', 0),
	min: by('always', 0),
	max: by('always', 0),
	minBy: by('always', 0),
	maxBy: by('always', 0),
};
const onConnected: Readonly<Record<string, OperatorMethod>> = {
	map: by('by-function', 1, 0),
	flatMap: by('by-function', 1, 0),
	process: by('by-function', 1, 0),
	transform: by('unknown', 1, 2),
};

/** The methods of each kind of stream that add an operator. */
export const OPERATOR_METHODS: Readonly<Partial<Record<StreamKind, Readonly<Record<string, OperatorMethod>>>>> = {
	data: onStreams,
	single: onStreams,
	source: onStreams,
	keyed: onKeyed,
	windowed: onWindows,
	'all-windowed': onWindows,
	'partition-windowed': {
		mapPartition: by('unknown', 1, 0),
		sortPartition: by('unknown', 0),
		reduce: by('unknown', 0, 0),
		aggregate: by('unknown', 2, 0),
	},
	connected: onConnected,
	'broadcast-connected': { process: by('always', 2, 0) },
	joined: { apply: { ...by('always', 1, 0), plainBefore2: true }, with: by('always', 1, 0) },
	'interval-joined': { process: by('always', 1, 0) },
	pattern: { select: by('always', 2, 0), flatSelect: by('always', 2, 0), process: by('always', 1, 0) },
};

/** The methods of StreamExecutionEnvironment that add a source. */
export const SOURCE_METHODS: Readonly<Record<string, OperatorMethod>> = {
	fromSource: source('always', 1, 0),
	addSource: source('by-function', 1, 0),
	fromData: source('always', 1),
	fromElements: source('always', 1),
	// A Collection is checkpointed, an Iterator is not.
	fromCollection: source('unknown', 1),
	fromParallelCollection: source('never', 1),
	fromSequence: source('always', 0),
	generateSequence: source('always', 0),
	socketTextStream: source('never', 0),
	readTextFile: source('always', 0),
	readFile: source('always', 1, 0),
	createInput: source('unknown', 1, 0),
};

/** Static methods that add an operator behind a stream, by class. */
export const STATIC_METHODS: Readonly<Record<string, Readonly<Record<string, OperatorMethod>>>> = {
	AsyncDataStream: {
		orderedWait: by('always', 2, 1),
		unorderedWait: by('always', 2, 1),
		orderedWaitWithRetry: by('always', 2, 1),
		unorderedWaitWithRetry: by('always', 2, 1),
	},
};

/** Methods of operators that give the operator itself, so that a chain goes on speaking of it. */
export const OPERATOR_SETTERS: ReadonlySet<string> = new Set([
	'uid',
	'setUidHash',
	'name',
	'setDescription',
	'setParallelism',
	'setMaxParallelism',
	'setResources',
	'setBufferTimeout',
	'setChainingStrategy',
	'addMetricVariable',
	'disableChaining',
	'startNewChain',
	'slotSharingGroup',
	'forceNonParallel',
	'enableAsyncState',
	'returns',
]);

const ROUTES: Readonly<Record<string, StreamKind>> = {
	union: 'data',
	rebalance: 'data',
	rescale: 'data',
	shuffle: 'data',
	forward: 'data',
	global: 'data',
	partitionCustom: 'data',
	getSideOutput: 'data',
	cache: 'data',
	iterate: 'data',
	closeWith: 'data',
	keyBy: 'keyed',
	windowAll: 'all-windowed',
	timeWindowAll: 'all-windowed',
	countWindowAll: 'all-windowed',
	fullWindowPartition: 'partition-windowed',
	join: 'joined',
	coGroup: 'joined',
};
const windowing = (kind: StreamKind) => ({
	trigger: kind,
	evictor: kind,
	allowedLateness: kind,
	sideOutputLateData: kind,
	enableAsyncState: kind,
});

/** Methods that give a stream of another kind and add no operator; `connect` and `broadcast` depend on their arguments. */
export const ROUTING_METHODS: Readonly<Partial<Record<StreamKind, Readonly<Record<string, StreamKind>>>>> = {
	data: ROUTES,
	single: ROUTES,
	source: ROUTES,
	keyed: {
		...ROUTES,
		window: 'windowed',
		timeWindow: 'windowed',
		countWindow: 'windowed',
		intervalJoin: 'interval-joined',
		enableAsyncState: 'keyed',
	},
	windowed: windowing('windowed'),
	'all-windowed': windowing('all-windowed'),
	connected: { keyBy: 'connected', enableAsyncState: 'connected' },
	joined: { ...windowing('joined'), where: 'joined', equalTo: 'joined', window: 'joined' },
	'interval-joined': {
		between: 'interval-joined',
		inEventTime: 'interval-joined',
		inProcessingTime: 'interval-joined',
		lowerBoundExclusive: 'interval-joined',
		upperBoundExclusive: 'interval-joined',
		sideOutputLeftLateData: 'interval-joined',
		sideOutputRightLateData: 'interval-joined',
		enableAsyncState: 'interval-joined',
	},
	pattern: { inEventTime: 'pattern', inProcessingTime: 'pattern', sideOutputLateData: 'pattern' },
};

/** Methods of table environments that give a stream; its operators are the planner's. */
export const FROM_TABLE: ReadonlySet<string> = new Set(['toDataStream', 'toChangelogStream', 'toAppendStream', 'toRetractStream']);

/** Every method that may add an operator. */
export const OPERATOR_NAMES: readonly string[] = [
	...new Set(
		[...Object.values(OPERATOR_METHODS), ...Object.values(STATIC_METHODS), SOURCE_METHODS].flatMap((methods) => Object.keys(methods)),
	),
];
