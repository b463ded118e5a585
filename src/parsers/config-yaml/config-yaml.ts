import { isMap, type YAMLMap } from 'yaml';
import type { ConfigDocument, ParseProblem } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { TOO_DEEP } from '../flink-yaml/scanner.ts';
import { isSecret, keyEvidence } from '../keys/flink-keys.ts';
import { NOT_TEXT } from '../text/not-text.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { readYaml, type YamlSource } from '../yaml/source.ts';
import { Templated, templateFlow } from '../yaml/template-flow.ts';
import { configYamlNotes } from './notes.ts';
import { ConfigYamlReader, type YamlEntry } from './reader.ts';

/** A config.yaml as its editor needs it. */
export interface ConfigYamlTree {
	readonly source: YamlSource;
	readonly root: YAMLMap | undefined;
	/** Everything that stands in the text itself, in document order; nothing that is only there through an alias. */
	readonly entries: readonly YamlEntry[];
	/** Whoever reads the map takes strings only, so a number or boolean is written in quotes. */
	readonly strings?: true;
	/** Settings of map options whose value is a section: Flink holds each of its keys, not the option's own. */
	readonly sections: ReadonlySet<Setting>;
}

/** Whether a document's tree is that of a config.yaml. */
export function isConfigYamlTree(tree: unknown): tree is ConfigYamlTree {
	return tree instanceof Object && 'source' in tree && 'entries' in tree;
}

/**
 * Reads a config.yaml as Flink's loader does (1.19 and later): YAML 1.2 with snakeyaml-engine, sections flattened with dots,
 * the last statement of a key wins, and many a slip makes Flink refuse the whole file.
 */
export function parseConfigYaml(path: string, text: string): ConfigDocument {
	const source = readYaml(text);
	const reader = new ConfigYamlReader(path, text, source);
	const { contents } = source;
	const root = isMap(contents) ? contents : undefined;
	reader.readRoot(contents);
	const problems = worthTelling([...source.problems, ...reader.problems]);
	const templated = templatesAround(text, reader);
	const settled = new Map(reader.settings.map((setting) => [setting, templated.settled(setting)]));
	const settings = [...settled.values()];
	const now = (setting: Setting): Setting => settled.get(setting) ?? setting;
	const tree: ConfigYamlTree = {
		source,
		root,
		entries: reader.entries.map((entry) => (entry.setting === undefined ? entry : { ...entry, setting: now(entry.setting) })),
		sections: new Set([...reader.sections].map(now)),
	};
	const surprises = new Map([...reader.surprises].map(([setting, surprise]) => [now(setting), surprise]));
	return {
		path,
		text,
		format: 'config-yaml',
		settings,
		notes: configYamlNotes(path, settings, problems, surprises),
		problems,
		comments: source.comments,
		// What lines of template bring in is not seen.
		claims: source.structural || templated.writesKeys ? { partial: true } : {},
		...(templated.writesKeys ? { writesUnseenKeys: true } : {}),
		anchor: anchorOf(text, settings),
		secrets: settings.filter((setting) => isSecret(setting.key)).map((setting) => setting.valueRange ?? setting.range),
		statementAt: statementFinder(
			text,
			settings.filter(({ valueRange }) => valueRange !== undefined).map(({ range }) => range),
		),
		tree,
	};
}

/** What the templates of a text write beside its statements, and when these hold. */
function templatesAround(text: string, { settings, written }: ConfigYamlReader): Templated {
	const flow = templateFlow(text);
	const starts = settings.map(({ range }) => range.start);
	const ends = settings.map(({ range }) => range.end);
	const within = { start: starts.reduce((a, b) => Math.min(a, b), text.length), end: ends.reduce((a, b) => Math.max(a, b), 0) };
	return new Templated(flow, flow.lines, written, within);
}

/** Flink stops at the first problem anyway. */
const MOST_PROBLEMS = 20;

/** Problems in order; one that makes all others meaningless stands alone. */
function worthTelling(problems: readonly ParseProblem[]): readonly ParseProblem[] {
	const decisive = problems.find(({ message }) => message === TOO_DEEP || message === NOT_TEXT);
	if (decisive !== undefined) return [decisive];
	return [...problems].sort((a, b) => a.range.start - b.range.start).slice(0, MOST_PROBLEMS);
}

function anchorOf(text: string, settings: readonly Setting[]): Range {
	const known = settings.find((setting) => keyEvidence(setting.key) !== 'none') ?? settings[0];
	if (known !== undefined) return { start: known.range.start, end: lineEnd(text, known.range.start) };
	const start = Math.max(0, text.search(/[^\s\ufeff]/));
	return { start, end: lineEnd(text, start) };
}

function lineEnd(text: string, from: number): number {
	const rest = /[\r\n]/g;
	rest.lastIndex = from;
	return rest.exec(text)?.index ?? text.length;
}
