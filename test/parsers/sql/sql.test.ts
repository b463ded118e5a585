// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endlessOperations, type SqlFacts } from '../../../src/model/sql.ts';
import { recogniseSql } from '../../../src/parsers/sql/recognition.ts';
import { parseSql } from '../../../src/parsers/sql/sql.ts';
import { tokensIn } from '../../../src/parsers/sql/tokens.ts';
import { lintFiles } from '../../harness/project.ts';

const read = (text: string) => parseSql('job.sql', text);

function settings(text: string): readonly string[] {
	return read(text).settings.map(({ key, value, condition, inert, valueRange }) => {
		const said = value.kind === 'unknown' ? '?' : value.text;
		const when = inert === undefined ? condition : 'never';
		return `${key}=${said} ${when} (${text.slice(valueRange?.start, valueRange?.end)})`;
	});
}

function facts(text: string): SqlFacts {
	const { jobs } = read(text);
	if (jobs?.sql === undefined) throw new Error('no facts');
	return jobs.sql;
}

function operations(query: string): readonly string[] {
	return facts(`INSERT INTO s ${query};`).queries.flatMap((one) => one.operations.map(({ kind }) => kind));
}

describe('SET', () => {
	it('has a key and a value in quotes, in which a quote is doubled', () =>
		expect(settings("SET 'execution.checkpointing.interval' = '30 s';\nset\t'pipeline.name'='it''s';\n")).toEqual([
			'execution.checkpointing.interval=30 s always (30 s)',
			"pipeline.name=it's always (it''s)",
		]));
	it('goes without quotes, with a value that holds no blanks', () =>
		expect(settings("SET state.backend=rocksdb;\nSET parallelism.default = '4';\nSET table.exec.state.ttl = 10 s;\n")).toEqual([
			'state.backend=rocksdb always (rocksdb)',
			'parallelism.default=4 always (4)',
		]));
	it('is no statement without a semicolon before the next one', () =>
		expect(settings("SET 'parallelism.default' = '1'\nSET 'pipeline.name' = 'a';\n")).toEqual([]));
	it('says nothing in a comment, and is not known where it is filled in later', () =>
		expect(settings("-- SET 'parallelism.default' = '1';\n/* SET 'a' = 'b'; */ SET 'parallelism.default' = '${P}'; -- why\n")).toEqual([
			'parallelism.default=? always (${P})',
		]));
	it('holds for the jobs that follow it', () => {
		const job = 'INSERT INTO s SELECT * FROM a;';
		expect(settings(`SET 'a' = '1'; ${job} SET 'b' = '2'; ${job} SET 'c' = '3';`)).toEqual([
			'a=1 always (1)',
			'b=2 sometimes (2)',
			'c=3 never (3)',
		]);
		expect(settings(`SET 'a' = '1'; CREATE TABLE t (x INT); SET 'b' = '2';`)).toEqual(['a=1 always (1)', 'b=2 always (2)']);
	});
	it('is taken back by RESET', () => {
		const job = 'INSERT INTO s SELECT * FROM a;';
		expect(settings(`SET 'a' = '1'; SET 'b' = '1'; RESET 'a'; ${job}`)).toEqual(['a=1 never (1)', 'b=1 always (1)']);
		expect(settings(`SET 'a' = '1'; ${job} RESET; ${job}`)).toEqual(['a=1 sometimes (1)']);
	});
	it('is a duplicate where no job runs in between', () => {
		const job = 'INSERT INTO s SELECT * FROM a;';
		expect(read(`SET 'a' = '1'; SET 'a' = '2'; ${job}`).notes.map(({ kind }) => kind)).toEqual(['duplicate']);
		expect(read(`SET 'a' = '1'; ${job} SET 'a' = '2'; ${job}`).notes).toEqual([]);
	});
});

