import { isMap, isScalar, type Pair } from 'yaml';
import type { Setting } from '../../model/setting.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { known, type Value } from '../../model/value.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { typedValue } from '../keys/flink-keys.ts';
import { followed, keyRange, mergedField, pairIn, pairRange, textAt } from '../yaml/file.ts';
import { MASK } from '../yaml/templates.ts';
import { kubernetesText } from './kubernetes-scalar.ts';
import { parallelismOf } from './parallelism.ts';
import { memoryQuantity } from './quantity.ts';
import type { Resource } from './resource.ts';
import { SPEC_FIELDS, type SpecField } from './spec-fields.ts';

/**
 * What the fields of a Flink resource state, in the order of the fields' table.
 * @param configured what its `flinkConfiguration` states
 */
export function specSettings(resource: Resource, configured: readonly Setting[]): readonly Setting[] {
	const session = textAt(resource.root, 'kind') === 'FlinkSessionJob';
	const named = (field: SpecField): SpecField =>
		session && field.key === 'k8s.deployment-name' ? { ...field, key: 'k8s.session-job-name' } : field;
	const stated = SPEC_FIELDS.flatMap((field) => statementOf(resource, named(field)));
	return [...stated, ...parallelismOf(stated, configured)];
}

function statementOf(resource: Resource, field: SpecField): readonly Setting[] {
	if (field.unless !== undefined && isFilled(fieldNode(resource, field.unless))) return [];
	if (field.beside !== undefined && !isFilled(fieldNode(resource, field.beside))) return [];
	const pair = pairIn(fieldNode(resource, field.path.slice(0, -1)), field.path.at(-1) ?? '');
	const value = pair === undefined ? undefined : readField(resource, pair, field);
	return pair === undefined || value === undefined ? [] : [settingOf(resource, pair, field, value)];
}

/** What stands under a path of fields, through aliases. */
function fieldNode({ root, document }: Resource, path: readonly string[]): unknown {
	let node = root;
	for (const name of path) node = mergedField(node, name, document);
	return node;
}

function isFilled(node: unknown): boolean {
	return isMap(node) ? node.items.some(({ value }) => !isMap(value) || value.items.length > 0) : node !== undefined;
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

function readField({ file, document }: Resource, { value: written }: Pair, { key, reading = 'text' }: SpecField): Value | undefined {
	const value = followed(written, document);
	if (reading === 'present') return isMap(value) ? typedValue(key, 'true') : undefined;
	if (reading === 'names') return isMap(value) ? known({ type: 'list', items: namesIn(value) }) : undefined;
	if (!isScalar(value) || value.value === null) return undefined;
	const raw = value.range ? file.text.slice(value.range[0], value.range[1]).trim() : '';
	if (templateIn(raw) !== undefined) return typedValue(key, raw);
	const text = kubernetesText(value);
	if (text === undefined || text.includes(MASK)) return undefined;
	return typedValue(key, reading === 'memory' ? memoryQuantity(text) : text);
}

function namesIn(map: unknown): readonly string[] {
	return isMap(map) ? map.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
}
