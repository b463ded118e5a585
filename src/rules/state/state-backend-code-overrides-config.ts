import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue } from '../../model/value.ts';

/** What `setStateBackend`, `setCheckpointStorage` and the backends' constructors decide. */
const DECIDED = ['state.backend.type', 'execution.checkpointing.incremental', 'execution.checkpointing.dir'];

/** A call of the program beats what the configuration says of the same thing. */
export const stateBackendCodeOverridesConfig = defineRule({
	meta: {
		name: 'state-backend-code-overrides-config',
		summary: "The program's backend or checkpoint storage overrides the configuration's.",
		category: 'state',
		severity: 'warning',
		fixes: [],
		versions: { to: '1.20' },
		messages: {
			overridden: {
				what: '`{key}: {value}` has no effect for this job: the program says `{stated}`',
				why: 'calls such as `setStateBackend` and `setCheckpointStorage` beat the configuration, and Flink 2.x no longer has them',
				do: 'say it in one place: take the call out of the program, or the line out of the configuration',
			},
		},
		evidence: [
			'oracle: combinations/backend/setter-hashmap-over-conf-rocksdb, backend/setter-rocksdb-false-over-conf-incremental, storage (1.18 and 1.20)',
			'StreamExecutionEnvironment of 2.0 has neither setStateBackend nor CheckpointConfig.setCheckpointStorage (oracle: setters)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		// There the service drops what the program says: `msf-settings-in-code`.
		if (platform === 'msf') return;
		for (const key of DECIDED) {
			const winner = config.setting(key);
			if (winner?.layer !== 'program' || winner.kind !== 'setter') continue;
			const loser = config.get(key).shadowed.findLast((setting) => setting.layer !== 'program');
			if (loser === undefined || !contradicts(application, key, loser)) continue;
			yield {
				message: 'overridden',
				data: { key: loser.key, value: textOf(loser), stated: textOf(winner) },
				at: config.place(loser),
				option: key,
				related: [{ place: config.place(winner), message: 'overridden here' }],
			};
		}
	},
});

function contradicts({ config }: Application, key: string, loser: Setting): boolean {
	const winning = config.known(key)?.value;
	if (winning === undefined || loser.value.kind !== 'known') return false;
	return formatValue(winning).toLowerCase() !== formatValue(loser.value.value).toLowerCase();
}

function textOf({ value }: Setting): string {
	return value.kind === 'known' ? formatValue(value.value) : '';
}
