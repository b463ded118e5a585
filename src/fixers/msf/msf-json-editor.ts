import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { parseMsfJson } from '../../parsers/msf/msf-json.ts';
import { type Block, MsfTree, type Property, properties, property } from '../../parsers/msf/msf-tree.ts';
import {
	type Container,
	configurationTypeKeys,
	containerPath,
	type Field,
	fieldNamed,
	fieldOf,
	fields,
	type Shape,
} from '../../parsers/msf/shapes.ts';
import type { Editor } from '../editor.ts';
import { fieldValue } from './field-value.ts';
import { insertProperty, type JsonEdit, type NewValue, removeProperty } from './json-layout.ts';

/** Writes changes into the input of CreateApplication or UpdateApplication; a describe answer is never edited. */
export const msfJsonEditor: Editor = {
	setValue(document, setting, value) {
		const found = locate(document, setting);
		if (found?.property.value === undefined || setting.valueRange === undefined || setting.value.kind === 'unknown') return undefined;
		const content = fieldValue(found.field, value);
		if (content === undefined) return undefined;
		// A boolean or number that was written as a text stays one: some tools between the file and AWS expect it.
		const written = JSON.stringify(found.property.value.type === 'string' ? String(content) : content);
		const before = document.text.slice(setting.valueRange.start, setting.valueRange.end);
		return before === written ? [] : [{ file: document.path, range: setting.valueRange, text: written }];
	},

	insert(document, insertion) {
		const tree = editable(document);
		const field = fieldOf(insertion.key);
		if (tree === undefined || field === undefined || !hasField(tree.shape, field)) return undefined;
		const content = fieldValue(field, insertion.value);
		if (content === undefined) return undefined;
		const value = { json: JSON.stringify(content) };
		const block = tree.block(field.container);
		const edit =
			block === undefined ? intoNewBlock(document, tree, field, value) : intoBlock(document, tree, block, field, value, insertion);
		return edit === undefined ? undefined : [at(document, edit)];
	},

	remove(document, setting) {
		const found = locate(document, setting);
		if (found === undefined || found.field.required?.includes(found.tree.shape) === true) return undefined;
		const edit = removeProperty(found.block.node, found.property.node);
		return edit === undefined ? undefined : [at(document, edit)];
	},

	/** A field has one name, fixed by the API. */
	rename: () => undefined,

	async verify(before, after) {
		const old = parseMsfJson('', before);
		const fresh = parseMsfJson('', after);
		if (old.problems.length === 0 && fresh.problems.length > 0) return fresh.problems[0]?.message;
		for (const note of fresh.notes) {
			const same = (document: ConfigDocument) => document.notes.filter(({ kind }) => kind === note.kind).length;
			if (same(fresh) > same(old)) return note.what;
		}
		return undefined;
	},
};

/** The document's tree if the document may be edited: no describe answer, no SQL application, no broken text. */
function editable(document: ConfigDocument): MsfTree | undefined {
	const { tree } = document;
	if (!(tree instanceof MsfTree) || document.claims.readOnly === true || document.problems.length > 0) return undefined;
	const runtime = tree.request === undefined ? undefined : property(tree.request, 'RuntimeEnvironment')?.value?.value;
	return String(runtime).startsWith('SQL-') ? undefined : tree;
}

interface Located {
	readonly tree: MsfTree;
	readonly block: Block;
	readonly property: Property;
	readonly field: Field;
}

/** Where a setting of this document stands in its tree. */
function locate(document: ConfigDocument, setting: Setting): Located | undefined {
	const tree = editable(document);
	if (tree === undefined || setting.file !== document.path) return undefined;
	for (const block of tree.blocks) {
		for (const entry of properties(block.node)) {
			if (entry.node.offset !== setting.range.start) continue;
			const field = fieldNamed(block.id, entry.name);
			return field?.key === setting.key ? { tree, block, property: entry, field } : undefined;
		}
	}
	return undefined;
}

function at(document: ConfigDocument, edit: JsonEdit): TextEdit {
	return { file: document.path, ...edit };
}

/** Not a field that AWS's call lacks, nor one in a list whose entry is not known. */
function hasField(shape: Shape, field: Field): boolean {
	if (field.shapes?.includes(shape) === false || field.container === 'logging') return false;
	if (shape === 'create') return !containerPath(field.container, shape).some(({ id }) => id === 'run');
	return true;
}

/** Nothing is put beside `ConfigurationType: DEFAULT`, where it would have no effect, nor beside its own older statement. */
function intoBlock(
	document: ConfigDocument,
	tree: MsfTree,
	block: Block,
	field: Field,
	value: NewValue,
	insertion: Insertion,
): JsonEdit | undefined {
	const entries = properties(block.node);
	if (entries.some((entry) => fieldNamed(block.id, entry.name) === field)) return undefined;
	const typeKey = configurationTypeKeys[block.id];
	const type = entries.findLast((entry) => fieldNamed(block.id, entry.name)?.key === typeKey);
	if (type?.value?.value === 'DEFAULT') return undefined;
	const sibling = entries.find((entry) => insertion.after?.file === document.path && entry.node.offset === insertion.after.range.start);
	return insertProperty(document.text, block.node, sibling ?? predecessor(block, field), field.names[tree.shape], value);
}

/** The last field of the block that AWS documents before this one. */
function predecessor(block: Block, field: Field): Property | undefined {
	const earlier = fields.slice(0, fields.indexOf(field));
	return properties(block.node).findLast((entry) => {
		const other = fieldNamed(block.id, entry.name);
		return other !== undefined && other.container === field.container && earlier.includes(other);
	});
}

/** Creates the field's block, and those around it that are missing, unless AWS would reject the block for what it lacks. */
function intoNewBlock(document: ConfigDocument, tree: MsfTree, field: Field, value: NewValue): JsonEdit | undefined {
	const others = fields.filter((other) => other.container === field.container && other !== field);
	if (others.some((other) => other.required?.includes(tree.shape) === true)) return undefined;
	const path = containerPath(field.container, tree.shape);
	const outer = path.findLastIndex(({ id }) => tree.block(id) !== undefined);
	const around = outer < 0 ? undefined : path[outer];
	const parent = around === undefined ? (tree.whole ? tree.request : undefined) : tree.block(around.id)?.node;
	const [first, ...missing] = path.slice(outer + 1);
	if (parent === undefined || first === undefined || stands(tree, [first, ...missing])) return undefined;
	const leaf: NewValue = { name: field.names[tree.shape], value };
	const inner = missing.reduceRight<NewValue>((inside, container) => ({ name: container.names[tree.shape], value: inside }), leaf);
	return insertProperty(document.text, parent, properties(parent).at(-1), first.names[tree.shape], inner);
}

/** Whether one of the containers stands somewhere after all, misplaced or with a value that is no object. */
function stands(tree: MsfTree, path: readonly Container[]): boolean {
	return path.some(
		(container) =>
			tree.blocks.some(({ id }) => id === container.id) ||
			tree.blocks.some(({ node }) => property(node, container.names[tree.shape]) !== undefined),
	);
}
