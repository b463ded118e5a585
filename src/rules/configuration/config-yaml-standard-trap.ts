import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import type { ReadingNote } from '../../model/note.ts';
import { notesOf } from '../../model/questions/notes.ts';
import { Statements } from '../../model/questions/statements.ts';
import type { Setting } from '../../model/setting.ts';
import type { OptionType } from '../../model/value.ts';

/** Options whose value is a text: what YAML makes a number of arrives as another text. */
const TEXTS: readonly OptionType[] = ['string', 'list', 'map', 'object', 'enum'];

/** YAML 1.2 reads a value as another type than its author. What does not load at all is `parse-error`. */
export const configYamlStandardTrap = defineRule({
	meta: {
		name: 'config-yaml-standard-trap',
		summary: 'YAML 1.2 reads a value of `config.yaml` otherwise than it looks.',
		category: 'configuration',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			boolean: {
				what: '{what}',
				why: 'Flink loads the file and throws an IllegalArgumentException when it reads `{key}`; YAML 1.1, where the word was a boolean, is not what Flink reads',
				do: 'write `{meant}`',
			},
			number: {
				what: '{what}',
				why: '`{key}` is a text, and Flink gets it without the zeros or signs that make it up',
				do: 'put it into quotes',
			},
		},
		evidence: [
			'snakeyaml-engine with its core schema: `yes` and `on` stay texts, `010` is 10, `0x10` is 16, `1.10` is 1.1 (oracle: standard, 1.19 to 2.3)',
			'A file that does not load at all is reported by `parse-error`; a word that is no boolean in YAML 1.2 is reported here and not by `config-invalid-value`',
			'ConfigurationUtils.convertToBoolean takes only true and false (oracle: values)',
		],
	},
	*check(application) {
		const { config } = application;
		const statements = new Statements(config);
		for (const note of notesOf(application, 'surprising-type')) {
			const setting = statements.of(note);
			const option = setting && catalogue.find(setting.key)[0];
			if (setting === undefined || option === undefined || note.meant === undefined) continue;
			// A number stays the number that is meant: `010` is 10 for Flink's own parser too.
			if (option.type !== 'boolean' && !TEXTS.includes(option.type)) continue;
			const isBoolean = option.type === 'boolean';
			yield {
				message: isBoolean ? 'boolean' : 'number',
				severity: isBoolean ? 'error' : 'warning',
				data: { what: note.what, key: setting.key, meant: note.meant.text },
				at: config.place(setting),
				option: option.key,
				fix: correction(application, setting, note.meant, isBoolean),
			};
		}
	},
});

function correction(
	{ config }: Application,
	setting: Setting,
	meant: NonNullable<ReadingNote['meant']>,
	isBoolean: boolean,
): Fix | undefined {
	if (config.setting(setting.key) !== setting) return undefined;
	return {
		title: isBoolean ? `write \`${meant.text}\`` : `write \`'${meant.text}'\``,
		applicability: 'unsafe',
		decide: isBoolean ? 'a job that failed on this value starts, and the setting begins to apply' : 'Flink gets another value than today',
		changes: [{ kind: 'restateValue', setting, text: isBoolean ? meant.text : `'${meant.text}'` }],
	};
}
