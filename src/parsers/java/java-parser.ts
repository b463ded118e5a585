import type { ConfigDocument, Parse, ParseProblem } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { Analysis } from './analysis.ts';
import { readFacts } from './facts.ts';
import type { JavaGrammar } from './grammar.ts';
import { readLexically } from './lexical.ts';
import { secretsOf } from './secrets.ts';
import { readSettings } from './settings.ts';
import { JavaFile, type JavaSource } from './source.ts';
import { statementFinder } from './statements.ts';

/** A parser of Java sources on a loaded grammar. */
export function parseJava(grammar: JavaGrammar): Parse {
	return (path, text) => {
		const file = new JavaFile(grammar, path, text);
		return file.read((source) => document(file, source));
	};
}

function document(file: JavaFile, source: JavaSource): ConfigDocument {
	const { path, text } = source;
	const lexical = readLexically(text);
	const analysis = new Analysis(source);
	const settings = readSettings(analysis);
	const jobs = readFacts(analysis, lexical.capitalised);
	return {
		path,
		text,
		format: 'java',
		settings,
		notes: [],
		problems: problems(source),
		comments: lexical.comments,
		claims: jobs.msfRuntime ? { platform: 'msf' } : {},
		anchor: anchor(jobs.environments, settings, source),
		secrets: secretsOf(settings, analysis),
		jobs,
		statementAt: statementFinder(file),
		tree: file,
	};
}

/** Where a finding about something missing goes: where the environment is obtained, else the first setting, else the first type. */
function anchor(
	environments: readonly { readonly range: Range; readonly kind: string }[],
	settings: readonly Setting[],
	source: JavaSource,
): Range {
	const acquired = environments.find((environment) => environment.kind === 'cluster') ?? environments[0];
	const range = acquired?.range ?? settings[0]?.range;
	if (range !== undefined) return range;
	const type = source.root.children.find((node) => node.type.endsWith('_declaration') && node.field('name') !== undefined);
	const name = type?.field('name');
	return name === undefined ? { start: 0, end: 0 } : { start: name.start, end: name.end };
}

/** One problem at the first text that is no Java: what follows it often only suffers from it. */
function problems(source: JavaSource): readonly ParseProblem[] {
	if (!source.root.holdsBroken) return [];
	for (const node of source.root.walk((inner) => inner.holdsBroken && !inner.broken)) {
		if (!node.broken) continue;
		const message = node.end > node.start ? 'this is no Java that flint can read' : `\`${node.type}\` is missing here`;
		return [{ range: { start: node.start, end: node.end }, message }];
	}
	return [{ range: { start: 0, end: 0 }, message: 'this file is no Java that flint can read' }];
}
