import type { Change } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import { MsfTree, property } from '../../parsers/msf/msf-tree.ts';
import { configurationTypeKeys, containerPath, type Field, fieldOf, fields } from '../../parsers/msf/shapes.ts';
import { fieldValue } from './field-value.ts';

type Json = boolean | number | string | { [name: string]: Json };

const ALLOW_NON_RESTORED = 'msf.allow-non-restored-state';

/**
 * The UpdateApplication input that makes the changes to the application a describe answer shows: only what changes, in one
 * call. Undefined for any other document, for changes the API has no field for, and where nothing changes.
 * Source: AWS API reference, UpdateApplication.
 */
export function updateApplicationInput(document: ConfigDocument, changes: readonly Change[]): string | undefined {
	if (!(document.tree instanceof MsfTree) || document.tree.shape !== 'describe' || document.problems.length > 0) return undefined;
	const identity = identityOf(document.tree);
	const leaves = leavesOf(document, changes);
	if (identity === undefined || leaves === undefined || leaves.size === 0) return undefined;
	complete(document, leaves);
	const input: { [name: string]: Json } = { ...identity };
	for (const field of fields) {
		const value = leaves.get(field);
		if (value !== undefined) place(input, field, value);
	}
	if (requiredMissing(leaves)) return undefined;
	return `${JSON.stringify(input, undefined, 2)}\n`;
}

/** The application's name and the version that the update builds on: AWS takes either of two ways to state it. */
function identityOf({ request }: MsfTree): { [name: string]: Json } | undefined {
	if (request === undefined) return undefined;
	const name: unknown = property(request, 'ApplicationName')?.value?.value;
	const version: unknown = property(request, 'ApplicationVersionId')?.value?.value;
	const token: unknown = property(request, 'ConditionalToken')?.value?.value;
	if (typeof name !== 'string') return undefined;
	if (typeof version === 'number') return { ApplicationName: name, CurrentApplicationVersionId: version };
	return typeof token === 'string' ? { ApplicationName: name, ConditionalToken: token } : undefined;
}

/** The fields that change, with their new values; undefined where a change has no field. */
function leavesOf(document: ConfigDocument, changes: readonly Change[]): Map<Field, Json> | undefined {
	const leaves = new Map<Field, Json>();
	for (const change of changes) {
		const field = change.kind === 'setOption' ? fieldOf(change.key) : undefined;
		if (change.kind !== 'setOption' || field === undefined || !updatable(field)) return undefined;
		const value = fieldValue(field, change.value);
		if (value === undefined) return undefined;
		if (value !== current(document, field)) leaves.set(field, value);
	}
	return leaves;
}

/** A log stream is changed by an id of its own, which no setting holds. */
function updatable(field: Field): boolean {
	return field.container !== 'logging' && field.shapes?.includes('update') !== false;
}

function current(document: ConfigDocument, field: Field): Json | undefined {
	const setting = document.settings.findLast((candidate) => candidate.key === field.key && candidate.inert === undefined);
	return setting?.value.kind === 'known' ? fieldValue(field, setting.value.value) : undefined;
}

/** Adds what an update must say beside a change so that the change applies and nothing else is lost. */
function complete(document: ConfigDocument, leaves: Map<Field, Json>): void {
	for (const { container } of [...leaves.keys()]) {
		const type = fieldOf(configurationTypeKeys[container] ?? '');
		if (type !== undefined && !leaves.has(type) && current(document, type) !== 'CUSTOM') leaves.set(type, 'CUSTOM');
		for (const required of fields.filter((field) => field.container === container && field.required?.includes('update') === true)) {
			const value = current(document, required);
			if (!leaves.has(required) && value !== undefined) leaves.set(required, value);
		}
	}
	// An update that leaves it out resets it to false.
	const restore = fieldOf(ALLOW_NON_RESTORED);
	if (restore !== undefined && !leaves.has(restore) && current(document, restore) === true) leaves.set(restore, true);
}

function requiredMissing(leaves: ReadonlyMap<Field, Json>): boolean {
	const sent = new Set([...leaves.keys()].map(({ container }) => container));
	return fields.some((field) => field.required?.includes('update') === true && sent.has(field.container) && !leaves.has(field));
}

function place(input: { [name: string]: Json }, field: Field, value: Json): void {
	let at = input;
	for (const { names } of containerPath(field.container, 'update')) {
		const inner = at[names.update];
		const next = typeof inner === 'object' ? inner : {};
		at[names.update] = next;
		at = next;
	}
	at[field.names.update] = value;
}
