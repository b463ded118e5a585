import type { Format } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import { type Row, rowLines } from '../layout/columns.ts';
import { printable } from '../layout/width.ts';
import { wrap } from '../layout/wrap.ts';
import { plural } from '../summary.ts';
import type { TextStyle } from '../text.ts';
import type { FileStatement, ShownFile } from './shown.ts';
import { outcomeText, valueText, whyLines } from './words.ts';

const FORMAT_NAMES: Readonly<Record<Format, string>> = {
	'flink-conf': 'Flink configuration, one `key: value` a line (flink-conf.yaml)',
	'config-yaml': 'Flink configuration in YAML (config.yaml)',
	'msf-json': 'a Managed Flink application in JSON',
	'env-file': 'an environment file with FLINK_PROPERTIES',
	dockerfile: 'a Dockerfile with FLINK_PROPERTIES',
	'job-config': 'parameters that the job loads',
	'command-line': 'commands that start Flink or submit a job',
	emr: 'EMR configurations with the classification flink-conf',
	compose: 'a Compose file with a Flink cluster',
	kubernetes: 'a Kubernetes manifest that configures Flink',
	'prometheus-rules': 'Prometheus alerts on Flink',
	sql: 'a script in Flink SQL',
	java: 'Java source that uses Flink',
	'maven-pom': 'a Maven build that uses Flink',
	gradle: 'a Gradle build that uses Flink',
};

/** What one file is and contributes, for people. */
export function fileText(file: ShownFile, style: TextStyle): readonly string[] {
	const { width, paint } = style;
	const name = paint(printable(file.path), 'bold');
	if (file.format === undefined) return [`${name} · not read`, ...indented(file.why ?? 'nothing in it speaks of Flink', width)];
	const owners = file.applications.length === 0 ? 'belongs to no application' : `belongs to ${file.applications.join(', ')}`;
	const notes = [
		...file.problems.map(({ line, column, message }) => `${line}:${column} does not parse: ${message}`),
		...file.notes.map(({ kind, line, column, what }) => `${line}:${column} ${kind}: ${what}`),
	];
	return [
		...title(printable(file.path), ` · ${FORMAT_NAMES[file.format]}`, style),
		...indented(owners, width),
		...(file.settings.length === 0 ? ['', '  it sets no option'] : ['', `${plural(file.settings.length, 'setting')}`]),
		...rowLines(
			file.settings.map((statement) => settingRow(statement)),
			style,
		),
		...(notes.length === 0 ? [] : ['', plural(notes.length, 'note'), ...notes.flatMap((note) => indented(note, width))]),
	];
}

/** The name in bold, and what it is. */
function title(name: string, what: string, { width, paint }: TextStyle): readonly string[] {
	const [first = '', ...others] = wrap(name + what, width - 4);
	return first.startsWith(name)
		? [`${paint(name, 'bold')}${first.slice(name.length)}`, ...others.map((row) => `    ${row}`)]
		: [paint(name, 'bold'), ...wrap(what.trim(), width - 4).map((row) => `    ${row}`)];
}

function indented(text: string, width: number): readonly string[] {
	return wrap(printable(text), width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`);
}

function settingRow(statement: FileStatement): Row {
	const { key, name, line, value } = statement;
	const written = name === key ? '' : ` ${name}`;
	const outcomes = new Map<string, string[]>();
	for (const { application, outcome } of statement.outcomes) {
		const text = outcomeText(outcome);
		addTo(outcomes, text, application);
	}
	const [only, ...others] = outcomes.keys();
	const split = others.length > 0;
	const fate = split || only === undefined ? '' : `, ${only}`;
	return {
		key,
		value: valueText(value),
		accent: value.state === 'invalid' ? 'red' : value.state === 'unknown' ? 'yellow' : undefined,
		origin: `line ${line}${written}${fate}`,
		brief: true,
		details: [...whyLines(value), ...(split ? [...outcomes].map(([text, ids]) => `${text} in ${ids.join(', ')}`) : [])],
	};
}
