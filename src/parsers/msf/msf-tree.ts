import type { Range } from '../../model/range.ts';
import type { JsonNode } from './json-text.ts';
import { type Container, type ContainerId, container, containerNamed, fieldNamed, type Shape } from './shapes.ts';

/** A property of an object: its node, name and value. The value is missing where the text is broken. */
export interface Property {
	readonly node: JsonNode;
	readonly name: string;
	readonly nameNode: JsonNode;
	readonly value: JsonNode | undefined;
}

/** One container of the API as it stands in a document. */
export interface Block {
	readonly id: ContainerId;
	/** The object that holds the fields. */
	readonly node: JsonNode;
	/** Name of the container as written; undefined for the request itself. */
	readonly property: Property | undefined;
	/** Why nothing in it has an effect: it is stated again, misspelt, or stands where the API does not read it. */
	readonly inert: string | undefined;
	/** Whether the reason lies in this very block and not in one around it. */
	readonly ownFault: 'place' | 'spelling' | 'repeated' | undefined;
}

/** A Managed Flink application in a JSON document: the tree that the editor works on. */
export class MsfTree {
	constructor(
		readonly shape: Shape,
		readonly root: JsonNode | undefined,
		/** The input itself, or `ApplicationDetail`; in a fragment the outermost object. */
		readonly request: JsonNode | undefined,
		/** The request was seen whole; otherwise the document is the value of one of its fields. */
		readonly whole: boolean,
		/** Further applications of the same document, which are not read. */
		readonly others: readonly JsonNode[],
		/** In document order, the request first. */
		readonly blocks: readonly Block[],
	) {}

	/** The block of that container that the service reads. */
	block(id: ContainerId): Block | undefined {
		return this.blocks.findLast((block) => block.id === id && block.inert === undefined);
	}
}

const read = new WeakMap<JsonNode, readonly Property[]>();

/** The properties of an object; none for anything else. */
export function properties(node: JsonNode): readonly Property[] {
	if (node.type !== 'object') return [];
	const known = read.get(node);
	if (known !== undefined) return known;
	const found: Property[] = [];
	for (const child of node.children ?? []) {
		const [nameNode, value] = child.children ?? [];
		if (nameNode !== undefined) found.push({ node: child, name: String(nameNode.value), nameNode, value });
	}
	read.set(node, found);
	return found;
}

/** The property of that name that counts: JSON readers take the last one. */
export function property(node: JsonNode, name: string): Property | undefined {
	return properties(node).findLast((candidate) => candidate.name === name);
}

/** A node's span; a node that the text ends in, or whose value is missing, ends with its last part. */
export function rangeOf(node: JsonNode): Range {
	let end = node;
	while (end.length < 0) {
		const last = end.children?.at(-1);
		if (last === undefined) return { start: node.offset, end: end.offset + 1 };
		end = last;
	}
	return { start: node.offset, end: end.offset + end.length };
}

/** Every object of a tree in document order, `skip` and what stands inside left out. */
export function* objects(root: JsonNode, skip: (property: Property) => boolean): Iterable<JsonNode> {
	const stack: JsonNode[] = [root];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (node.type === 'object') yield node;
		const values =
			node.type === 'object' ? properties(node).flatMap((entry) => (skip(entry) ? [] : (entry.value ?? []))) : (node.children ?? []);
		for (let index = values.length - 1; index >= 0; index--) {
			const value = values[index];
			if (value?.children !== undefined) stack.push(value);
		}
	}
}

/** The names by which a request is known; they stand side by side in its outermost object. */
const REQUEST_NAMES = ['ApplicationName', 'RuntimeEnvironment', 'RuntimeEnvironmentUpdate', 'ServiceExecutionRole'];

/** A map of the user's own properties may use any name. */
const holdsFreeNames = ({ name }: Property): boolean => name === 'PropertyMap' || name === 'Tags';

/** Finds the application in a document; `sound` is false where the text is broken, so that nesting proves nothing. */
export function readTree(root: JsonNode | undefined, sound: boolean): MsfTree {
	if (root === undefined) return new MsfTree('create', undefined, undefined, false, [], []);
	const shape = shapeOf(root);
	const [first, ...others] = requests(root);
	const request = first ?? fragment(root);
	const blocks = request === undefined ? [] : collect(request, shape, first !== undefined, sound);
	return new MsfTree(shape, root, request, first !== undefined, others, blocks);
}

