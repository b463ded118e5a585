import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import type { Option } from '../../model/option.ts';
import type { Setting } from '../../model/setting.ts';
import type { FlinkVersion } from '../../model/version.ts';
import { isEntry, Statements } from '../statements.ts';

/** An option is stated by its new and by its old name, with different values. */
export const configConflictingValues = defineRule({
	meta: {
		name: 'config-conflicting-values',
		summary: 'An option is stated under its new and under an old name, with different values.',
		category: 'configuration',
		severity: 'error',
		fixes: ['safe'],
		inDevelopment: true,
		messages: {
			ignored: {
				what: '`{old}` has no effect: `{key}`, the new name of the same option, has another value',
				why: 'Flink reads the new name first, whatever the order and wherever the two stand',
				do: 'remove `{old}`, or change `{key}` if that value is meant',
			},
			depends: {
				what: '`{old}` and `{key}` are names of the same option and have different values',
				why: 'which one holds depends on the Flink version: those that know `{key}` read it first, older ones do not read it at all',
				do: 'keep one of them, and state the Flink version',
			},
		},
		evidence: [
			'Configuration.getRawValueFromOption: the exact key, then fallback keys, then deprecated ones, in declared order',
			'combinations/backend/both-keys, combinations/storage/dir-both-keys, combinations/restart/both-keys, combinations/layers (oracle, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config } = application;
		const statements = new Statements(config);
		for (const loser of config.settings) {
			if (!isEntry(loser)) continue;
			for (const option of catalogue.replacedBy(loser.key, application.version?.version)) {
				const winner = newName(application, statements, option, loser);
				if (winner === undefined || !differ(loser, winner)) continue;
				const sure = ignoredIn(application, option, loser.key, winner.key);
				yield {
					message: sure ? 'ignored' : 'depends',
					data: { old: loser.key, key: winner.key },
					at: config.place(loser),
					option: option.key,
					related: [{ place: config.place(winner), message: sure ? 'this one holds' : 'and here' }],
					fix:
						sure && catalogue.find(loser.key).length === 1
							? { title: `remove \`${loser.key}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting: loser }] }
							: undefined,
				};
			}
		}
	},
});

/** The statement under the name that goes before `loser`'s. */
function newName({ version }: Application, statements: Statements, option: Option, loser: Setting): Setting | undefined {
	const names = catalogue.keysRead(option, version?.version);
	for (const name of names.slice(0, Math.max(0, names.indexOf(loser.key)))) {
		// A fallback is an option of its own, which may well have another value.
		if (name !== option.key && catalogue.find(name)[0]?.key !== option.key) continue;
		const statement = statements.entry(name);
		if (statement !== undefined) return statement;
	}
	return undefined;
}

function differ({ value: a }: Setting, { value: b }: Setting): boolean {
	return a.kind === 'known' && b.kind === 'known' && a.text.toLowerCase() !== b.text.toLowerCase() && !sameMeaning(a.value, b.value);
}

function sameMeaning(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the application's version, or where that is not known every version, reads the other name first. */
function ignoredIn({ version }: Application, option: Option, old: string, winner: string): boolean {
	const versions: readonly FlinkVersion[] = version === undefined ? catalogue.versionsOf(option) : [version.version];
	return versions.every((at) => {
		const names = catalogue.keysRead(option, at);
		return names.includes(winner) && (!names.includes(old) || names.indexOf(winner) < names.indexOf(old));
	});
}
