import { addTo } from './groups.ts';
import type { Place, Range } from './range.ts';

/** One option of a table's `WITH (…)`; its value is undefined where it is filled in later. */
export interface SqlOption {
	readonly value: string | undefined;
	readonly range: Range;
}

/** A `CREATE TABLE` of a script. */
export interface SqlTable extends Place {
	/** As written, without quotes: `orders`, `shop.orders`. The place ends with it. */
	readonly name: string;
	readonly options: ReadonlyMap<string, SqlOption>;
	/** Everything about it stands here: nothing comes from another table (`LIKE`), nothing is derived from a query. */
	readonly whole: boolean;
	/** Columns that an INSERT without a column list fills, in order; empty where that is not certain. */
	readonly columns: readonly string[];
	/** The columns of its primary key; empty where it has none. */
	readonly primaryKey: readonly string[];
	/** Its `WATERMARK FOR …`. */
	readonly watermark?: Range;
}

/** A table that a query reads. */
export interface SqlRelation {
	readonly table: string;
	readonly range: Range;
	/** It is read with options of its own: with a hint `OPTIONS`. */
	readonly hinted: boolean;
}

/**
 * What a query makes Flink do: join two tables and keep both, join them without any condition, look rows of a table up, aggregate by
 * keys, count distinct values, drop rows seen before, keep the first rows of each key. What only windows or time bounds is none of it.
 */
export type SqlOperationKind = 'join' | 'cross-join' | 'lookup-join' | 'group' | 'distinct-aggregate' | 'distinct' | 'rank';

/** One operation of a query that is told for certain. */
export interface SqlOperation {
	readonly kind: SqlOperationKind;
	readonly range: Range;
	/** The tables it joins: what stands on the left, then the one on the right. */
	readonly tables: readonly SqlRelation[];
}

/** A query with the tables it reads itself; `name` is the view it defines, where it does. */
export interface SqlQuery extends Place {
	readonly name?: string;
	/** The table it writes, where it writes one. */
	readonly sink?: SqlSink;
	readonly sources: readonly SqlRelation[];
	readonly operations: readonly SqlOperation[];
	/** It uses a window somewhere, so that what it aggregates may be bounded by it. */
	readonly windowed: boolean;
	/** Names of the hints it gives, in upper case: `STATE_TTL`. */
	readonly hints: ReadonlySet<string>;
	/** Positions of the selected columns by which its rows are grouped, where the outermost query groups and that is certain. */
	readonly groupedBy?: readonly number[];
}

/** Where a query's rows go. */
export interface SqlSink {
	readonly table: string;
	/** The columns it names, where it does. */
	readonly columns?: readonly string[];
	/** It says what to do about rows of one key: `ON CONFLICT`. */
	readonly onConflict: boolean;
}

/** What a SQL script says, apart from its settings. */
export interface SqlFacts {
	readonly tables: readonly SqlTable[];
	readonly views: readonly SqlQuery[];
	/** The queries that run as jobs. */
	readonly queries: readonly SqlQuery[];
}

/** No script at all. */
export const NO_SQL: SqlFacts = { tables: [], views: [], queries: [] };

/** The only table of a script that a name can mean. */
export function tableOf(sql: SqlFacts, name: string): SqlTable | undefined {
	return onlyNamed(indexed(tableIndexes, sql, sql.tables), name);
}

/** A query with the views it reads, through others too. */
export function withViews(sql: SqlFacts, query: SqlQuery): readonly SqlQuery[] {
	const views = indexed(viewIndexes, sql, sql.views);
	const found = new Set([query]);
	for (const { sources } of found) {
		for (const { table } of sources) {
			const view = onlyNamed(views, table);
			if (view !== undefined) found.add(view);
		}
	}
	return [...found];
}

interface Named {
	readonly name?: string;
}

/** What has a name, by the last part of it. */
type Index<T> = ReadonlyMap<string, readonly T[]>;

/** Made once for a script, when a name is first looked up. */
const tableIndexes = new WeakMap<SqlFacts, Index<SqlTable>>();
const viewIndexes = new WeakMap<SqlFacts, Index<SqlQuery>>();