describe('a table', () => {
	const [table] = facts(`CREATE TEMPORARY TABLE IF NOT EXISTS \`shop\`.orders (
  id BIGINT NOT NULL COMMENT 'key, of course',
  price DECIMAL(10, 2),
  total AS price * 2,
  ts TIMESTAMP(3) METADATA FROM 'timestamp',
  part INT METADATA VIRTUAL,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  CONSTRAINT pk PRIMARY KEY (id, ts) NOT ENFORCED
) COMMENT 'orders' PARTITIONED BY (id) WITH ('connector' = 'upsert-kafka', 'topic' = '\${TOPIC}', 'a''b' = 'c')`).tables;
	it('has a name, options, columns and keys', () => {
		expect(table?.name).toBe('shop.orders');
		expect([...(table?.options ?? [])].map(([key, { value }]) => `${key}=${value}`)).toEqual([
			'connector=upsert-kafka',
			'topic=undefined',
			"a'b=c",
		]);
		expect(table?.columns).toEqual(['id', 'price', 'ts']);
		expect(table?.primaryKey).toEqual(['id', 'ts']);
		expect(table?.watermark).toBeDefined();
		expect(table?.whole).toBe(true);
	});
	it('is not whole where it takes something over', () => {
		expect(facts("CREATE TABLE a WITH ('connector' = 'print') LIKE b (EXCLUDING ALL)").tables[0]?.whole).toBe(false);
		expect(facts("CREATE TABLE a WITH ('connector' = 'print') AS SELECT * FROM b").tables[0]?.whole).toBe(false);
	});
	it('keeps its passwords to itself', () => {
		const text = "CREATE TABLE a (x INT) WITH ('connector' = 'jdbc', 'password' = 'hunter2'); SET 's3.secret-key' = 'abc';";
		expect(read(text).secrets.map(({ start, end }) => text.slice(start, end))).toEqual(['hunter2', 'abc']);
	});
});

describe('a query', () => {
	it.each<[string, readonly string[]]>([
		['SELECT a FROM t', []],
		['SELECT a, COUNT(*) FROM t WHERE b > 3 GROUP BY a', ['group']],
		['SELECT a, COUNT(DISTINCT b) FILTER (WHERE c = 1) FROM t GROUP BY a', ['group', 'distinct-aggregate']],
		['SELECT DISTINCT a FROM t', ['distinct']],
		['SELECT SUM(a) OVER (PARTITION BY b ORDER BY ts) FROM t', []],
		['SELECT a FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY b ORDER BY c) AS n FROM t) WHERE n = 1', ['rank']],
		['SELECT * FROM t JOIN u ON t.id = u.id', ['join']],
		['SELECT * FROM t LEFT OUTER JOIN u USING (id) WHERE t.price >= 10', ['join']],
		['SELECT * FROM t, u WHERE t.id = u.id', ['join']],
		['SELECT * FROM t, u', ['cross-join']],
		['SELECT * FROM t CROSS JOIN u', ['cross-join']],
		['SELECT * FROM t JOIN u ON TRUE', ['cross-join']],
		['SELECT * FROM t, u WHERE t.a > u.b', []],
		["SELECT * FROM t JOIN u ON t.id = u.id AND t.ts BETWEEN u.ts - INTERVAL '1' HOUR AND u.ts", []],
		['SELECT * FROM t JOIN u ON t.id = u.id AND t.ts <= u.ts', []],
		['SELECT * FROM t JOIN u FOR SYSTEM_TIME AS OF t.pt AS v ON t.id = v.id', ['lookup-join']],
		['SELECT * FROM t CROSS JOIN UNNEST(t.items) AS i (x)', []],
		['SELECT * FROM t LEFT JOIN LATERAL TABLE(f(t.x)) AS l (y) ON TRUE', []],
		['SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.id = t.id)', []],
		['SELECT * FROM (SELECT a FROM t) x JOIN (SELECT b FROM u) y ON x.a = y.b', ['join']],
		['SELECT * FROM (t JOIN u ON t.id = u.id)', []],
	])('%s', (query, expected) => expect(operations(query)).toEqual(expected));

	it('reads the tables of its subqueries, not the names of a WITH', () => {
		const [query] = facts(
			'INSERT INTO s WITH w AS (SELECT * FROM a), v AS (SELECT * FROM w) SELECT * FROM v JOIN cat.db.b ON v.x = b.x',
		).queries;
		expect(query?.sources.map(({ table }) => table)).toEqual(['a', 'cat.db.b']);
	});
	it('writes into a table', () => {
		const [query] = facts(
			"INSERT INTO db.s /*+ OPTIONS('sink.parallelism' = '2') */ PARTITION (d = '1') (a, b) SELECT x, y FROM t",
		).queries;
		expect(query?.sink?.table).toBe('db.s');
	});
	it('tells by which columns it groups', () => {
		const groups = (query: string) => facts(`INSERT INTO s ${query}`).queries[0]?.groupedBy;
		expect(groups('SELECT COUNT(*), t.a, b AS c FROM t GROUP BY a, t.b')).toEqual([1, 2]);
		expect(groups('SELECT COUNT(*), a FROM t GROUP BY a, b')).toBeUndefined();
		expect(groups('SELECT * FROM t GROUP BY a')).toBeUndefined();
		expect(groups('SELECT a FROM t GROUP BY a UNION ALL SELECT a FROM u GROUP BY a')).toBeUndefined();
	});
	it('counts what stands in a window as bounded', () => {
		const sql = facts(`CREATE TABLE t (a INT, ts TIMESTAMP(3)) WITH ('connector' = 'kafka');
CREATE VIEW v AS SELECT window_start AS w, a FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE));
INSERT INTO s SELECT w, COUNT(*) FROM v GROUP BY w;`);
		expect(endlessOperations(sql, ['group'])).toEqual([]);
	});
});

