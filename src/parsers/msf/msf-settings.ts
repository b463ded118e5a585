import type { Setting } from '../../model/setting.ts';
import { readField } from './field-value.ts';
import { type Block, leafFault, type MsfTree, type Property, properties, rangeOf } from './msf-tree.ts';
import { configurationTypeKeys, type Field, fieldNamed, type Shape, valuesUnderDefault } from './shapes.ts';

/** A setting with what only this format's notes and editor need. */
export interface FieldStatement {
	readonly setting: Setting;
	readonly field: Field;
	readonly property: Property;
	readonly block: Block;
	/** A boolean or number written as a text. */
	readonly quoted: boolean;
	/** Why the call does not take the field under this name. */
	readonly fault: string | undefined;
}

/** The settings that a document's fields state, in document order. */
export function readSettings(path: string, tree: MsfTree, templates: ReadonlyMap<number, string>): readonly FieldStatement[] {
	const found = tree.blocks.flatMap((block) => fieldsOf(path, tree.shape, block, templates));
	return found.sort((a, b) => a.setting.range.start - b.setting.range.start);
}

function fieldsOf(path: string, shape: Shape, block: Block, templates: ReadonlyMap<number, string>): readonly FieldStatement[] {
	const read = properties(block.node).flatMap((property) => {
		const field = fieldNamed(block.id, property.name);
		if (field === undefined || property.value === undefined) return [];
		return [{ field, property, node: property.value, ...readField(field, property.value, templates.get(property.value.offset)) }];
	});
	const typeKey = configurationTypeKeys[block.id];
	const type = read.findLast(({ field }) => field.key === typeKey)?.value;
	const byDefault = type?.kind === 'known' && type.text === 'DEFAULT';
	return read.map(({ field, property, node, value, quoted }) => {
		const fault = leafFault(block, property, shape);
		const dead =
			byDefault && field.key !== typeKey ? deadUnderDefault(shape, block, field, value.kind === 'known' ? value.text : '') : undefined;
		const inert = block.inert ?? fault ?? dead;
		const setting: Setting = {
			key: field.key,
			name: property.name,
			value,
			layer: 'deployment',
			kind: 'entry',
			condition: 'always',
			file: path,
			range: rangeOf(property.node),
			nameRange: rangeOf(property.nameNode),
			valueRange: rangeOf(node),
			...(inert === undefined ? {} : { inert }),
		};
		return { setting, field, property, block, quoted, fault };
	});
}

/**
 * Why a value beside `ConfigurationType: DEFAULT` has no effect. A describe answer prints the values in force there, so only a
 * checkpoint value that DEFAULT cannot have is dead in it (AWS API reference, CheckpointConfiguration).
 */
function deadUnderDefault(shape: Shape, block: Block, field: Field, written: string): string | undefined {
	const fixed = valuesUnderDefault[field.key];
	if (shape === 'describe' && (fixed === undefined || fixed === written.toLowerCase())) return undefined;
	if (block.id === 'checkpoint')
		return `under \`ConfigurationType: DEFAULT\` the service uses \`${fixed ?? 'its own value'}\` whatever stands here`;
	return 'the service takes it only under `ConfigurationType: CUSTOM`';
}
