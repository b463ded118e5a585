import { enumeration, known, text, type Value } from '../../model/value.ts';
import type { JavaNode } from './node.ts';
import { optionOf, valueFor } from './setting-values.ts';
import { argumentsOf, bare, callOf, constructedType, lastName } from './syntax.ts';
import type { Values } from './values.ts';

/** An option that an object given to a setter states. */
interface CompositePart {
	readonly key: string;
	readonly value: Value;
	/** The expression that holds the value. */
	readonly at: JavaNode;
	/** The class of the object, where it is one of the old backends. */
	readonly madeBy?: string;
}

/** Reads the objects that say several things at once: state backends, checkpoint storages, restart strategies. */
export function compositeParts(setter: string, argument: JavaNode, values: Values): readonly CompositePart[] {
	const origin = values.origin(argument);
	if (setter === 'setStateBackend') return stateBackend(argument, origin, values);
	if (setter === 'setCheckpointStorage') return checkpointStorage(argument, origin, values);
	return restartStrategy(argument, origin, values);
}

function stateBackend(argument: JavaNode, origin: JavaNode | undefined, values: Values): readonly CompositePart[] {
	const name = origin === undefined ? undefined : constructedType(origin)?.name;
	if (origin === undefined || name === undefined) return [notSeen('state.backend.type', argument)];
	const args = argumentsOf(origin);
	switch (name) {
		case 'HashMapStateBackend':
			return [stated('state.backend.type', 'hashmap', origin)];
		case 'EmbeddedRocksDBStateBackend':
			return [stated('state.backend.type', 'rocksdb', origin), ...read('execution.checkpointing.incremental', args[0], values)];
		case 'RocksDBStateBackend':
			return [
				{ ...stated('state.backend.type', 'rocksdb', origin), madeBy: name },
				...read('execution.checkpointing.incremental', args[1], values),
				...fileStorage(args[0], values),
			];
		case 'FsStateBackend':
			return [{ ...stated('state.backend.type', 'hashmap', origin), madeBy: name }, ...fileStorage(args[0], values)];
		case 'MemoryStateBackend':
			return [
				{ ...stated('state.backend.type', 'hashmap', origin), madeBy: name },
				stated('execution.checkpointing.storage', 'jobmanager', origin),
			];
		case 'ForStStateBackend':
			return [stated('state.backend.type', 'forst', origin)];
		default:
			return [notSeen('state.backend.type', argument)];
	}
}

/** The path that a legacy backend hands to the storage it implies; a backend inside another is read as its own path. */
function fileStorage(argument: JavaNode | undefined, values: Values): readonly CompositePart[] {
	if (argument === undefined) return [];
	const inner = values.origin(argument);
	if (inner !== undefined && constructedType(inner)?.name.endsWith('StateBackend')) {
		return stateBackend(argument, inner, values).filter((part) => part.key !== 'state.backend.type');
	}
	return [stated('execution.checkpointing.storage', 'filesystem', argument), ...read('execution.checkpointing.dir', argument, values)];
}

function checkpointStorage(argument: JavaNode, origin: JavaNode | undefined, values: Values): readonly CompositePart[] {
	const name = origin === undefined ? undefined : constructedType(origin)?.name;
	if (origin !== undefined && name === 'JobManagerCheckpointStorage')
		return [stated('execution.checkpointing.storage', 'jobmanager', origin)];
	if (origin !== undefined && name === 'FileSystemCheckpointStorage') return fileStorage(argumentsOf(origin)[0], values);
	if (name !== undefined || !values.of(argument).known)
		return [notSeen('execution.checkpointing.storage', argument), ...read('execution.checkpointing.dir', argument, values)];
	return fileStorage(argument, values);
}

/** The options behind each factory method's arguments, in their order. Source: RestartStrategyOptions. */
const RESTARTS: Readonly<Record<string, readonly [type: string, ...keys: readonly string[]]>> = {
	noRestart: ['none'],
	fixedDelayRestart: ['fixed-delay', 'restart-strategy.fixed-delay.attempts', 'restart-strategy.fixed-delay.delay'],
	failureRateRestart: [
		'failure-rate',
		'restart-strategy.failure-rate.max-failures-per-interval',
		'restart-strategy.failure-rate.failure-rate-interval',
		'restart-strategy.failure-rate.delay',
	],
	exponentialDelayRestart: [
		'exponential-delay',
		'restart-strategy.exponential-delay.initial-backoff',
		'restart-strategy.exponential-delay.max-backoff',
		'restart-strategy.exponential-delay.backoff-multiplier',
		'restart-strategy.exponential-delay.reset-backoff-threshold',
		'restart-strategy.exponential-delay.jitter-factor',
	],
};

function restartStrategy(argument: JavaNode, origin: JavaNode | undefined, values: Values): readonly CompositePart[] {
	const call = origin === undefined ? undefined : callOf(bare(origin));
	const isFactory = call !== undefined && (call.receiver === undefined || lastName(call.receiver.text) === 'RestartStrategies');
	// The cluster's own strategy holds then: the program says nothing.
	if (isFactory && call.name === 'fallBackRestart') return [];
	const restart = isFactory && Object.hasOwn(RESTARTS, call.name) ? RESTARTS[call.name] : undefined;
	if (restart === undefined || call === undefined) return [notSeen('restart-strategy.type', argument)];
	const [type, ...keys] = restart;
	return [stated('restart-strategy.type', type, call.node), ...keys.flatMap((key, i) => read(key, call.args[i], values))];
}

function stated(key: string, value: string, at: JavaNode): CompositePart {
	return { key, value: known(optionOf(key)?.type === 'enum' ? enumeration(value) : text(value)), at };
}

function notSeen(key: string, at: JavaNode): CompositePart {
	return { key, value: { kind: 'unknown', why: 'is built by code that flint does not see' }, at };
}

function read(key: string, argument: JavaNode | undefined, values: Values): readonly CompositePart[] {
	return argument === undefined ? [] : [{ key, value: valueFor(optionOf(key), values.of(argument)), at: argument }];
}
