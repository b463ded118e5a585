import { catalogue } from '../../catalog/catalogue.ts';
import type { Option } from '../../model/option.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import { readValue } from '../../model/syntax/value-syntax.ts';
import type { Value } from '../../model/value.ts';

/** Beginnings that no other program's configuration has; a key with a typo behind one is still meant for Flink. */
const FAMILIES: readonly string[] = [
	'jobmanager.',
	'taskmanager.',
	'state.backend.',
	'state.checkpoints.',
	'state.savepoints.',
	'state.checkpoint-storage',
	'execution.checkpointing.',
	'execution.savepoint.',
	'execution.state-recovery.',
	'restart-strategy.',
	'metrics.reporter.',
	'metrics.scope.',
	'high-availability.',
	'kubernetes.operator.',
	'kubernetes.jobmanager.',
	'kubernetes.taskmanager.',
	'jobstore.',
	'table.exec.',
	'table.optimizer.',
	'queryable-state.',
	'historyserver.',
	'akka.ask.',
	'pekko.ask.',
];

/** First segments of options that other programs use too (`web.timeout`, `rest.port`): alone they do not make a file Flink's. */
const COMMON_SEGMENTS = new Set([
	'web',
	'rest',
	'client',
	'metrics',
	'security',
	'env',
	'io',
	'fs',
	'blob',
	'cluster',
	'python',
	'heartbeat',
	'sql',
	'table',
	'user',
	'plugin',
	'process',
	's3',
	'local',
	'traces',
	'events',
]);

/** How sure a key says that the text is Flink configuration: an option or family of its own, an option by a common name, or nothing. */
type KeyEvidence = 'flink' | 'common' | 'none';

/** What a key says about whose configuration it stands in. */
export function keyEvidence(key: string): KeyEvidence {
	if (!key.includes('.') && key !== 'restart-strategy' && key !== 'high-availability') return 'none';
	if (FAMILIES.some((family) => key.startsWith(family))) return 'flink';
	if (!isOption(key)) return 'none';
	return COMMON_SEGMENTS.has(key.slice(0, key.indexOf('.'))) ? 'common' : 'flink';
}

/** Whether Flink or one of its plugins may read the key, free members of families such as `s3.` included. */
export function isReadByFlink(key: string): boolean {
	return keyEvidence(key) !== 'none' || catalogue.standing(key, undefined) !== 'unknown';
}

/** Whether the catalogue has the key as an option or a deprecated name of one. */
export function isOption(key: string): boolean {
	return catalogue.find(key).length > 0;
}

/** The option a key speaks of; of several, the first. */
export function optionOf(key: string): Option | undefined {
	return catalogue.find(key)[0];
}

/** Reads the text of a key's value as its option's type says; an unknown key's value is text. */
export function typedValue(key: string, text: string): Value {
	const option = optionOf(key);
	return option === undefined ? readValue('string', text) : catalogue.read(option, text, undefined);
}

/** Whether the value of a key must never be printed. */
export function isSecret(key: string): boolean {
	return isSensitiveKey(key, optionOf(key)?.type);
}
