import { defineRule } from '../../model/finding.ts';
import { INTERVAL } from '../../model/questions/recovery.ts';
import type { Setting } from '../../model/setting.ts';
import { enumeration } from '../../model/value.ts';

const TYPE = 'msf.checkpoint-configuration-type';
/** What DEFAULT means, as text: a value that says the same harms nobody (AWS API, CheckpointConfiguration). */
const DEFAULTS: Readonly<Record<string, string>> = {
	'msf.checkpointing-enabled': 'true',
	'execution.checkpointing.interval': '60000',
	'execution.checkpointing.min-pause': '5000',
};

/** An interval (ms) below this is a fault of its own: `checkpoint-interval-too-short`. */
const SHORT_INTERVAL = 10_000;

/** Checkpoint values beside ConfigurationType DEFAULT, which the service ignores. */
export const msfCheckpointConfigNotCustom = defineRule({
	meta: {
		name: 'msf-checkpoint-config-not-custom',
		summary: 'Checkpoint values are ignored because ConfigurationType is DEFAULT.',
		category: 'managed-flink',
		severity: 'error',
		fixes: ['unsafe'],
		messages: {
			dead: {
				what: '{fields} beside `ConfigurationType: DEFAULT` {verb} no effect',
				why: 'under DEFAULT the service checkpoints every 60 s with a pause of 5 s, whatever else is written',
				do: 'set `ConfigurationType` to `CUSTOM`, or remove the values',
			},
		},
		evidence: [
			'AWS API reference, CheckpointConfiguration: DEFAULT uses these values even if others are set through the API or in application code',
		],
	},
	*check({ config }) {
		const type = config.setting(TYPE);
		if (type === undefined || config.name(TYPE) !== 'default') return;
		const dead = Object.keys(DEFAULTS).flatMap((key) => config.statements(key).filter((setting) => differs(setting, key)));
		if (dead.length === 0) return;
		yield {
			message: 'dead',
			data: { fields: dead.map(({ name }) => `\`${name}\``).join(' and '), verb: dead.length === 1 ? 'has' : 'have' },
			at: config.place(type),
			option: TYPE,
			related: dead.map((setting) => ({ place: config.place(setting), message: 'ignored' })),
			fix: dead.some(harmful)
				? undefined
				: {
						title: 'set `ConfigurationType` to `CUSTOM`',
						applicability: 'unsafe',
						decide: 'values that were ignored until now start to apply',
						changes: [{ kind: 'setOption', key: TYPE, value: enumeration('CUSTOM') }],
					},
		};
	},
});

function differs(setting: Setting, key: string): boolean {
	return setting.inert !== undefined && setting.value.kind === 'known' && setting.value.text.toLowerCase() !== DEFAULTS[key];
}

/** Values that had better stay ignored: checkpoints switched off, every few seconds, or without a pause. */
function harmful({ key, value }: Setting): boolean {
	if (value.kind !== 'known') return false;
	if (value.value.type === 'boolean') return !value.value.value;
	return value.value.type === 'duration' && value.value.ms < (key === INTERVAL ? SHORT_INTERVAL : 1);
}
