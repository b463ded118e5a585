import type { ReadingNote } from '../../model/note.ts';
import type { FieldStatement } from './msf-settings.ts';
import { type Block, type MsfTree, objects, type Property, properties, rangeOf } from './msf-tree.ts';
import { fields } from './shapes.ts';

/** What strikes in a sound document's text: blocks the API does not read there, repeated keys, texts for numbers, missing fields. */
export function readNotes(path: string, tree: MsfTree, statements: readonly FieldStatement[]): readonly ReadingNote[] {
	const notes = [
		...tree.blocks.flatMap((block) => blockNotes(path, tree, block)),
		...statements.flatMap((statement) => statementNotes(path, statement)),
		...(tree.request === undefined ? [] : duplicates(path, tree, statements)),
		...tree.others.map((other) => ({
			kind: 'ignored-file' as const,
			file: path,
			range: rangeOf(properties(other)[0]?.node ?? other),
			what: 'this file holds several applications, and only the first one is checked',
		})),
	];
	return notes.sort((a, b) => a.range.start - b.range.start);
}

function blockNotes(path: string, tree: MsfTree, block: Block): readonly ReadingNote[] {
	if (block.property === undefined) return [];
	const range = rangeOf(block.property.nameNode);
	if (block.ownFault === 'place' || block.ownFault === 'spelling') {
		return [{ kind: 'dropped-line', file: path, range, what: `AWS does not take \`${block.property.name}\` here: ${block.inert ?? ''}` }];
	}
	if (block.inert !== undefined) return [];
	const present = new Set(properties(block.node).map(({ name }) => name));
	return fields
		.filter((field) => field.container === block.id && field.required?.includes(tree.shape) === true)
		.map((field) => field.names[tree.shape])
		.filter((name) => !present.has(name))
		.map((name) => ({
			kind: 'load-fails',
			file: path,
			range,
			what: `\`${name}\` is missing from \`${block.property?.name ?? ''}\`, and AWS rejects the request without it`,
		}));
}

function statementNotes(path: string, { setting, quoted, fault }: FieldStatement): readonly ReadingNote[] {
	const notes: ReadingNote[] = [];
	if (fault !== undefined && setting.inert === fault) {
		const what = `AWS does not take \`${setting.name}\` here: ${fault}`;
		notes.push({ kind: 'dropped-line', file: path, range: setting.range, what, setting });
	}
	if (quoted && setting.value.kind === 'known') {
		const what = `\`${setting.name}\` is written as the text \`"${setting.value.text}"\`, and AWS's clients expect \`${setting.value.text}\` without quotes`;
		notes.push({ kind: 'surprising-type', file: path, range: setting.range, what, setting });
	}
	return notes;
}

/** Keys stated more than once in one object: JSON readers take the last one. */
function duplicates(path: string, tree: MsfTree, statements: readonly FieldStatement[]): readonly ReadingNote[] {
	if (tree.request === undefined) return [];
	const byProperty = new Map(statements.map(({ property, setting }) => [property.node, setting] as const));
	const notes: ReadingNote[] = [];
	for (const object of objects(tree.request, () => false)) {
		for (const lost of repeated(properties(object))) {
			const setting = byProperty.get(lost.node);
			const what = `\`${lost.name}\` is stated again further down, and the last one counts`;
			notes.push({ kind: 'duplicate', file: path, range: rangeOf(lost.node), what, ...(setting === undefined ? {} : { setting }) });
		}
	}
	return notes;
}

function repeated(entries: readonly Property[]): readonly Property[] {
	const last = new Map(entries.map((entry) => [entry.name, entry] as const));
	return entries.filter((entry) => last.get(entry.name) !== entry);
}
