import { isMap, isScalar, type Pair } from 'yaml';
import type { Setting } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import { keyRange, nodeAt, pairIn, pairRange, textAt } from '../embedded/yaml-file.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { typedValue } from '../flink-keys.ts';
import { memoryQuantity } from './quantity.ts';
import type { Resource } from './resource.ts';
import { SPEC_FIELDS, type SpecField } from './spec-fields.ts';

/** What the fields of a Flink resource state, in the order of the fields' table. */
export function specSettings(resource: Resource): readonly Setting[] {
	const session = textAt(resource.root, 'kind') === 'FlinkSessionJob';
	const named = (field: SpecField): SpecField => (session && field.key === 'k8s.deployment-name' ? { ...field, key: 'k8s.session-job-name' } : field);
	const stated = SPEC_FIELDS.flatMap((field) => statementOf(resource, named(field)));
	return [...stated, ...parallelism(resource, stated)];
}

function statementOf(resource: Resource, field: SpecField): readonly Setting[] {
	const parent = nodeAt(resource.root, ...field.path.slice(0, -1));
	const pair = pairIn(parent, field.path.at(-1) ?? '');
	const value = pair === undefined ? undefined : readField(resource, pair, field);
	return pair === undefined || value === undefined ? [] : [settingOf(resource, pair, field, value)];
}

function settingOf(resource: Resource, pair: Pair, { key, path, reading }: SpecField, value: Value): Setting {
	const { text } = resource.file;
	const whole = pairRange(text, pair);
	const name = keyRange(pair);
	const inner = isScalar(pair.value) ? yamlScalarText(text, pair.value) : undefined;
	return {
		key,
		name: path.slice(1).join('.'),
		value,
		layer: 'deployment',
		kind: 'entry',
		condition: 'always',
		file: resource.path,
		// Of a section, the key stands for it.
		range: reading === 'present' || reading === 'names' ? name : whole,
		nameRange: name,
		...(inner === undefined ? {} : { valueRange: { start: inner.start, end: inner.start + inner.text.length } }),
	};
}

function readField({ file }: Resource, { value }: Pair, { key, reading = 'text' }: SpecField): Value | undefined {
	if (reading === 'present') return isMap(value) ? typedValue(key, 'true') : undefined;
	if (reading === 'names') return isMap(value) ? known({ type: 'list', items: namesIn(value) }) : undefined;
	if (!isScalar(value) || value.value === null) return undefined;
	const inner = yamlScalarText(file.text, value);
	const text =
		inner === undefined ? String(value.source ?? value.value) : (inner.said?.({ start: 0, end: inner.text.length }) ?? inner.text);
	return typedValue(key, reading === 'memory' ? memoryQuantity(text) : text);
}

function namesIn(map: unknown): readonly string[] {
	return isMap(map) ? map.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
}

/**
 * The default parallelism: the TaskManagers' replicas times their slots where replicas are stated, else `job.parallelism`.
 * Source: FlinkConfigBuilder.getParallelism.
 */
function parallelism(resource: Resource, stated: readonly Setting[]): readonly Setting[] {
	const replicas = stated.find(({ key }) => key === 'k8s.taskmanager-replicas');
	const job = stated.find(({ key }) => key === 'k8s.job-parallelism');
	const runsJob = stated.some(({ key }) => key === 'k8s.job');
	const source = runsJob ? (replicas ?? job) : job;
	if (source === undefined) return [];
	const value = source === replicas ? timesSlots(resource, replicas) : source.value;
	return [{ ...source, key: 'parallelism.default', value }];
}

function timesSlots({ root }: Resource, { value }: Setting): Value {
	const slots = pairIn(nodeAt(root, 'spec', 'flinkConfiguration'), 'taskmanager.numberOfTaskSlots')?.value;
	const count = isScalar(slots) ? Number(slots.value) : Number.NaN;
	if (value.kind !== 'known' || value.value.type !== 'number' || !Number.isInteger(count))
		return { kind: 'unknown', why: 'it is the replicas times the slots of a TaskManager, and one of them is not stated here' };
	return typedValue('parallelism.default', String(value.value.value * count));
}
