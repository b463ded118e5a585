import type { Option, OptionCatalogue, OptionGroup } from '../model/option.ts';
import type { ReadBy } from '../model/setting.ts';
import { readValue, type ValueContext } from '../model/syntax/value-syntax.ts';
import type { OptionType, TypedValue, Value } from '../model/value.ts';
import { FLINK_VERSIONS, type FlinkVersion } from '../model/version.ts';
import { catalogueFile } from './facts.ts';
import { enablerOf, groupOf } from './groups.ts';
import { kubernetesFields } from './kubernetes-fields.ts';
import { operatorOptions } from './operator-options.ts';
import { type PlatformField, platformFields } from './platform-fields.ts';
import { familyOf } from './prefixes.ts';
import { SegmentSlips } from './segment-slips.ts';
import { sqlGatewayOptions } from './sql-gateway-options.ts';
import { Spellings, type Suggestion } from './suggest.ts';
import { rangeAt, type Tenure, Tenures } from './tenures.ts';

/** What one key means to a version: the option itself, a name it still reads, a free key of a known family, or nothing flint knows. */
type KeyStanding = 'option' | 'alias' | 'family' | 'unknown';

/** Beginnings that only Flink's own options have: no plugin, platform or job adds keys there. */
const OWN_FAMILIES = ['jobmanager.', 'taskmanager.', 'state.', 'execution.', 'restart-strategy.', 'high-availability.', 'parallelism.'];

/** The names an option takes; `open` where a class name will do as well. */
interface Names {
	readonly values: readonly string[];
	readonly open: boolean;
}

/** Answers every question about Flink's options, over all versions. */
class Catalogue implements OptionCatalogue {
	private readonly tenures = new Tenures();
	private readonly options = new Map<string, Option>();
	/** The first two segments of every option's key; made when it is first asked for. */
	private namespaces: ReadonlySet<string> | undefined;
	/** Every option's key, prepared for comparing; made when it is first asked for. */
	private spellings: Spellings | undefined;
	/** The same keys by what is left of them without a segment; made when a key resembles none. */
	private segmentSlips: SegmentSlips | undefined;
	private readonly fields = new Map<string, PlatformField>();
	/** Answers of keysRead, by version and option: the effective configuration asks for the same ones over and over. */
	private readonly keyLists = new Map<FlinkVersion | undefined, Map<string, readonly string[]>>();
	/** Answers of find, by key; not for keys that nobody knows, of which a file may hold any number. */
	private readonly found = new Map<string, readonly Option[]>();
	/** Answers of defaultOf, by version and option. */
	private readonly defaults = new Map<FlinkVersion | undefined, Map<string, TypedValue | undefined>>();

	constructor() {
		for (const field of [...platformFields, ...kubernetesFields, ...operatorOptions, ...sqlGatewayOptions])
			for (const key of [field.key, ...(field.aliases ?? [])]) this.fields.set(key, field);
	}

	/** The platform's field of that key, if it is one and no option of Flink. */
	fieldOf(key: string): PlatformField | undefined {
		return this.fields.get(key);
	}

	find(key: string): readonly Option[] {
		const cached = this.found.get(key);
		if (cached !== undefined) return cached;
		const field = this.fields.get(key);
		const options = field === undefined ? this.tenures.newestKeys(key).map((newest) => this.option(newest)) : [this.fieldOption(field)];
		if (options.length > 0) this.found.set(key, options);
		return options;
	}

	/** Whether flint's catalogue has the key at all, as an option, an alias, a platform field or a member of a family. */
	standing(key: string, version: FlinkVersion | undefined): KeyStanding {
		if (this.fields.has(key)) return 'option';
		const standings = (version === undefined ? FLINK_VERSIONS : [version]).map((at) => this.standingAt(key, at));
		for (const best of ['option', 'alias'] as const) if (standings.includes(best)) return best;
		if (this.mapParent(key) !== undefined || familyOf(key) !== undefined) return 'family';
		return 'unknown';
	}

