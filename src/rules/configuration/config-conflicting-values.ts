import { aliasConflicts } from '../../catalog/alias-conflicts.ts';
import { catalogue } from '../../catalog/catalogue.ts';
import { defineRule } from '../../model/finding.ts';
import { isHigherLayer } from '../../model/setting.ts';

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
		for (const { loser, winner, option, sure } of aliasConflicts(application)) {
			// A higher layer that means to override is `alias-shadowed`.
			if (isHigherLayer(loser, winner)) continue;
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
	},
});
