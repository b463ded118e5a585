import { nearest } from '../catalog/suggest.ts';
import { REPORT_FORMATS, type ReportFormat } from '../reporters/formats.ts';
import { UsageError } from './errors.ts';

/** One report to write: a format, and the file it goes to; without one, standard output. */
export interface Target {
	readonly format: ReportFormat;
	/** As written on the command line, relative to the working directory. */
	readonly file?: string;
}

/** Collects one `--format` after the other: `text`, `sarif=out.sarif`. Throws UsageError. */
export function addTarget(written: string, before: readonly Target[] | undefined): readonly Target[] {
	const equals = written.indexOf('=');
	const format = formatNamed(equals < 0 ? written : written.slice(0, equals));
	const file = equals < 0 ? '-' : written.slice(equals + 1);
	if (file === '')
		throw new UsageError(`\`--format ${written}\` names no file`, `write \`${format}=FILE\`, or \`${format}\` for standard output`);
	const targets = [...(before ?? []), file === '-' ? { format } : { format, file }];
	const printed = targets.filter((target) => target.file === undefined).map((target) => target.format);
	if (printed.length > 1)
		throw new UsageError(
			`standard output takes one format, not ${printed.map((name) => `\`${name}\``).join(' and ')}`,
			`write all but one to files: \`--format ${printed[1]}=FILE\``,
		);
	const files = targets.flatMap((target) => target.file ?? []);
	const twice = files.find((name, index) => files.indexOf(name) !== index);
	if (twice !== undefined) throw new UsageError(`two formats cannot share the file \`${twice}\``);
	return targets;
}

function formatNamed(name: string): ReportFormat {
	const format = REPORT_FORMATS.find((known) => known === name);
	if (format !== undefined) return format;
	const [best] = nearest(name, REPORT_FORMATS, 2);
	throw new UsageError(
		`there is no format \`${name}\``,
		best === undefined ? `use one of ${REPORT_FORMATS.join(', ')}` : `did you mean \`${best.key}\`?`,
	);
}
