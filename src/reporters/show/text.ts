import type { Platform } from '../../model/platform.ts';
import { type Row, rowLines } from '../layout/columns.ts';
import { printable } from '../layout/width.ts';
import { wrap } from '../layout/wrap.ts';
import { plural } from '../summary.ts';
import type { TextStyle } from '../text.ts';
import { fileText } from './file-text.ts';
import type { Shown, ShownApplication, ShownOption } from './shown.ts';
import { applicationTitle, outcomeText, PLATFORM_NAMES, placeAndName, placeText, valueText, whyLines } from './words.ts';

const UNSEEN: Readonly<Record<ShownApplication['unseen'][number], string>> = {
	configuration: 'the configuration',
	program: "the job's code",
};

/** More files than this are counted, not named. */
const MOST_FILES = 6;

/** What `flint show` found, for people. `chains` prints every statement of an option. */
export function* showText({ applications, file }: Shown, style: TextStyle, chains: boolean): Iterable<string> {
	if (file !== undefined) {
		yield `${fileText(file, style).join('\n')}\n`;
		return;
	}
	if (applications.length === 0) yield 'found no file that configures Flink\n';
	for (const [index, application] of applications.entries()) {
		const lines = [...header(application, style), ...body(application, style, chains)];
		yield `${index === 0 ? '' : '\n'}${lines.join('\n')}\n`;
	}
}

function header(application: ShownApplication, { width, paint }: TextStyle): readonly string[] {
	const { files, unseen } = application;
	const named = files.length > MOST_FILES ? [...files.slice(0, MOST_FILES), `and ${files.length - MOST_FILES} more`] : files;
	const facts = [`${plural(files.length, 'file')}: ${named.map(printable).join(', ')}`];
	if (unseen.length > 0) facts.push(`not seen, or not in full: ${unseen.map((what) => UNSEEN[what]).join(', ')}`);
	return [
		applicationTitle(application, paint),
		...facts.flatMap((fact) => wrap(fact, width - 4)).map((line, index) => paint(`${index === 0 ? '  ' : '    '}${line}`, 'dim')),
	];
}

function body({ options, platform }: ShownApplication, style: TextStyle, chains: boolean): readonly string[] {
	if (options.length === 0) return ['  nothing that flint sees sets an option'];
	if (chains)
		return options.flatMap((option) => [
			...rowLines([{ ...optionRow(option, platform), details: whyLines(option.value) }], style),
			...chainLines(option, platform, style),
		]);
	return rowLines(
		options.map((option) => optionRow(option, platform)),
		style,
	);
}

function optionRow(option: ShownOption, platform: Platform): Row {
	const { key, value, origin, recognised } = option;
	return {
		key,
		value: valueText(value),
		accent: value.state === 'invalid' ? 'red' : value.state === 'unknown' ? 'yellow' : undefined,
		origin: originText(option, platform),
		brief: origin.kind !== 'setting',
		details: [...whyLines(value), ...(recognised ? [] : ['flint knows no such option']), ...lostStatements(option)],
	};
}

function originText({ key, value, origin, statements }: ShownOption, platform: Platform): string {
	if (origin.kind === 'none') return '';
	if (origin.kind === 'default') return 'default';
	const shadowed = statements.filter(({ outcome }) => outcome.kind === 'overridden').map(placeText);
	const shadows = shadowed.length === 0 ? '' : `, shadows ${shadowed.join(', ')}`;
	if (origin.kind === 'platform') {
		const by = platform === 'msf' ? 'service' : 'operator';
		if (origin.fixed) return `fixed by the ${by}${shadows}`;
		// What is unknown says why.
		return value.state === 'unknown' ? '' : `${by} default${shadows}`;
	}
	return placeAndName(origin.statement, key) + shadows;
}

/** Statements that look as if they decided and do not. */
function lostStatements({ key, statements }: ShownOption): readonly string[] {
	return statements
		.filter(({ outcome }) => outcome.kind === 'ineffective')
		.map((statement) => `no effect: ${placeAndName(statement, key)} (${statement.outcome.why ?? ''})`);
}

/** Everything that has a say about an option, lowest precedence first. */
function chainLines(
	{ key, value, origin, flinkDefault, statements }: ShownOption,
	platform: Platform,
	style: TextStyle,
): readonly string[] {
	const rows: Row[] = [
		{
			key: "Flink's default",
			value: flinkDefault ?? 'none',
			origin: origin.kind === 'default' ? 'in force' : '',
			brief: true,
			details: [],
		},
		...statements.map((statement) => ({
			key: placeAndName(statement, key),
			value: valueText(statement.value),
			origin: outcomeText(statement.outcome),
			brief: true,
			details: whyLines(statement.value),
		})),
	];
	if (origin.kind === 'platform')
		rows.push({ key: PLATFORM_NAMES[platform], value: valueText(value), origin: 'in force', brief: true, details: [] });
	return [`  ${style.paint('lowest precedence first:', 'dim')}`, ...rowLines(rows, style)];
}
