import type { Severity } from '../model/finding.ts';
import type { Report } from '../reporters/report.ts';

/** What flint's exit codes mean; they are the same for every output format. */
export const EXIT = { clean: 0, findings: 1, failure: 2, interrupted: 130 } as const;

/** The severity at which `lint` fails. */
export type FailOn = Severity | 'never';

/** The exit code of a lint run: flint's own failures come first, then findings at or above `failOn`. */
export function lintExit({ errors, counts }: Report, failOn: FailOn): number {
	if (errors.length > 0) return EXIT.failure;
	const failing: Readonly<Record<FailOn, number>> = {
		never: 0,
		error: counts.error,
		warning: counts.error + counts.warning,
		info: counts.error + counts.warning + counts.info,
	};
	return failing[failOn] > 0 ? EXIT.findings : EXIT.clean;
}
