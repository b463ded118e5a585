import { defineRule } from '../../model/finding.ts';
import { boolean } from '../../model/value.ts';

const SNAPSHOTS = 'msf.snapshots-enabled';

/** An update, a scaling or a stop loses the application's state. */
export const msfSnapshotsDisabled = defineRule({
	meta: {
		name: 'msf-snapshots-disabled',
		summary: 'A Managed Flink application takes no snapshot when it is updated, scaled or stopped.',
		category: 'managed-flink',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'no snapshot is taken before an update, a scaling or a stop: `SnapshotsEnabled` is `false`',
				why: 'the application starts again without its state',
				do: 'set `SnapshotsEnabled` to `true`; AWS itself switches it off only for one update of an unhealthy application',
			},
		},
		evidence: ['AWS developer guide, "Manage application backups using snapshots"'],
	},
	*check({ config, documents }) {
		// A Studio notebook keeps no state between runs.
		if (documents.some((document) => document.claims.notebook === true)) return;
		const effective = config.known(SNAPSHOTS);
		if (effective?.setting === undefined || config.boolean(SNAPSHOTS) !== false) return;
		yield {
			message: 'off',
			at: config.place(effective.setting),
			option: SNAPSHOTS,
			fix: {
				title: 'set `SnapshotsEnabled` to `true`',
				applicability: 'unsafe',
				decide: 'an application that cannot take a snapshot cannot be updated while this is on',
				changes: [{ kind: 'setOption', key: SNAPSHOTS, value: boolean(true) }],
			},
		};
	},
});
