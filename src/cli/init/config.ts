import { RECOMMENDED } from '../../config/recommended.ts';
import type { Application } from '../../model/application.ts';
import { formatDuration } from '../../model/value.ts';
import { FLINK_VERSIONS } from '../../model/version.ts';
import { printable } from '../../reporters/layout/width.ts';
import { rawFile } from '../../repository.ts';
import { VERSION } from '../options.ts';

/** More applications than this are counted, not named. */
const MOST = 20;

/**
 * The text of a new flint.config.yaml: everything in it is a comment, `# ` before prose and a bare `#` before settings, so that it
 * changes nothing until somebody removes a mark.
 * @param titles what was found, one application a line
 */
export function initialConfig(applications: readonly Application[], titles: readonly string[]): string {
	return `${[
		`# yaml-language-server: $schema=${rawFile(VERSION, 'schemas/flint-config.json')}`,
		'',
		"# flint's configuration. This file marks the root of the project. Every setting is optional:",
		'# those below are examples; remove the # in front of one to use it.',
		'#',
		...foundLines(titles),
		'',
		'# The Flink version of applications whose files state none. Without it, flint only says what holds for every version.',
		...versionLines(applications),
		`#flinkVersion: '${versionOf(applications)}'`,
		'',
		'# The platform of applications that state none: msf, kubernetes-operator or standalone.',
		'#platform: standalone',
		'',
		'# Applications are told by what the files show; state one where that is wrong, or to call it a development one,',
		'# which gets no production rules.',
		'#applications:',
		`#  - name: ${quoted(applications[0]?.id ?? 'orders')}`,
		`#    files: [${quoted(folderOf(applications[0]) ?? 'orders/')}]`,
		'#    environment: development',
		'',
		'# Levels: off, info, warning or error. `flint rules` lists the rules, `flint explain RULE` says more.',
		'#rules:',
		'#  min-pause-not-set: error',
		'#  checkpoint-interval-too-short: off',
		'',
		"# The team's own values in place of those that flint recommends.",
		'#recommended:',
		`#  interval: ${formatDuration(RECOMMENDED.interval)}`,
		`#  timeout: ${formatDuration(RECOMMENDED.timeout)}`,
		`#  tolerableFailures: ${RECOMMENDED.tolerableFailures}`,
		`#  maxParallelism: ${RECOMMENDED.maxParallelism}`,
		`#  stateTtl: ${formatDuration(RECOMMENDED.stateTtl)}`,
		'',
		'# Files to leave alone, in the patterns of .gitignore, which flint respects anyway.',
		'#ignore: [archive/]',
		'',
		'# Findings to silence in files that cannot hold a comment; elsewhere, write `# flint-ignore-next-line RULE -- reason`.',
		'#suppressions:',
		'#  - rule: msf-snapshots-disabled',
		'#    file: dev/app.json',
		'#    reason: a scratch application',
	].join('\n')}\n`;
}

function foundLines(titles: readonly string[]): readonly string[] {
	if (titles.length === 0) return ['# `flint init` found no file that configures Flink.'];
	const rest = titles.length > MOST ? [`#   and ${titles.length - MOST} more`] : [];
	return ['# `flint init` found:', ...titles.slice(0, MOST).map((title) => `#   ${title}`), ...rest];
}

function versionLines(applications: readonly Application[]): readonly string[] {
	const unknown = applications.filter(({ version }) => version === undefined).map(({ id }) => id);
	if (unknown.length === 0) return [];
	const more = unknown.length > MOST ? ` and ${unknown.length - MOST} more` : '';
	return [`# No file states the version of ${unknown.slice(0, MOST).join(', ')}${more}.`];
}

/** The version that another application states is the likeliest guess, else the newest. */
function versionOf(applications: readonly Application[]): string {
	return applications.find(({ version }) => version !== undefined)?.version?.version ?? FLINK_VERSIONS.at(-1) ?? '';
}

/** The topmost folder of an application's main file. */
function folderOf(application: Application | undefined): string | undefined {
	const path = application?.documents[0]?.path;
	if (path === undefined) return undefined;
	return path.includes('/') ? path.slice(0, path.indexOf('/') + 1) : path;
}

function quoted(name: string): string {
	const text = printable(name);
	return /^[\w./][\w./ -]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
