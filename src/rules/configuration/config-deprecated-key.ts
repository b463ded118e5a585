import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type Report } from '../../model/finding.ts';
import type { Option } from '../../model/option.ts';
import { isEntry, Statements } from '../../model/questions/statements.ts';
import type { Layer, Setting } from '../../model/setting.ts';

type KeyReport = Report<'renamed' | 'split' | 'beside'>;

/** A key by a name that Flink only still reads. */
export const configDeprecatedKey = defineRule({
	meta: {
		name: 'config-deprecated-key',
		summary: 'An option is stated under an old name.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			renamed: {
				what: '`{key}` is an old name of `{name}`',
				why: 'Flink logs a warning, a later version may drop the name, and the new name beats it wherever both stand, even from a lower layer',
				do: 'rename it to `{name}`',
			},
			split: {
				what: '`{key}` is an old name of {names}',
				why: 'Flink logs a warning, a later version may drop the name, and the new names beat it wherever both stand',
				do: 'state {names} instead',
			},
			beside: {
				what: '`{key}` is an old name of `{name}`, which stands beside it with the same value',
				why: 'Flink reads the new name, so a change made here has no effect',
				do: 'remove it',
			},
		},
		evidence: [
			'Configuration.getRawValueFromOption logs "Config uses deprecated configuration key" and reads the new key first (option catalogue, 1.13 to 2.3)',
			'The new key of a file beats the old key of a dynamic property, so a rename is only safe where every higher layer is visible (oracle: combinations/layers)',
		],
	},
	*check(application) {
		const { config, version } = application;
		const statements = new Statements(config);
		for (const setting of config.settings) {
			if (!counts(setting, statements)) continue;
			const options = catalogue.replacedBy(setting.key, version?.version);
			if (options.length === 0 || (version === undefined && options.some((option) => isBestName(option, setting.key)))) continue;
			yield* renamed(application, statements, setting, options);
		}
	},
});

/** The layers that state keys by their names. */
const WRITTEN: readonly Layer[] = ['file', 'dynamic', 'table'];

/** An entry that Flink reads: an earlier one of two is `config-duplicate-key`, a value it rejects `config-invalid-value`. */
function counts(setting: Setting, statements: Statements): boolean {
	if (!isEntry(setting) || !WRITTEN.includes(setting.layer) || setting.value.kind === 'invalid') return false;
	return statements.inFile(setting.file, setting.key) === setting;
}

/** Where nothing states the version, the name that every version reads is the one that flint itself writes, old or not. */
function isBestName(option: Option, key: string): boolean {
	const name = catalogue.keyToWrite(option, undefined);
	return name === undefined || name === key;
}

function* renamed(application: Application, statements: Statements, setting: Setting, options: readonly Option[]): Iterable<KeyReport> {
	const { config, version } = application;
	const at = config.namePlace(setting);
	const names = options.map((option) => catalogue.keyToWrite(option, version?.version) ?? option.key);
	const [option] = options;
	const [name] = names;
	if (option === undefined || name === undefined) return;
	const { key } = setting;
	if (names.length > 1) {
		yield { message: 'split', data: { key, names: names.map((one) => `\`${one}\``).join(' and ') }, at, option: option.key };
		return;
	}
	const beside = statements.entry(name);
	if (beside !== undefined) {
		if (!sameText(beside, setting)) return;
		const fix: Fix = { title: `remove \`${key}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting }] };
		yield { message: 'beside', data: { key, name }, at, option: option.key, fix };
		return;
	}
	yield { message: 'renamed', data: { key, name }, at, option: option.key, fix: rename(application, setting, option, name) };
}

/** Different values are `config-conflicting-values`. */
function sameText({ value: a }: Setting, { value: b }: Setting): boolean {
	return a.kind === 'known' && b.kind === 'known' && a.text === b.text;
}

/**
 * Never safe: a `-D` on a command line that still says the old name would lose to the new one (oracle: combinations/layers), and
 * command lines are not seen.
 */
function rename({ config, version }: Application, setting: Setting, option: Option, key: string): Fix | undefined {
	const others = config.statements(option.key).filter((other) => other !== setting && other.kind === 'entry');
	if (others.length > 0) return undefined;
	const unseen = config.visibility.program ? 'a command line' : 'a command line or a job';
	const older = version === undefined ? ', and an older Flink may not know the new name' : '';
	return {
		title: `rename it to \`${key}\``,
		applicability: 'unsafe',
		decide: `${unseen} that still sets the old name would lose to the new one: rename it there too${older}`,
		changes: [{ kind: 'renameKey', setting, key }],
	};
}