/** Containers name the call: a `…Description` is an answer, an `…Update` an update, and a plain one creates. */
function shapeOf(root: JsonNode): Shape {
	let update = false;
	for (const object of objects(root, holdsFreeNames)) {
		for (const { name } of properties(object)) {
			if (name === 'ApplicationDetail') return 'describe';
			const names = containerNamed(name)?.names;
			if (names === undefined || names.create === name) continue;
			if (names.describe === name) return 'describe';
			update = true;
		}
	}
	return update ? 'update' : 'create';
}

function requests(root: JsonNode): readonly JsonNode[] {
	const found: JsonNode[] = [];
	let end = -1;
	for (const object of objects(root, holdsFreeNames)) {
		if (object.offset < end || !isRequest(object)) continue;
		found.push(object);
		end = rangeOf(object).end;
	}
	return found;
}

function isRequest(object: JsonNode): boolean {
	const names = properties(object).map(({ name }) => name);
	const holdsContainer = names.some((name) => containerNamed(name) !== undefined);
	if (names.some((name) => containerNamed(name)?.id === 'application')) return true;
	return holdsContainer && names.some((name) => REQUEST_NAMES.includes(name));
}

/** The outermost object that holds a container: the value of `--application-configuration` and the like. */
function fragment(root: JsonNode): JsonNode | undefined {
	for (const object of objects(root, holdsFreeNames)) {
		if (properties(object).some(({ name }) => containerNamed(name) !== undefined)) return object;
	}
	return undefined;
}

interface Visit {
	readonly node: JsonNode;
	/** The container it belongs to; undefined at the top of a fragment, where any container may stand. */
	readonly inside: ContainerId | undefined;
	readonly inert: string | undefined;
}

function collect(request: JsonNode, shape: Shape, whole: boolean, sound: boolean): readonly Block[] {
	const blocks: Block[] = [{ id: 'request', node: request, property: undefined, inert: undefined, ownFault: undefined }];
	const stack: Visit[] = [{ node: request, inside: whole ? 'request' : undefined, inert: undefined }];
	for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
		const inner: Visit[] = [];
		const last = new Map(properties(visit.node).map((entry) => [entry.name, entry.node] as const));
		for (const entry of properties(visit.node)) {
			if (entry.value === undefined || holdsFreeNames(entry)) continue;
			const node = entry.value.type === 'array' ? entry.value.children?.[0] : entry.value;
			if (node?.type !== 'object') continue;
			const found = containerNamed(entry.name);
			if (found === undefined) {
				inner.push({ ...visit, node });
				continue;
			}
			const fault = faultOf(found, entry, visit, shape, sound, last.get(entry.name) === entry.node);
			const inert = visit.inert ?? fault?.why;
			blocks.push({ id: found.id, node, property: entry, inert, ownFault: visit.inert === undefined ? fault?.kind : undefined });
			inner.push({ node, inside: found.id, inert });
		}
		// One by one: spreading a huge list into arguments overflows the stack.
		for (const next of inner.reverse()) stack.push(next);
	}
	return blocks;
}

interface Fault {
	readonly kind: 'place' | 'spelling' | 'repeated';
	readonly why: string;
}

const CALLS: Readonly<Record<Shape, string>> = {
	create: 'CreateApplication',
	update: 'UpdateApplication',
	describe: 'DescribeApplication',
};

function faultOf(found: Container, entry: Property, visit: Visit, shape: Shape, sound: boolean, last: boolean): Fault | undefined {
	if (!last) return { kind: 'repeated', why: `\`${entry.name}\` is stated again further down, and the last one counts` };
	if (!sound) return undefined;
	if (entry.name !== found.names[shape]) {
		return { kind: 'spelling', why: `${CALLS[shape]} calls this \`${found.names[shape]}\`` };
	}
	const parent = found.parent[shape];
	if (visit.inside === undefined || visit.inside === parent) return undefined;
	const place = containerName(parent, shape);
	return { kind: 'place', why: `\`${entry.name}\` belongs into ${place === undefined ? 'the outermost object' : `\`${place}\``}` };
}

function containerName(id: ContainerId, shape: Shape): string | undefined {
	return container(id)?.names[shape];
}

/** Why the call does not take a field under this name: it is another call's spelling, or another call's field. */
export function leafFault(block: Block, entry: Property, shape: Shape): string | undefined {
	const field = fieldNamed(block.id, entry.name);
	if (field === undefined) return undefined;
	if (field.shapes?.includes(shape) === false) return `${CALLS[shape]} has no such field`;
	return field.names[shape] === entry.name ? undefined : `${CALLS[shape]} calls this \`${field.names[shape]}\``;
}
