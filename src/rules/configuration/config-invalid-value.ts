import { catalogue } from '../../catalog/catalogue.ts';
import type { EffectiveConfiguration } from '../../model/effective.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import { isLegacyBackend } from '../../model/legacy-backend.ts';
import type { Option } from '../../model/option.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import type { OptionType } from '../../model/value.ts';
import type { FlinkVersion } from '../../model/version.ts';
import { notesOf } from '../notes.ts';
import { Statements } from '../statements.ts';

/** A value that does not fit its option's type. */
export const configInvalidValue = defineRule({
	meta: {
		name: 'config-invalid-value',
		summary: 'A value does not fit the type of its option.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			invalid: {
				what: '`{value}` is no value for `{key}`: {why}',
				why: 'Flink loads the file and throws an IllegalArgumentException when the option is read, even where something else overrides it',
				do: 'write {expected}',
			},
			field: {
				what: '`{value}` is no value for `{key}`: {why}',
				why: 'AWS rejects the request',
				do: 'write a value that AWS takes',
			},
			name: {
				what: '`{value}` is no value for `{key}`',
				why: 'Flink loads the file and fails when the option is used',
				do: 'use one of {names}',
			},
		},
		evidence: [
			'TimeUtils, MemorySize and ConfigurationUtils of 1.18 to 2.3 (oracle: values)',
			'combinations/precedence/bad-conf-overridden-by-call, combinations/backend/type-bogus, combinations/restart/bogus-checkpointing-on (oracle)',
		],
	},
	*check(application) {
		const { config, version } = application;
		// What YAML makes of `yes` is `config-yaml-standard-trap`.
		const surprising = notesOf(application, 'surprising-type');
		const statements = surprising.length === 0 ? undefined : new Statements(config);
		const told = new Set(surprising.map((note) => statements?.of(note)));
		for (const setting of config.settings) {
			const option = catalogue.find(setting.key)[0];
			if (option === undefined || setting.inert !== undefined || told.has(setting) || isOverwritten(setting, config)) continue;
			const report = reportOn(setting, option, version?.version);
			if (report !== undefined) yield { ...report, at: config.place(setting), option: option.key };
		}
	},
});

/** Flink checks what a configuration comes to, not what another line or a dynamic property overwrites in it. */
function isOverwritten(setting: Setting, config: EffectiveConfiguration): boolean {
	const configures = setting.layer === 'file' || setting.layer === 'dynamic' || setting.layer === 'deployment';
	return configures && !config.checked(setting.key).includes(setting);
}

function reportOn(
	setting: Setting,
	option: Option,
	version: FlinkVersion | undefined,
): Omit<Report<'invalid' | 'field' | 'name'>, 'at'> | undefined {
	const { key, value } = setting;
	if (value.kind === 'invalid') {
		const text = isSensitiveKey(key) ? '****' : value.text;
		if (setting.layer === 'deployment') return { message: 'field', data: { value: text, key: setting.name, why: value.why } };
		return { message: 'invalid', data: { value: text, key, why: value.why, expected: EXPECTED[option.type] } };
	}
	const names = namesInstead(setting, option, version);
	if (names === undefined || value.kind !== 'known') return undefined;
	return { message: 'name', data: { value: value.text, key, names } };
}

/** The names a text option takes, where the value is none of them and no class name either. */
function namesInstead(setting: Setting, option: Option, version: FlinkVersion | undefined): string | undefined {
	if (option.type !== 'string' || setting.value.kind !== 'known') return undefined;
	const names = catalogue.namesOf(option, version);
	if (names === undefined) return undefined;
	const { text } = setting.value;
	// `state-backend-legacy-name` knows what they meant.
	if (option.key === 'state.backend.type' && isLegacyBackend(text)) return undefined;
	if (names.values.some((name) => name.toLowerCase() === text.toLowerCase())) return undefined;
	if (names.open && text.includes('.')) return undefined;
	return names.values.map((name) => `\`${name}\``).join(', ');
}

const EXPECTED: Readonly<Record<OptionType, string>> = {
	duration: 'a whole number and a unit, such as `30 s`',
	memory: 'a whole number and a unit, such as `512m`',
	boolean: '`true` or `false`',
	int: 'a whole number of 32 bits',
	long: 'a whole number of 64 bits',
	float: 'a number',
	double: 'a number',
	string: 'a text',
	enum: 'one of these names',
	list: 'its elements with `;` between them',
	map: 'pairs as in `key:value,key2:value2`',
	object: "what the option's class reads",
};
