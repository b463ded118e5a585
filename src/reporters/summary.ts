import type { Report } from './report.ts';

/** The closing lines of a lint run: how much was found where, and how much of it flint can fix. */
export function summary(report: Report): readonly string[] {
	if (report.files === 0 && report.findings.length === 0) return ['found no file that configures Flink'];
	const { counts, fixable } = report;
	const found = [plural(counts.error, 'error'), plural(counts.warning, 'warning'), counts.info === 0 ? '' : `${counts.info} info`];
	const what = found.filter(Boolean).join(', ') || 'no findings';
	const where = ` in ${plural(report.files, 'file') || '0 files'}${ofApplications(report)}`;
	const hidden = report.suppressed === 0 ? '' : ` (${report.suppressed} suppressed)`;
	return [what + where + hidden, ...fixableLine(fixable)];
}

function ofApplications({ applications }: Report): string {
	return applications.length === 0 ? '' : ` of ${plural(applications.length, 'application')}`;
}

function fixableLine({ safe, unsafe }: Report['fixable']): readonly string[] {
	if (safe + unsafe === 0) return [];
	if (unsafe === 0) return [`${safe} can be fixed with \`flint fix --write\``];
	if (safe === 0) return [`${unsafe} can be fixed with \`flint fix --write --unsafe\``];
	return [`${safe} can be fixed with \`flint fix --write\`, ${unsafe} more with \`--unsafe\``];
}

/** `2 files`, `1 file`; nothing for none. */
export function plural(count: number, noun: string): string {
	if (count === 0) return '';
	return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