	keysRead(option: Option, version: FlinkVersion | undefined): readonly string[] {
		const lists = inner(this.keyLists, version);
		const cached = lists.get(option.key);
		if (cached !== undefined) return cached;
		const keys = this.keysOf(option.key, version);
		lists.set(option.key, keys);
		return keys;
	}

	keyToWrite(option: Option, version: FlinkVersion | undefined): string | undefined {
		if (this.fields.has(option.key)) return option.key;
		if (version !== undefined) return this.tenures.at(option.key, version)?.key;
		const everywhere = this.keysRead(option, undefined).filter((key) =>
			FLINK_VERSIONS.every((at) => this.tenures.keysAt(option.key, at).includes(key)),
		);
		// `high-availability` was an option itself once; `recovery.mode`, which every version reads as well, has always been a deprecated name.
		return everywhere.find((key) => catalogueFile.options[key] !== undefined) ?? everywhere[0];
	}

	defaultOf(option: Option, version: FlinkVersion | undefined): TypedValue | undefined {
		const field = this.fields.get(option.key);
		if (field !== undefined) return field.default;
		const defaults = inner(this.defaults, version);
		if (defaults.has(option.key)) return defaults.get(option.key);
		const value = version === undefined ? this.commonDefault(option.key) : defaultOfTenure(this.tenures.at(option.key, version));
		defaults.set(option.key, value);
		return value;
	}

	read(option: Option, text: string, version: FlinkVersion | undefined): Value {
		const at = version === undefined ? {} : { version };
		const field = this.fields.get(option.key);
		if (field !== undefined) return readValue(field.type, text, field.enum === undefined ? at : { ...at, enumValues: field.enum });
		return readValue(this.tenures.factsFor(option.key, version)?.type ?? 'string', text, this.contextOf(option, version));
	}

	/** The type that `version` declares: many durations were numbers of milliseconds before 1.20. */
	typeOf(option: Option, version: FlinkVersion): OptionType {
		return this.tenures.factsFor(option.key, version)?.type ?? option.type;
	}

	/** What reading a text of the option in `version` needs to know. */
	contextOf(option: Option, version: FlinkVersion | undefined): ValueContext {
		const at = version === undefined ? {} : { version };
		const facts = this.tenures.factsFor(option.key, version);
		if (facts?.element === 'map') return { ...at, element: 'map' };
		if (facts?.type !== 'enum' && facts?.element !== 'enum') return at;
		const names = { ...at, enumValues: this.namesOf(option, version)?.values ?? [] };
		return facts.element === 'enum' ? { ...names, element: 'enum' } : names;
	}

	enablerOf(group: OptionGroup): string | undefined {
		return enablerOf(group);
	}

	/** The names an enum, or a text option with a fixed set of values, takes; undefined where any text will do. */
	namesOf(option: Option, version: FlinkVersion | undefined): Names | undefined {
		const values = new Set<string>();
		let open = false;
		for (const at of version === undefined ? FLINK_VERSIONS : [version]) {
			const facts = this.tenures.at(option.key, at)?.facts;
			const allowed = facts?.enum ?? facts?.values;
			if (facts !== undefined && allowed === undefined) return undefined;
			for (const name of allowed ?? []) values.add(name);
			open ||= facts?.open === true;
		}
		return values.size === 0 ? undefined : { values: [...values], open };
	}

	/** The options for which `version` (any version, without one) reads the key as a deprecated name of theirs; a fallback is none. */
	replacedBy(key: string, version: FlinkVersion | undefined): readonly Option[] {
		const versions = version === undefined ? FLINK_VERSIONS : [version];
		return this.find(key).filter((option) =>
			versions.some((at) => {
				const tenure = this.tenures.at(option.key, at);
				return tenure !== undefined && tenure.key !== key && tenure.facts.deprecated?.includes(key) === true;
			}),
		);
	}

	/** The first minor that reads the key, in any role. */
	firstVersion(key: string): FlinkVersion | undefined {
		return FLINK_VERSIONS.find((at) => this.standingAt(key, at) !== 'unknown');
	}

	/** The last minor that reads the key, in any role. */
	lastVersion(key: string): FlinkVersion | undefined {
		return FLINK_VERSIONS.findLast((at) => this.standingAt(key, at) !== 'unknown');
	}

