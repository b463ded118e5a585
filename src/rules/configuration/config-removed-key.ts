import { catalogue } from '../../catalog/catalogue.ts';
import { type Successor, successorOf } from '../../catalog/removed-keys.ts';
import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule, type Fix, type Report } from '../../model/finding.ts';
import { Statements } from '../../model/questions/statements.ts';
import type { Setting } from '../../model/setting.ts';
import { atLeast } from '../../model/version.ts';

/** A key that older versions read and the application's does not. */
export const configRemovedKey = defineRule({
	meta: {
		name: 'config-removed-key',
		summary: "The application's Flink no longer reads a key that older versions read.",
		category: 'configuration',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			replaced: {
				what: '`{key}` is no option of Flink {version}: {last} was the last to read it',
				why: 'Flink ignores keys it does not know, without a word, and {names} is what it reads instead',
				do: 'state {names}',
			},
			stated: {
				what: '`{key}` is no option of Flink {version}: {last} was the last to read it',
				why: 'Flink ignores keys it does not know, without a word, and reads {names}, which this configuration states',
				do: 'remove the line',
			},
			gone: {
				what: '`{key}` is no option of Flink {version}: {last} was the last to read it',
				why: 'Flink ignores keys it does not know, without a word, and no option took its place',
				do: 'remove the line',
			},
		},
		evidence: [
			'Option catalogue of 1.13 to 2.3; no class of the jars of 2.0 to 2.3 holds one of the keys that 1.20 was the last to read',
			'What took their place: Javadoc of the deprecated options in 1.20, SecurityOptions.isInternalSSLEnabled and isRestSSLEnabled of 1.20',
			'Run: an unknown key is never an error, in flink-conf.yaml and in config.yaml (oracle: files)',
		],
	},
	*check(application) {
		const { config, version } = application;
		if (version === undefined) return;
		const statements = new Statements(config);
		for (const setting of config.settings) {
			if (setting.kind !== 'entry' || setting.layer === 'deployment' || setting.byConstant === true) continue;
			if (catalogue.standing(setting.key, version.version) !== 'unknown') continue;
			const last = catalogue.lastVersion(setting.key);
			// A key that only newer versions know is the subject of `config-unknown-key`.
			if (last === undefined || atLeast(last, version.version)) continue;
			const at = config.namePlace(setting);
			const report = judged(application, setting, statements);
			yield { ...report, data: { ...report.data, key: setting.key, version: version.version, last }, at, option: setting.key };
		}
	},
});

type KeyReport = Omit<Report<'replaced' | 'stated' | 'gone'>, 'at'>;

function judged({ config, version }: Application, setting: Setting, statements: Statements): KeyReport {
	const successor = successorOf(setting.key);
	const keys = successor?.keys.filter((key) => catalogue.standing(key, version?.version) === 'option') ?? [];
	if (successor === undefined || keys.length === 0) return { message: 'gone', severity: 'warning', fix: removal(setting) };
	const names = keys.map((key) => `\`${key}\``).join(successor.values === 'other' ? ' or ' : ' and ');
	if (keys.some((key) => config.setting(key) !== undefined || statements.entry(key) !== undefined))
		return { message: 'stated', severity: 'warning', data: { names }, fix: removal(setting) };
	return { message: 'replaced', data: { names }, fix: replacement(setting, successor) };
}

/** Where the old text does not tell the new one, only a human can. */
function replacement(setting: Setting, { keys, values }: Successor): Fix | undefined {
	const { value } = setting;
	const [only, another] = keys;
	if (values === 'other' || only === undefined) return undefined;
	const rest = { applicability: 'unsafe', decide: 'a setting that this Flink ignored until now starts to apply' } as const;
	if (values === 'same' && another === undefined)
		return { ...rest, title: `rename it to \`${only}\``, changes: [{ kind: 'renameKey', setting, key: only }] };
	if (value.kind !== 'known') return undefined;
	const written = values === 'same' ? value.text : Object.entries(values).find(([old]) => sameWord(old, value.text))?.[1];
	if (written === undefined) return undefined;
	const settled = keys.flatMap((key) => stated(key, written));
	const said = keys.map((key) => `\`${key}\``).join(' and ');
	return { ...rest, title: `state ${said} instead`, changes: [...settled, { kind: 'removeSetting', setting }] };
}

function stated(key: string, written: string): readonly Change[] {
	const [option] = catalogue.find(key);
	const value = option === undefined ? undefined : catalogue.read(option, written, undefined);
	return value?.kind === 'known' ? [{ kind: 'setOption', key, value: value.value }] : [];
}

function sameWord(a: string, b: string): boolean {
	return a.toLowerCase() === b.trim().toLowerCase();
}

function removal(setting: Setting): Fix {
	return {
		title: 'remove it',
		applicability: 'unsafe',
		decide: 'whether a cluster with an older Flink still reads this file',
		changes: [{ kind: 'removeSetting', setting }],
	};
}
