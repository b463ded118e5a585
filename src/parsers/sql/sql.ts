import type { Comment, Parse } from '../../model/document.ts';
import type { JobFacts, SinkFact } from '../../model/job.ts';
import type { Range } from '../../model/range.ts';
import { isSensitiveKey, type Secret } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import { connectorOf, type SqlFacts, type SqlTable, tableOf } from '../../model/sql.ts';
import { isSecret } from '../keys/flink-keys.ts';
import { notText } from '../text/not-text.ts';
import { lineAround, statementFinder } from '../text/statement-finder.ts';
import { queryIn } from './queries.ts';
import { settingsIn } from './settings.ts';
import { kindOfCreated, runsJob, type Statement, statementsIn } from './statements.ts';
import { optionsOf, tableIn } from './tables.ts';
import { isWord, type Token, tokensIn } from './tokens.ts';

/** The tree of a script: its statements, for its editor. */
export interface SqlTree {
	readonly statements: readonly Statement[];
	readonly comments: readonly Comment[];
	/** The first statement that runs a job. */
	readonly firstJob: Statement | undefined;
}

/** Whether a document's tree is that of a script. */
export function isSqlTree(tree: unknown): tree is SqlTree {
	return tree instanceof Object && 'statements' in tree && 'firstJob' in tree;
}

/** Reads a Flink SQL script. What is not understood gives no fact. */
export const parseSql: Parse = (path, text) => {
	const { tokens, comments, unclosed } = tokensIn(text);
	const statements = statementsIn(tokens);
	const { settings, notes } = settingsIn(path, text, statements);
	const first = statements[0] ?? { start: 0, end: 0 };
	const tree: SqlTree = { statements, comments, firstJob: statements.find(runsJob) };
	const sql = factsIn(path, statements, settings);
	const unread = unclosed === undefined ? templatesIn(text) : [{ start: unclosed, end: text.length }];
	return {
		path,
		text,
		format: 'sql',
		settings,
		notes,
		problems: notText(text),
		comments,
		claims: {},
		anchor: lineAround(text, first.start),
		secrets: secretsIn(statements, settings),
		jobs: jobFacts(sql, unread),
		statementAt: statementFinder(text, statements),
		tree,
	};
};

/** Blocks of a templating language decide what the script will hold. */
function templatesIn(text: string): readonly Range[] {
	const at = text.search(/\{%|\{\{[^}'"]*\b(?:config|if|range|define|include)\b/);
	return at < 0 ? [] : [{ start: at, end: at + 2 }];
}

function factsIn(path: string, statements: readonly Statement[], settings: readonly Setting[]): SqlFacts {
	// In Hive's dialect the same words mean other things.
	if (settings.some(({ key }) => key === 'table.sql-dialect')) return { tables: [], views: [], queries: [] };
	const tables = statements.flatMap(({ tokens }) => tableIn(path, tokens) ?? []);
	const views = statements.flatMap(({ tokens }) => (isWord(kindOfCreated(tokens), 'VIEW') ? (queryIn(path, tokens) ?? []) : []));
	const queries = statements.flatMap((statement) => (runsJob(statement) ? (queryIn(path, statement.tokens) ?? []) : []));
	return { tables, views, queries };
}

/** Keys of connectors by which one logs in; what begins with a system's name may stand before them. */
function secretsIn(statements: readonly Statement[], settings: readonly Setting[]): readonly Secret[] {
	const stated: readonly Secret[] = settings.filter(({ key }) => isSecret(key)).map(({ valueRange, range }) => valueRange ?? range);
	const inOptions = statements.flatMap(({ tokens }) =>
		isWord(tokens[0], 'CREATE') || isWord(tokens[0], 'ALTER') ? secretOptions(tokens) : [],
	);
	return [...stated, ...inOptions].toSorted((a, b) => a.start - b.start);
}

function secretOptions(tokens: readonly Token[]): readonly Secret[] {
	return [...optionsOf(tokens)]
		.filter(([key]) => isSensitiveKey(key))
		.map(([name, { range }]) => ({ start: range.start + 1, end: range.end - 1, name }));
}

function jobFacts(sql: SqlFacts, escapes: readonly Range[]): JobFacts {
	return {
		classes: [],
		references: new Set(),
		environments: [],
		descriptors: [],
		sinks: sinksOf(sql),
		operators: [],
		deprecatedCalls: [],
		keyBys: [],
		batch: false,
		msfRuntime: false,
		escapes,
		sql,
	};
}

/** Connectors that make what they write visible with a checkpoint. */
const COMMITTING = new Set(['filesystem', 'iceberg', 'paimon', 'hudi', 'hive', 'delta']);

function sinksOf(sql: SqlFacts): readonly SinkFact[] {
	const written = new Set(sql.queries.flatMap(({ sink }) => (sink === undefined ? [] : (tableOf(sql, sink.table) ?? []))));
	return [...written].flatMap((table) => {
		const kind = commitOf(table);
		return kind === undefined ? [] : [{ kind, type: connectorOf(table) ?? '', file: table.file, range: table.range }];
	});
}

function commitOf(table: SqlTable): SinkFact['kind'] | undefined {
	const guarantee = table.options.get('sink.delivery-guarantee') ?? table.options.get('sink.semantic');
	if (guarantee?.value?.toLowerCase() === 'exactly-once') return 'transactional';
	return COMMITTING.has(connectorOf(table) ?? '') ? 'committing' : undefined;
}
