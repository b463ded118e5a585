import { catalogue } from '../../catalog/catalogue.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import type { Place } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { compareVersions, FLINK_VERSIONS, type FlinkVersion } from '../../model/version.ts';

const VERSIONS = `${FLINK_VERSIONS[0]} to ${FLINK_VERSIONS.at(-1)}`;

/** A key that no Flink version, plugin family or map option knows, although it looks like one of Flink's. */
export const configUnknownKey = defineRule({
	meta: {
		name: 'config-unknown-key',
		summary: 'A key looks like a Flink option and is none.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			misspelt: {
				what: '`{key}` is no option of Flink {versions}',
				why: 'Flink ignores keys it does not know, without a word',
				do: 'did you mean `{suggestion}`?',
			},
			invented: {
				what: '`{key}` is no option of Flink {versions}',
				why: 'Flink ignores keys it does not know, without a word',
				do: 'look the option up, or remove the line',
			},
			tooNew: {
				what: '`{key}` is no option of Flink {version}: it came with {since}',
				why: 'Flink ignores keys it does not know, without a word',
				do: 'write `{known}`, which {version} reads',
			},
			notYet: {
				what: '`{key}` is no option of Flink {version}: it came with {since}',
				why: 'Flink ignores keys it does not know, without a word',
				do: 'remove the line, or upgrade',
			},
		},
		evidence: [
			'Option catalogue of 1.13 to 2.3',
			'Run: an unknown key is never an error, in flink-conf.yaml and in config.yaml (oracle: files)',
		],
	},
	*check({ config, version }) {
		const stated = new Stated(config.settings);
		for (const setting of config.settings) {
			if (setting.kind !== 'entry' || setting.layer === 'deployment') continue;
			const at = config.namePlace(setting);
			const standing = catalogue.standing(setting.key, version?.version);
			if (standing === 'unknown' && catalogue.standing(setting.key, undefined) === 'unknown') {
				yield* unknown(setting, at, stated);
				continue;
			}
			if (standing !== 'unknown' || version === undefined) continue;
			const since = catalogue.firstVersion(setting.key);
			// A key that only older versions knew is a removed one, which is another rule's subject.
			if (since === undefined || compareVersions(since, version.version) <= 0) continue;
			yield { ...tooNew(setting, version.version, since, stated), at, option: setting.key };
		}
	},
});

function tooNew(setting: Setting, version: FlinkVersion, since: FlinkVersion, stated: Stated) {
	const option = catalogue.find(setting.key)[0];
	const known = option === undefined ? undefined : catalogue.keyToWrite(option, version);
	const data = { key: setting.key, version, since };
	if (known === undefined) return { message: 'notYet' as const, data };
	return { message: 'tooNew' as const, data: { ...data, known }, fix: stated.has(known) ? undefined : rename(setting, known) };
}

function* unknown(setting: Setting, at: Place, stated: Stated) {
	const suggestions = catalogue.similarKeys(setting.key);
	const best = suggestions[0];
	if (best === undefined) {
		if (catalogue.looksLikeFlink(setting.key))
			yield { message: 'invented' as const, data: { key: setting.key, versions: VERSIONS }, at, option: setting.key };
		return;
	}
	const unique = suggestions.filter(({ distance }) => distance === best.distance).length === 1;
	yield {
		message: 'misspelt' as const,
		data: { key: setting.key, suggestion: best.key, versions: VERSIONS },
		at,
		option: setting.key,
		fix: best.distance === 1 && unique && !stated.has(best.key) && stated.meantOnce(best.key) ? rename(setting, best.key) : undefined,
	};
}

/** The keys that an application's settings state. */
class Stated {
	private readonly keys: ReadonlySet<string>;
	/** How many unknown keys are one edit away from an option; counted when it is first asked for. */
	private slips: ReadonlyMap<string, number> | undefined;

	constructor(settings: readonly Setting[]) {
		this.keys = new Set(settings.map(({ key }) => key));
	}

	has(key: string): boolean {
		return this.keys.has(key);
	}

	/** Several keys that resemble one option cannot all become it. */
	meantOnce(option: string): boolean {
		this.slips ??= this.countSlips();
		return this.slips.get(option) === 1;
	}

	private countSlips(): ReadonlyMap<string, number> {
		const counts = new Map<string, number>();
		for (const key of this.keys) {
			if (catalogue.standing(key, undefined) !== 'unknown') continue;
			for (const near of catalogue.similarKeys(key)) {
				if (near.distance === 1) counts.set(near.key, (counts.get(near.key) ?? 0) + 1);
			}
		}
		return counts;
	}
}

function rename(setting: Setting, key: string): Fix {
	return {
		title: `rename it to \`${key}\``,
		applicability: 'unsafe',
		decide: 'a setting that was ignored until now starts to apply',
		changes: [{ kind: 'renameKey', setting, key }],
	};
}