function indexed<T extends Named>(indexes: WeakMap<SqlFacts, Index<T>>, sql: SqlFacts, all: readonly T[]): Index<T> {
	const made = indexes.get(sql);
	if (made !== undefined) return made;
	const index = new Map<string, T[]>();
	for (const one of all) {
		const last = lastPart(one.name ?? '');
		addTo(index, last, one);
	}
	indexes.set(sql, index);
	return index;
}

function lastPart(name: string): string {
	return name.slice(name.lastIndexOf('.') + 1);
}

/** A full name means what has it; a name may leave out catalog and database where only one table ends that way. */
function onlyNamed<T extends Named>(index: Index<T>, name: string): T | undefined {
	const alike = index.get(lastPart(name)) ?? [];
	const same = alike.filter((one) => one.name === name);
	const found =
		same.length > 0 ? same : alike.filter((one) => one.name !== undefined && (endsWith(one.name, name) || endsWith(name, one.name)));
	return found.length === 1 ? found[0] : undefined;
}

function endsWith(long: string, short: string): boolean {
	return long.endsWith(`.${short}`);
}

/** The connector a table names, in lower case. */
export function connectorOf({ options }: SqlTable): string | undefined {
	return options.get('connector')?.value?.toLowerCase();
}

/** Options by which a source ends that otherwise never does; `snapshot` is a mode in which change capture reads once. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
	kafka: ['scan.bounded.mode'],
	'upsert-kafka': ['scan.bounded.mode'],
	datagen: ['number-of-rows'],
	faker: ['number-of-rows'],
	kinesis: [],
	'kinesis-legacy': [],
};

/**
 * Whether a table is surely read without end. Sources: KafkaConnectorOptions.SCAN_BOUNDED_MODE (unbounded by default),
 * DataGenConnectorOptions (a sequence ends), Flink CDC's `scan.startup.mode` (`snapshot` ends).
 */
export function isEndless(table: SqlTable): boolean {
	const connector = connectorOf(table);
	if (connector === undefined || !table.whole) return false;
	if (connector.endsWith('-cdc')) return startsAndStays(table);
	const ends = Object.hasOwn(ENDS, connector) ? ENDS[connector] : undefined;
	if (ends === undefined || ends.some((option) => table.options.has(option))) return false;
	return ![...table.options].some(([key, { value }]) => /^fields\..*\.kind$/.test(key) && value !== 'random');
}

function startsAndStays({ options }: SqlTable): boolean {
	const mode = options.get('scan.startup.mode');
	return mode === undefined || (mode.value !== undefined && mode.value !== 'snapshot');
}

/** Whether a query reads some table without end, itself or through views. */
function readsEndless(sql: SqlFacts, query: SqlQuery): boolean {
	return withViews(sql, query).some(({ sources }) => sources.some((relation) => isEndlessSource(sql, relation)));
}

/** Whether a table is surely read without end where it stands in a query. */
export function isEndlessSource(sql: SqlFacts, { table, hinted }: SqlRelation): boolean {
	const read = tableOf(sql, table);
	return !hinted && read !== undefined && isEndless(read);
}

/** An operation with the query it stands in and the query whose job carries it out. */
export interface RunningOperation extends SqlOperation {
	readonly file: string;
	readonly query: SqlQuery;
}

/** The operations of given kinds in the jobs of a script that never end; one of a view that several jobs read counts once. */
export function endlessOperations(sql: SqlFacts, kinds: readonly SqlOperationKind[]): readonly RunningOperation[] {
	const found = new Map<SqlOperation, RunningOperation>();
	for (const job of sql.queries) {
		if (!readsEndless(sql, job)) continue;
		const parts = withViews(sql, job);
		const windowed = parts.some((part) => part.windowed);
		for (const query of parts) {
			for (const operation of query.operations) {
				if (!kinds.includes(operation.kind) || (windowed && isKeyed(operation.kind))) continue;
				found.set(operation, { ...operation, file: query.file, query });
			}
		}
	}
	return [...found.values()];
}

/** Whether a job of the script surely keeps something that a failure would lose. */
export function keepsRows(sql: SqlFacts): boolean {
	return endlessOperations(sql, ['join', 'cross-join', 'group', 'distinct-aggregate', 'distinct', 'rank']).length > 0;
}

/** Operations that a window may bound. */
function isKeyed(kind: SqlOperationKind): boolean {
	return kind === 'group' || kind === 'distinct-aggregate' || kind === 'distinct' || kind === 'rank';
}
