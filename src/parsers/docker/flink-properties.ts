import type { ConfigDocument } from '../../model/document.ts';
import type { Value } from '../../model/value.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';
import { documentOfLines, parseFlinkConf } from '../flink-conf/flink-conf.ts';
import { type ConfLine, confLines, trimmed } from '../flink-conf/lines.ts';
import { typedValue } from '../keys/flink-keys.ts';

/**
 * What the official images state in their own configuration file, below FLINK_PROPERTIES: these options are never missing.
 * Source: the conf directory of the distribution and docker-entrypoint.sh of apache/flink-docker.
 */
export const STATED_BY_IMAGE: ReadonlySet<string> = new Set([
	'jobmanager.rpc.address',
	'jobmanager.rpc.port',
	'jobmanager.bind-host',
	'jobmanager.memory.process.size',
	'jobmanager.execution.failover-strategy',
	'taskmanager.bind-host',
	'taskmanager.host',
	'taskmanager.memory.process.size',
	'taskmanager.numberOfTaskSlots',
	'parallelism.default',
	'rest.address',
	'rest.bind-address',
	'blob.server.port',
]);

/**
 * Reads the variable FLINK_PROPERTIES of the official images. Up to 1.18 their start script appends it to flink-conf.yaml, which Flink's line
 * parser reads. From 1.19 on the script itself takes each line apart: it drops every blank, splits at the first colon and knows no comments.
 * Source: docker-entrypoint.sh of apache/flink-docker, `prepare_configuration` and `process_flink_properties`.
 * @param version the image's; where it is not known, only what both ways read alike is taken
 */
export function parseFlinkProperties(path: string, text: string, version: FlinkVersion | undefined): ConfigDocument {
	if (version !== undefined && !atLeast(version, '1.19')) return parseFlinkConf(path, text);
	const legacy = confLines(text);
	const lines = version === undefined ? legacy : legacy.map((line) => lineOfScript(text, line));
	return documentOfLines(path, text, lines, withoutBlanks);
}

function lineOfScript(text: string, { start, end, next }: ConfLine): ConfLine {
	const content = trimmed(text, start, end);
	const bare = { start, end, next, hash: end, content };
	const colon = text.slice(content.start, content.end).indexOf(':');
	// A comment becomes a key that nobody reads.
	if (text.charAt(content.start) === '#') return { ...bare, hash: content.start, content: { start: content.start, end: content.start } };
	if (colon < 0) return bare;
	const key = trimmed(text, content.start, content.start + colon);
	const value = trimmed(text, content.start + colon + 1, content.end);
	return key.start === key.end || value.start === value.end ? bare : { ...bare, pair: { key, value } };
}

function withoutBlanks(key: string, text: string): Value {
	return typedValue(key, text.replace(/\s/g, ''));
}