	/** Whether the key stands in a namespace of Flink's own: a family that nobody else adds to, or two segments that some option shares. */
	looksLikeFlink(key: string): boolean {
		if (OWN_FAMILIES.some((family) => key.startsWith(family))) return true;
		this.namespaces ??= new Set(Object.keys(catalogueFile.options).map(namespaceOf));
		return key.split('.', 3).length > 2 && this.namespaces.has(namespaceOf(key));
	}

	/** The minors that know the option under any key. */
	versionsOf(option: Option): readonly FlinkVersion[] {
		return FLINK_VERSIONS.filter((at) => this.tenures.at(option.key, at) !== undefined);
	}

	/** Every key that `version` (or any version) declares as an option's own, for suggestions. */
	keys(version: FlinkVersion | undefined): readonly string[] {
		const all = Object.keys(catalogueFile.options);
		return version === undefined ? all : all.filter((key) => rangeAt(key, version) !== undefined);
	}

	/** The options of any version whose keys are a slip of the pen away from `key`, nearest first; else the one that has a segment more or less. */
	similarKeys(key: string): readonly Suggestion[] {
		this.segmentSlips ??= new SegmentSlips(new Set(this.keys(undefined)));
		const same = this.segmentSlips.inOtherWords(key);
		if (same !== undefined) return [same];
		this.spellings ??= new Spellings(this.keys(undefined));
		const near = this.spellings.nearest(key);
		if (near.length > 0) return near;
		const meant = this.segmentSlips.meant(key);
		return meant === undefined ? [] : [meant];
	}

	private keysOf(newest: string, version: FlinkVersion | undefined): readonly string[] {
		const field = this.fields.get(newest);
		if (field !== undefined) return [newest, ...(field.aliases ?? [])];
		return version === undefined ? this.tenures.keysOfAnyVersion(newest) : this.tenures.keysAt(newest, version);
	}

	private option(key: string): Option {
		const cached = this.options.get(key);
		if (cached !== undefined) return cached;
		const facts = this.tenures.factsFor(key, undefined);
		const option = { key, type: facts?.type ?? 'string', group: groupOf(key), readBy: facts?.readBy ?? 'job' } satisfies {
			key: string;
			type: OptionType;
			group: OptionGroup;
			readBy: ReadBy;
		};
		this.options.set(key, option);
		return option;
	}

	private fieldOption(field: PlatformField): Option {
		return { key: field.key, type: field.type, group: groupOf(field.key), readBy: 'cluster' };
	}

	/** The default that every version has. */
	private commonDefault(newest: string): TypedValue | undefined {
		const [first, ...others] = this.tenures.every(newest).map(defaultOfTenure);
		return others.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
	}

	private standingAt(key: string, version: FlinkVersion): KeyStanding {
		if (rangeAt(key, version) !== undefined) return 'option';
		return this.tenures.isAlias(key, version) ? 'alias' : 'unknown';
	}

	/** The map option whose entry the key is: a map can be given as `option.entry: value` lines (since 1.18 at the latest). */
	private mapParent(key: string): string | undefined {
		for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
			const parent = key.slice(0, dot);
			if (this.tenures.newestKeys(parent).some((newest) => this.tenures.factsFor(newest, undefined)?.type === 'map')) return parent;
		}
		return undefined;
	}
}

function defaultOfTenure(tenure: Tenure | undefined): TypedValue | undefined {
	if (tenure?.facts.default === undefined) return undefined;
	const { type, default: text, enum: enumValues } = tenure.facts;
	const value = readValue(type, text, enumValues === undefined ? {} : { enumValues });
	return value.kind === 'known' ? value.value : undefined;
}

function inner<K, V>(maps: Map<K, Map<string, V>>, key: K): Map<string, V> {
	const found = maps.get(key);
	if (found !== undefined) return found;
	const made = new Map<string, V>();
	maps.set(key, made);
	return made;
}

function namespaceOf(key: string): string {
	return key.split('.', 2).join('.');
}

/** The catalogue of every supported Flink version. */
export const catalogue = new Catalogue();
