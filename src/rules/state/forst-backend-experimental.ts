import { defineRule } from '../../model/finding.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';

const BACKEND = 'state.backend.type';

/** ForSt is chosen, which Flink itself calls experimental. */
export const forstBackendExperimental = defineRule({
	meta: {
		name: 'forst-backend-experimental',
		summary: 'ForSt is an experimental state backend.',
		category: 'state',
		severity: 'warning',
		fixes: [],
		versions: { from: '2.0' },
		messages: {
			chosen: {
				what: 'the state lives in ForSt, which Flink calls experimental',
				why: 'its options and formats may still change, and its developers will phase it out for a rewritten one',
				do: 'use `rocksdb` unless the state outgrows local disks, and keep savepoints in the canonical format',
			},
		},
		evidence: [
			'Flink documentation, "Disaggregated State Management" (2.0 and later): experimental, with a deprecation notice for the present implementation',
			'StateBackendLoader of 2.0 to 2.3 knows the name `forst`, those of 1.18 and 1.20 do not (oracle: combinations/backend/type-forst)',
		],
	},
	*check(application) {
		const setting = application.config.setting(BACKEND);
		if (setting === undefined || application.platform === 'msf' || stateBackend(application) !== 'forst') return;
		yield { message: 'chosen', at: application.config.place(setting), option: BACKEND };
	},
});
