import type { Finding, TextEdit } from '../model/finding.ts';
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

/** The fixes that can be applied together: identical edits count once, of two that collide the later one waits. */
export function compatible(findings: readonly Finding[]): { readonly chosen: readonly Finding[]; readonly edits: readonly TextEdit[] } {
	const chosen: Finding[] = [];
	const edits: TextEdit[] = [];
	const byFile = new Map<string, TextEdit[]>();
	for (const finding of findings) {
		const fresh = (finding.fix?.edits ?? []).filter((edit) => !byFile.get(edit.file)?.some((other) => identical(edit, other)));
		if (fresh.some((edit) => byFile.get(edit.file)?.some((other) => overlaps(edit.range, other.range)))) continue;
		chosen.push(finding);
		for (const edit of fresh) {
			edits.push(edit);
			byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
		}
	}
	return { chosen, edits };
}

function identical(a: TextEdit, b: TextEdit): boolean {
	return a.text === b.text && a.range.start === b.range.start && a.range.end === b.range.end;
}
