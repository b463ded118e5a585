import { catalogue } from '../catalog/catalogue.ts';
import type { Finding, TextEdit } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import { overlaps } from '../model/range.ts';

/** Applies edits that do not overlap to one text; edits at one point keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start)) {
		parts.push(text.slice(at, edit.range.start), edit.text);
		at = edit.range.end;
	}
	return parts.join('') + text.slice(at);
}

/**
 * The fixes that can be applied together: identical edits count once; of two that collide, or that state the same option in one
 * file in different words, the later one waits. What makes or takes away files waits for every other fix of these files.
 */
export function compatible(findings: readonly Finding[]): { readonly chosen: readonly Finding[]; readonly edits: readonly TextEdit[] } {
	const chosen: Finding[] = [];
	const edits: TextEdit[] = [];
	const byFile = new Map<string, TextEdit[]>();
	const stated = new Set<string>();
	for (const finding of [...findings].sort((a, b) => Number(movesFiles(a)) - Number(movesFiles(b)))) {
		const fresh = (finding.fix?.edits ?? []).filter((edit) => !byFile.get(edit.file)?.some((other) => identical(edit, other)));
		if (fresh.some((edit) => byFile.get(edit.file)?.some((other) => collide(edit, other)))) continue;
		const states = fresh.flatMap(({ file }) => optionsStated(finding).map((option) => `${file} ${option}`));
		if (states.some((option) => stated.has(option))) continue;
		chosen.push(finding);
		for (const option of states) stated.add(option);
		for (const edit of fresh) {
			edits.push(edit);
			addTo(byFile, edit.file, edit);
		}
	}
	return { chosen, edits };
}

/** The options that a fix states, by their newest keys, and the uids it gives. */
function optionsStated({ fix }: Finding): readonly string[] {
	return (fix?.changes ?? []).flatMap((change) => {
		// Two operators of one uid make Flink refuse the job: the second finds it taken in the next pass.
		if (change.kind === 'addUid') return [`uid ${change.uid}`];
		if (change.kind === 'keepLines') return change.keys.flatMap((key) => newest(key));
		if (change.kind !== 'setOption' && change.kind !== 'renameKey' && change.kind !== 'restoreLine') return [];
		return newest(change.key);
	});
}

function newest(key: string): readonly string[] {
	const options = catalogue.find(key);
	return options.length === 0 ? [key] : options.map((option) => option.key);
}

function movesFiles({ fix }: Finding): boolean {
	return fix?.edits.some(({ operation }) => operation !== undefined) === true;
}

function collide(a: TextEdit, b: TextEdit): boolean {
	return a.operation !== undefined || b.operation !== undefined || overlaps(a.range, b.range);
}

function identical(a: TextEdit, b: TextEdit): boolean {
	return a.text === b.text && a.range.start === b.range.start && a.range.end === b.range.end;
}