describe('recognition', () => {
	it.each([
		"CREATE TABLE a (x INT) WITH ('connector' = 'kafka')",
		"SET 'table.exec.state.ttl' = '1 d';",
		'set execution.checkpointing.interval=10s;',
		'BEGIN STATEMENT SET;',
		"CREATE CATALOG c WITH ('type' = 'iceberg')",
	])('takes %s', (text) => expect(recogniseSql(text)).toBe(true));
	it.each([
		"CREATE SOURCE a (x INT, WATERMARK FOR ts AS ts) WITH (connector = 'kafka')",
		"CREATE TABLE a (x INT) WITH ('connector' = 'confluent')",
		"SET 'auto.offset.reset' = 'earliest'; CREATE STREAM a WITH (kafka_topic = 'a');",
		'CREATE TABLE a (x INT PRIMARY KEY); INSERT INTO a SELECT 1;',
		"SET search_path = 'public'; SET spark.sql.shuffle.partitions=8;",
	])('leaves %s', (text) => expect(recogniseSql(text)).toBe(false));
	it('leaves a file that only speaks of Flink', async () =>
		expect((await lintFiles({ 'a.sql': "-- read by Flink: 'connector' = 'jdbc'\nCREATE INDEX i ON a (x);\n" })).documents.size).toBe(0));
});

describe('any text', () => {
	const piece = fc.constantFrom(
		"'",
		'"',
		'`',
		'--',
		'/*',
		'*/',
		'/*+',
		'\n',
		'\r\n',
		';',
		'(',
		')',
		',',
		' ',
		'=',
		'SET',
		'SELECT ',
		'FROM ',
		'JOIN ',
		'ON ',
		'INSERT INTO ',
		'CREATE TABLE ',
		'CREATE VIEW ',
		'WITH ',
		'AS ',
		'GROUP BY ',
		'x',
		'UNION ',
		'LATERAL ',
		'TABLE',
		'{{',
		'é',
	);
	it('is read without an error, in pieces that follow each other and lie inside it', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				const text = pieces.join('');
				const { tokens, comments } = tokensIn(text);
				const spans = [...tokens, ...comments.map(({ range }) => range)].sort((a, b) => a.start - b.start);
				let at = 0;
				for (const { start, end } of spans) {
					expect(start).toBeGreaterThanOrEqual(at);
					expect(text.slice(at, start).trim()).toBe('');
					expect(end).toBeGreaterThan(start);
					at = end;
				}
				expect(text.slice(at).trim()).toBe('');
				expect(read(text).text).toBe(text);
			}),
		);
	});
	it('may be nested as deep as it likes', () => {
		const deep = 100_000;
		const text = `INSERT INTO s SELECT * FROM ${'(SELECT * FROM '.repeat(deep)}t${')'.repeat(deep)};`;
		expect(facts(text).queries[0]?.sources.map(({ table }) => table)).toEqual(['t']);
	});
});
