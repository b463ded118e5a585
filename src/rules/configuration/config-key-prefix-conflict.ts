import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { notesOf } from '../../model/questions/notes.ts';
import { isEntry, Statements } from '../../model/questions/statements.ts';
import type { Setting } from '../../model/setting.ts';
import { atLeast } from '../../model/version.ts';

/** A key that is a value and a section at once: Flink reads it, and cannot write it again. */
export const configKeyPrefixConflict = defineRule({
	meta: {
		name: 'config-key-prefix-conflict',
		summary: 'A key of `config.yaml` has a value and is the beginning of another key too.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		inDevelopment: true,
		messages: {
			lost: {
				what: '{what}',
				why: 'Flink loads both, but what writes the configuration again (the start script of the official images, native Kubernetes, YARN) makes sections of the keys: it loses one of the two without a word, or ends with a ClassCastException',
				do: '{advice}',
			},
			rejected: {
				what: '{what}',
				why: 'the operator rejects such keys from Flink 2.0 on: "Overlapping key prefixes detected"',
				do: '{advice}',
			},
		},
		evidence: [
			'Run on 1.20 and 2.3, ConfigurationUtils.convertConfigToWritableLines: of `state.backend` and `state.backend.incremental` only `state.backend` stays; `restart-strategy` beside `restart-strategy.fixed-delay.attempts` throws ClassCastException',
			'It is called by ConfigurationParserUtils (bin/config-parser-utils.sh), FlinkConfMountDecorator and BootstrapTools.writeConfiguration (1.20)',
			'FlinkConfMountDecorator.validateConfigKeysForV2 of the Kubernetes operator; for Flink 1.x it writes flink-conf.yaml, where such keys do no harm',
		],
	},
	*check(application) {
		const { platform, config } = application;
		const onOperator = platform === 'kubernetes-operator';
		const statements = new Statements(config);
		for (const { setting, what } of onOperator ? rejected(application) : lost(application, statements)) {
			const name = nameInstead(application, setting);
			const { key } = setting;
			yield {
				message: onOperator ? 'rejected' : 'lost',
				severity: onOperator ? 'error' : 'warning',
				data: { what, advice: name === undefined ? 'state only one of the two' : `write \`${name}\` instead of \`${key}\`` },
				at: config.place(setting),
				option: key,
				fix: name === undefined ? undefined : repair(application, statements, setting, name),
			};
		}
	},
});

/** A statement whose key is the beginning of another's. */
interface Conflict {
	readonly setting: Setting;
	readonly what: string;
}

function* lost(application: Application, statements: Statements): Iterable<Conflict> {
	for (const note of notesOf(application, 'prefix-conflict')) {
		const setting = statements.of(note);
		if (setting !== undefined) yield { setting, what: note.what };
	}
}

/** The operator puts all that it is told into one file, which is config.yaml from Flink 2.0 on. */
function* rejected({ config, version }: Application): Iterable<Conflict> {
	if (version === undefined || !atLeast(version.version, '2.0')) return;
	const options = config.settings.filter((setting) => isEntry(setting) && setting.layer !== 'program' && setting.layer !== 'deployment');
	const children = new Map(options.flatMap(({ key }) => parentsOf(key).map((parent) => [parent, key] as const)));
	for (const setting of options) {
		const child = children.get(setting.key);
		if (child !== undefined) yield { setting, what: `\`${setting.key}\` has a value and is the beginning of \`${child}\` too` };
	}
}

function parentsOf(key: string): readonly string[] {
	const parts = key.split('.');
	return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Only Flink from 1.19 on reads `config.yaml`. */
const FIRST_READER = '1.19';

/** A newer name of the option that is no other key's beginning. */
function nameInstead({ config, version }: Application, { key }: Setting): string | undefined {
	const [option, another] = catalogue.find(key);
	const name = option && catalogue.keyToWrite(option, version?.version ?? FIRST_READER);
	if (name === undefined || name === key || another !== undefined) return undefined;
	return config.settings.some((other) => other.key.startsWith(`${name}.`)) ? undefined : name;
}

function repair({ config }: Application, statements: Statements, old: Setting, name: string): Fix | undefined {
	if (config.settings.filter(({ key }) => key === old.key).length > 1) return undefined;
	const beside = statements.entry(name);
	if (beside === undefined)
		return {
			title: `rename it to \`${name}\``,
			applicability: 'unsafe',
			decide: 'a command line or a job that still sets the old name would lose to the new one: rename it there too',
			changes: [{ kind: 'renameKey', setting: old, key: name }],
		};
	if (old.value.kind !== 'known' || beside.value.kind !== 'known' || old.value.text !== beside.value.text) return undefined;
	return { title: `remove \`${old.key}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting: old }] };
}
