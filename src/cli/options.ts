import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { SEVERITIES } from '../model/finding.ts';
import { PLATFORMS, type Platform } from '../model/platform.ts';
import { REPORT_FORMATS } from '../reporters/formats.ts';
import type { FailOn } from './exit.ts';
import { addInspectCommands, type InspectActions } from './inspect-options.ts';
import type { ColorMode } from './io.ts';
import { addTarget, type Target } from './targets.ts';

/** flint's own version. */
export const VERSION: string = packageJson.version;

/** Options of every command that reads a project: which one, and what is said about all of its applications. */
export interface TargetOptions {
	readonly color: ColorMode;
	readonly flinkVersion?: string;
	readonly platform?: Platform;
	readonly config?: string;
	readonly stdinFilename?: string;
}

/** Options of the commands that run rules. */
export interface RunOptions extends TargetOptions {
	/** The only rules to report. */
	readonly rule?: readonly string[];
	readonly quiet?: boolean;
	readonly verbose?: boolean;
	readonly stats?: boolean;
}

export interface LintOptions extends RunOptions {
	/** Where reports go; absent means text on standard output. */
	readonly format?: readonly Target[];
	readonly failOn: FailOn;
	readonly onlyFixable?: boolean;
	/** The reason that is written into new suppressions. */
	readonly addSuppressions?: string;
}

export interface FixOptions extends RunOptions {
	readonly format: 'text' | 'json' | 'pull-request';
	readonly write?: boolean;
	readonly unsafe?: boolean;
	readonly check?: boolean;
	readonly backup?: string;
	readonly output?: 'update-application';
}

/** What the commands do, given their arguments. */
interface Actions extends InspectActions {
	readonly lint: (paths: readonly string[], options: LintOptions) => Promise<void>;
	readonly fix: (paths: readonly string[], options: FixOptions) => Promise<void>;
}

const EXIT_CODES = `
Exit codes:
  0  nothing to report
  1  findings at or above --fail-on (lint), fixes due (fix --check)
  2  wrong usage or configuration, or a failure of flint itself`;

/** The command line as commander understands it. */
export function commandLine(actions: Actions): Command {
	const program = new Command('flint')
		.description('Finds what in a Flink configuration will hurt in production, and repairs it.')
		.version(VERSION, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand(false)
		.addHelpText('after', EXIT_CODES)
		.showSuggestionAfterError();
	withRunOptions(program.command('lint').description('report findings in files or folders (default: the working directory)'))
		.option(
			'--format <format[=file]>',
			`how findings are reported, several times for several files: ${REPORT_FORMATS.join(', ')} (default: text)`,
			addTarget,
		)
		.option('--only-fixable', 'report only findings that flint can fix')
		.addOption(
			new Option('--fail-on <severity>', 'exit 1 on findings of this severity or above')
				.choices([...SEVERITIES, 'never'])
				.default('warning'),
		)
		.option('--add-suppressions <reason>', 'silence what is found now with comments that give this reason')
		.action((paths: string[], options: LintOptions) => actions.lint(paths, options));
	withRunOptions(program.command('fix').description('print the safe fixes as a unified diff; nothing is written without --write'))
		.addOption(new Option('--format <format>', 'how results are printed').choices(['text', 'json', 'pull-request']).default('text'))
		.option('--write', 'write the fixed files')
		.option('--unsafe', 'include fixes that a human must decide on')
		.option('--check', 'exit 1 if a fix is due')
		.option('--backup <folder>', 'with --write: keep the originals there')
		.addOption(new Option('--output <form>', 'print the AWS input that updates a described application').choices(['update-application']))
		.action((paths: string[], options: FixOptions) => actions.fix(paths, options));
	addInspectCommands(program, actions, withTargetOptions);
	return program;
}

/** Adds the options of the commands that run rules. */
function withRunOptions(command: Command): Command {
	return withTargetOptions(command)
		.option('--rule <name[,name]>', 'only these rules (a file that does not parse is told anyway)', addRules)
		.option('-q, --quiet', 'only results and errors: no summary, no notes, no progress')
		.option('-v, --verbose', 'tell what was read, as what, and which files make which application')
		.option('--stats', 'count the findings of each rule and the time of each phase');
}

function addRules(written: string, before: readonly string[] | undefined): readonly string[] {
	return [...(before ?? []), ...written.split(',').map((name) => name.trim())];
}

function withTargetOptions(command: Command): Command {
	return command
		.argument('[paths...]', 'files, folders and quoted globs; `-` reads standard input')
		.addOption(new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto'))
		.option('--flink-version <version>', 'the Flink version of every application, such as 1.20')
		.addOption(new Option('--platform <platform>', 'the platform of every application').choices(PLATFORMS))
		.option('--config <file>', 'use this configuration file instead of flint.config.yaml')
		.option('--stdin-filename <file>', 'with `-`: the name that standard input goes by')
		.helpOption('-h, --help', 'print this help');
}
