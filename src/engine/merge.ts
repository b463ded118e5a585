import type { Application } from '../model/application.ts';
import type { Change } from '../model/change.ts';
import type { ConfigDocument } from '../model/document.ts';
import { type PlannedFix, SEVERITIES } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import type { Unmarked } from './fingerprint.ts';
import { planInOverlays } from './overlays.ts';
import { documentOf } from './placement.ts';
import { type Editors, planFix } from './plan.ts';
import type { Settled } from './settle.ts';

/** Applications by the documents they hold: a file's path, for a part of a file with the place where the part begins. */
type Holders = ReadonlyMap<string, readonly Application[]>;

/** Which applications hold each document. */
export function holders(applications: readonly Application[]): Holders {
	const held = new Map<string, Application[]>();
	for (const application of applications) {
		for (const document of application.documents) addTo(held, nameOf(document), application);
	}
	return held;
}

function nameOf({ path, extent }: ConfigDocument): string {
	return extent === undefined ? path : `${path}:${extent.start}`;
}

/** One finding per rule, range and option: it names every application it holds for, and its fix must suit them all. */
export function merge(settled: readonly Settled[], editors: Editors, held: Holders): readonly Unmarked[] {
	const groups = new Map<string, Settled[]>();
	for (const one of settled) {
		const { range, file } = one.at;
		const id = JSON.stringify([one.rule, file, range.start, range.end, one.option, one.symbol]);
		addTo(groups, id, one);
	}
	return [...groups.values()].map((group) => mergeGroup(group, editors, held));
}

function mergeGroup(group: readonly Settled[], editors: Editors, held: Holders): Unmarked {
	const worst = group.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))[0];
	if (worst === undefined) throw new Error('a group of findings is empty');
	const fix = mergeFixes(group, editors, held);
	return {
		rule: worst.rule,
		severity: worst.severity,
		message: worst.message,
		applications: group.map(({ application }) => application.id),
		at: worst.at,
		related: worst.related,
		...(worst.label === undefined ? {} : { label: worst.label }),
		...(worst.option === undefined ? {} : { option: worst.option }),
		...(worst.symbol === undefined ? {} : { symbol: worst.symbol }),
		...(fix === undefined ? {} : { fix }),
	};
}

/** Every application must want the same edits; the fix is as safe as for the one it is least safe for. */
function mergeFixes(group: readonly Settled[], editors: Editors, held: Holders): PlannedFix | undefined {
	let merged: PlannedFix | undefined;
	let edits: string | undefined;
	for (const { fix, application } of group) {
		const planned = fix && planFix(application, fix, editors);
		if (planned === undefined) return undefined;
		const text = JSON.stringify(planned.edits);
		if (edits !== undefined && edits !== text) return undefined;
		edits = text;
		if (merged === undefined || planned.applicability === 'unsafe') merged = planned;
	}
	return merged && suitingAll(merged, group, editors, held);
}

/**
 * A change to a shared file must change nothing for the applications that did not ask for it: else it goes into the overlays of those that did, if they
 * have some, or is a human's to decide. What one of them states in a base is taken away from under no other.
 */
function suitingAll(fix: PlannedFix, group: readonly Settled[], editors: Editors, held: Holders): PlannedFix | undefined {
	const asked = new Set(group.map(({ application }) => application));
	const other = changed(fix, asked, held);
	if (other === undefined) return fix;
	const isOwn = (document: ConfigDocument): boolean => (held.get(nameOf(document)) ?? []).every((application) => asked.has(application));
	const above = planInOverlays(
		group.flatMap(({ application, fix: own }) => (own === undefined ? [] : [{ application, fix: own }])),
		editors,
		isOwn,
	);
	if (above !== undefined) return above;
	if (isBuilt(other) && fix.changes.some(({ kind }) => kind === 'removeSetting')) return undefined;
	if (fix.applicability === 'unsafe') return fix;
	return { ...fix, applicability: 'unsafe', decide: `\`${other.id}\` shares this file and would change too` };
}

function isBuilt({ documents }: Application): boolean {
	return documents.some(({ claims }) => claims.build !== undefined);
}

/** An application that did not ask for the fix and would be changed by it. */
function changed(fix: PlannedFix, asked: ReadonlySet<Application>, held: Holders): Application | undefined {
	for (const { file, range } of fix.edits) {
		const touched = [...asked].flatMap((application) => documentOf(application, { file, range }) ?? []).map(nameOf);
		const others = [...new Set(touched)].flatMap((name) => held.get(name) ?? []);
		const found = others.find((other) => !asked.has(other) && !fix.changes.every((change) => changesNothing(other, change, file)));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The application's own statement in another file wins over the shared one. */
function changesNothing({ config }: Application, change: Change, file: string): boolean {
	if (change.kind !== 'setOption') return false;
	const setting = config.setting(change.key);
	return setting !== undefined && setting.file !== file && setting.condition === 'always';
}
