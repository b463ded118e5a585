import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endlessOperations, type SqlOperationKind } from '../../src/model/sql.ts';
import { parseSql } from '../../src/parsers/sql/sql.ts';
import { lintFiles } from '../harness/project.ts';

const HOME = new URL('../../oracle/planner/', import.meta.url);
const KINDS: readonly SqlOperationKind[] = ['join', 'cross-join', 'group', 'distinct', 'rank'];

/** What the planner of one Flink made of the queries of each script. */
function recorded(version: string): Readonly<Record<string, readonly string[]>> {
	return JSON.parse(readFileSync(new URL(`recorded/${version}.json`, HOME), 'utf8'));
}

/** The planner has no connector at hand that writes by key; flint knows those that do. */
function script(name: string): string {
	return readFileSync(new URL(`cases/${name}.sql`, HOME), 'utf8').replaceAll("'blackhole'", "'jdbc'");
}

/** Which of the kinds an explained plan shows. */
function planned(plan: string): ReadonlySet<string> {
	const shown = new Set<string>();
	if (/\bJoin\(true\)/.test(plan)) shown.add('cross-join');
	if (/\bJoin </.test(plan)) shown.add('join');
	if (/GroupAggregate/.test(plan)) shown.add('group');
	if (/\bRank\b/.test(plan)) shown.add('rank');
	return shown;
}

const versions = readdirSync(new URL('recorded/', HOME)).map((file) => file.replace('.json', ''));

describe.each(versions)('the planner of %s', (version) => {
	const answers = Object.entries(recorded(version));

	it.each(answers)('rejects of %s what flint says it rejects', async (name, plans) => {
		const { findings } = await lintFiles({ 'flint.config.yaml': `flinkVersion: '${version}'\n`, 'job.sql': script(name) });
		const said = (rule: string) => findings.some((finding) => finding.rule === rule && finding.severity === 'error');
		const rejects = (text: string) => plans.some((plan) => plan.startsWith('rejected') && plan.includes(text));
		expect(said('mini-batch-incomplete')).toBe(rejects('MiniBatch') || rejects('mini-batch'));
		expect(said('sql-on-conflict-required-2-3')).toBe(rejects('upsert key'));
	});

	it.each(answers)('keeps in the queries of %s what flint says they keep', (name, plans) => {
		const { jobs } = parseSql('job.sql', script(name));
		const sql = jobs?.sql ?? { tables: [], views: [], queries: [] };
		for (const [index, plan] of plans.entries()) {
			const query = sql.queries[index];
			if (query === undefined) throw new Error('a query was not read');
			if (plan.startsWith('rejected')) continue;
			const kinds = endlessOperations({ ...sql, queries: [query] }, KINDS).map(({ kind }) => (kind === 'distinct' ? 'group' : kind));
			expect(new Set(kinds)).toEqual(planned(plan));
		}
	});
});
