import { type Command, Option } from 'commander';
import { RULE_CATEGORIES, type RuleCategory, SEVERITIES, type Severity } from '../model/finding.ts';
import type { ColorMode } from './io.ts';
import type { TargetOptions } from './options.ts';

export interface ShowOptions extends TargetOptions {
	readonly format: 'text' | 'json';
	/** Flink's defaults too. */
	readonly all?: boolean;
	/** Only this option, with every statement of it. */
	readonly option?: string;
	/** What this file is and contributes, in place of applications. */
	readonly file?: string;
}

export interface ExplainOptions {
	readonly color: ColorMode;
}

export interface RulesOptions {
	readonly color: ColorMode;
	readonly format: 'text' | 'json';
	readonly category?: RuleCategory;
	readonly severity?: Severity;
	readonly fixable?: boolean;
}

export interface InitOptions {
	readonly color: ColorMode;
	readonly force?: boolean;
	readonly preCommit?: boolean;
	readonly github?: boolean;
}

/** What the commands do that look at a project, or at flint itself, without judging. */
export interface InspectActions {
	readonly show: (paths: readonly string[], options: ShowOptions) => Promise<void>;
	readonly explain: (name: string, options: ExplainOptions) => Promise<void>;
	readonly rules: (options: RulesOptions) => Promise<void>;
	readonly init: (options: InitOptions) => Promise<void>;
}

/** Adds `show`, `explain`, `rules` and `init`; `withTarget` adds the options that choose a project. */
export function addInspectCommands(program: Command, actions: InspectActions, withTarget: (command: Command) => Command): void {
	withTarget(program.command('show').description('print the applications found and the configuration that will be in force'))
		.addOption(format())
		.option('--all', "print Flink's defaults too")
		.option('--option <key>', 'print one option with every statement of it')
		.option('--file <file>', 'say what a file was recognised as and what it contributes')
		.action((paths: string[], options: ShowOptions) => actions.show(paths, options));
	program
		.command('explain')
		.description("print a rule's page, or an option's type, defaults and names over Flink's versions")
		.argument('<rule or option>', 'a rule, an option key, old or new, or a platform field')
		.addOption(color())
		.helpOption('-h, --help', 'print this help')
		.action((name: string, options: ExplainOptions) => actions.explain(name, options));
	program
		.command('rules')
		.description('print the table of rules')
		.addOption(format())
		.addOption(new Option('--category <category>', 'only rules of this category').choices(RULE_CATEGORIES))
		.addOption(new Option('--severity <severity>', 'only rules of this severity').choices(SEVERITIES))
		.option('--fixable', 'only rules that offer fixes')
		.addOption(color())
		.helpOption('-h, --help', 'print this help')
		.action((options: RulesOptions) => actions.rules(options));
	program
		.command('init')
		.description('look at the repository and write a commented flint.config.yaml')
		.option('--pre-commit', 'add flint to .pre-commit-config.yaml')
		.option('--github', 'write .github/workflows/flint.yml')
		.option('--force', 'overwrite files that exist')
		.addOption(color())
		.helpOption('-h, --help', 'print this help')
		.action((options: InitOptions) => actions.init(options));
}

function format(): Option {
	return new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text');
}

function color(): Option {
	return new Option('--color <when>', 'colour the output').choices(['auto', 'always', 'never']).default('auto');
}
