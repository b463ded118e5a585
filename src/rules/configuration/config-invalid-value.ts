import { catalogue } from '../../catalog/catalogue.ts';
import { defineRule } from '../../model/finding.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import type { FlinkVersion } from '../../model/version.ts';

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
				why: 'Flink loads the file and throws an IllegalArgumentException when the option is read',
				do: 'write a value of the type {type}',
			},
			name: {
				what: '`{value}` is no value for `{key}`',
				why: 'Flink loads the file and fails when the option is used',
				do: 'use one of {names}',
			},
		},
		evidence: ['TimeUtils, MemorySize and ConfigurationUtils of 1.18 to 2.3 (oracle: values)'],
	},
	*check({ config, version }) {
		for (const setting of config.settings) {
			if (setting.inert !== undefined) continue;
			const option = catalogue.find(setting.key)[0];
			if (option === undefined) continue;
			const at = config.place(setting);
			if (setting.value.kind === 'invalid') {
				const value = isSensitiveKey(setting.key) ? '****' : setting.value.text;
				yield { message: 'invalid', data: { value, key: setting.key, why: setting.value.why, type: option.type }, at, option: option.key };
				continue;
			}
			const names = namesInstead(setting, version?.version);
			if (names === undefined || setting.value.kind !== 'known') continue;
			yield { message: 'name', data: { value: setting.value.text, key: setting.key, names }, at, option: option.key };
		}
	},
});

/** The names a text option takes, where the value is none of them and no class name either. */
function namesInstead(setting: Setting, version: FlinkVersion | undefined): string | undefined {
	const option = catalogue.find(setting.key)[0];
	if (option === undefined || option.type !== 'string' || setting.value.kind !== 'known') return undefined;
	const names = catalogue.namesOf(option, version);
	if (names === undefined) return undefined;
	const { text } = setting.value;
	if (names.values.some((name) => name.toLowerCase() === text.toLowerCase())) return undefined;
	if (names.open && text.includes('.')) return undefined;
	return names.values.map((name) => `\`${name}\``).join(', ');
}
