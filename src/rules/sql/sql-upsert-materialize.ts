import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { type KeyedInsert, keyedInserts } from '../../model/questions/sql-jobs.ts';
import type { Setting } from '../../model/setting.ts';
import { enumeration } from '../../model/value.ts';

const MATERIALIZE = 'table.exec.sink.upsert-materialize';

/** The correction of changes that arrive out of order is off where it is needed, or on where it is not. */
export const sqlUpsertMaterialize = defineRule({
	meta: {
		name: 'sql-upsert-materialize',
		summary: 'Changes are written in the wrong order, or put into order for nothing.',
		category: 'sql',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			none: {
				what: '`{key}: NONE`, and rows of one primary key of `{table}` come from several subtasks',
				why: 'the query groups by {keys}, the table is written by {primary}: an older change can arrive last and stay, or a deletion remove the row that is right',
				do: 'set it to `AUTO`, or group by the primary key',
			},
			force: {
				what: '`{key}: FORCE` keeps all rows of `{table}` in state for nothing',
				why: 'the query groups by {keys}, so all changes of a primary key come from one subtask, in order',
				do: 'set it to `AUTO`, which puts changes into order where that is needed',
			},
		},
		evidence: [
			'Explained by the planner of 1.18, 1.20, 2.0 and 2.3 (oracle: planner): AUTO adds upsertMaterialize where the key that is grouped by has a column that is none of the primary key, and only there; NONE never does, FORCE always',
			'Flink documentation, `table.exec.sink.upsert-materialize`: changes may be out of order because of shuffles',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(MATERIALIZE);
		const mode = config.name(MATERIALIZE);
		if (setting === undefined || (mode !== 'none' && mode !== 'force')) return;
		const insert = keyedInserts(application).find(({ covered }) => covered === (mode === 'force'));
		if (insert !== undefined) yield report(application, setting, mode, insert);
	},
});

function report({ config }: Application, setting: Setting, mode: 'none' | 'force', { query, table, keys }: KeyedInsert) {
	return {
		message: mode,
		data: { key: MATERIALIZE, table: table.name, keys: quoted(keys), primary: quoted(table.primaryKey) },
		at: config.place(setting),
		severity: mode === 'force' ? ('info' as const) : undefined,
		option: MATERIALIZE,
		related: [{ place: { file: query.file, range: query.range }, message: 'the table is written here' }],
		fix: {
			title: `set \`${MATERIALIZE}\` to \`AUTO\``,
			applicability: 'unsafe' as const,
			decide: 'the plan changes: a running job does not restore its state into it',
			changes: [{ kind: 'setOption' as const, key: MATERIALIZE, value: enumeration('AUTO') }],
		},
	};
}

function quoted(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(' and ');
}
