import { updateApplicationInput } from '../fixers/msf/update-application.ts';
import type { Change } from '../model/change.ts';
import { check } from './check.ts';
import type { FixRequest, FixResult, LintResult } from './result.ts';

/** Describe answers are never edited: what their findings would change becomes the input of AWS UpdateApplication. */
export function updatesFor(before: LintResult, request: FixRequest): FixResult['updates'] {
	const updates: { path: string; text: string }[] = [];
	for (const application of before.applications) {
		const document = application.documents.find(({ claims }) => claims.readOnly === true);
		if (document === undefined || request.selected?.has(document.path) === false) continue;
		const changes: Change[] = [];
		for (const { fix, rule, at } of check([application], request.config).settled) {
			const kept = before.findings.some((finding) => finding.rule === rule && finding.at.range.start === at.range.start);
			if (fix !== undefined && kept && (fix.applicability === 'safe' || request.unsafe)) changes.push(...fix.changes);
		}
		const text = updateApplicationInput(document, changes);
		if (text !== undefined) updates.push({ path: document.path, text });
	}
	return updates;
}
