import { type AliasConflict, aliasConflicts } from '../../catalog/alias-conflicts.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { Statements } from '../../model/questions/statements.ts';
import { isHigherLayer } from '../../model/setting.ts';

/** What should override a lower layer says the option by an old name, and the lower layer says it by the new one. */
export const aliasShadowed = defineRule({
	meta: {
		name: 'alias-shadowed',
		summary: 'A statement that should override another loses to it, because it uses an old name of the option.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			shadowed: {
				what: '`{old}` does not override `{key}`, the new name of the same option in a lower layer',
				why: 'Flink merges layers by the names as they are written, and reads the new name first afterwards',
				do: 'write `{key}` here as well, or remove this one if the lower layer is right',
			},
			depends: {
				what: '`{old}` overrides `{key}`, the new name of the same option in a lower layer, only where Flink is too old to know that name',
				why: 'Flink merges layers by the names as they are written, and reads the newest name it knows first afterwards',
				do: 'write the name that your Flink version reads first in both places, and state the version',
			},
		},
		evidence: [
			'The new key of a file beats the old key of a dynamic property (oracle: combinations/layers, file-new-dynamic-old, dir-file-new-dynamic-old and four more, 1.18 to 2.3)',
			'Configuration.getRawValueFromOption: the exact key, then fallback keys, then deprecated ones, in declared order',
		],
	},
	*check(application) {
		const statements = new Statements(application.config);
		for (const conflict of aliasConflicts(application)) {
			const { loser, winner, option, sure } = conflict;
			if (!isHigherLayer(loser, winner)) continue;
			yield {
				message: sure ? 'shadowed' : 'depends',
				data: { old: loser.key, key: winner.key },
				at: application.config.place(loser),
				severity: sure ? 'warning' : 'info',
				option: option.key,
				related: [{ place: application.config.place(winner), message: sure ? 'this one holds' : 'the new name stands here' }],
				fix: sure ? rename(conflict, statements) : undefined,
			};
		}
	},
});

/** The value that holds changes, and with it what a running job restores from or is kept in: never safe. */
function rename({ loser, winner }: AliasConflict, statements: Statements): Fix | undefined {
	const beside = statements.inFile(loser.file, winner.key);
	if (beside !== undefined && beside !== winner) return undefined;
	return {
		title: `rename it to \`${winner.key}\``,
		applicability: 'unsafe',
		decide: 'what stands here takes effect, instead of the value that has held until now',
		changes: [{ kind: 'renameKey', setting: loser, key: winner.key }],
	};
}
