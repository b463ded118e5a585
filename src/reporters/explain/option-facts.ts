import { catalogue } from '../../catalog/catalogue.ts';
import { catalogueFile } from '../../catalog/facts.ts';
import { familyOf } from '../../catalog/prefixes.ts';
import { fixedByMsf, nameOn } from '../../model/effective/msf.ts';
import type { Option } from '../../model/option.ts';
import { formatValue } from '../../model/value.ts';
import { FLINK_VERSIONS, type FlinkVersion } from '../../model/version.ts';

/** Something that held from one version to another, both included. */
export interface Tenure {
	readonly what: string;
	readonly from: FlinkVersion;
	readonly to: FlinkVersion;
}

/** Everything the catalogue says of one option, over Flink's versions. */
export interface OptionFacts {
	readonly key: string;
	/** No option of Flink's but a field of a platform, which has no versions. */
	readonly field: boolean;
	readonly types: readonly Tenure[];
	readonly defaults: readonly Tenure[];
	/** The names it takes; `or a class name` where others do as well. */
	readonly names: readonly Tenure[];
	/** The keys under which it is or was the option itself. */
	readonly keys: readonly Tenure[];
	/** Other keys that Flink still read as this option. */
	readonly aliases: readonly Tenure[];
	readonly readBy: Option['readBy'];
	readonly group: Option['group'];
	/** The option that switches its group on. */
	readonly enabler: string | undefined;
	/** The value Managed Flink enforces, and its field's name there. */
	readonly msf: { readonly fixed: string | undefined; readonly field: string | undefined };
}

const FIRST = FLINK_VERSIONS[0];
const LAST: FlinkVersion = FLINK_VERSIONS.at(-1) ?? FIRST;

/** The options a key speaks of, with their facts; none where the catalogue has no such key. */
export function optionFacts(key: string): readonly OptionFacts[] {
	return catalogue.find(key).map(factsOf);
}

function factsOf(option: Option): OptionFacts {
	const versions = catalogue.versionsOf(option);
	const field = versions.length === 0;
	const over = (of: (version: FlinkVersion) => string | undefined): readonly Tenure[] =>
		field ? always(of(LAST)) : tenures(versions, (version) => [of(version)]);
	const fixed = fixedByMsf(option.key);
	const name = nameOn('msf', option.key);
	return {
		key: option.key,
		field,
		types: over((version) => typeAt(option, version)),
		defaults: over((version) => defaultAt(option, version)),
		names: over((version) => namesAt(option, version)),
		keys: field ? [] : tenures(versions, (version) => [catalogue.keyToWrite(option, version)]),
		aliases: field ? [] : tenures(versions, (version) => catalogue.keysRead(option, version).slice(1)),
		readBy: option.readBy,
		group: option.group,
		enabler: catalogue.enablerOf(option.group),
		msf: { fixed: fixed && formatValue(fixed), field: name === option.key ? undefined : name },
	};
}

function always(what: string | undefined): readonly Tenure[] {
	return what === undefined ? [] : [{ what, from: FIRST, to: LAST }];
}

function typeAt(option: Option, version: FlinkVersion): string {
	const key = catalogue.keyToWrite(option, version) ?? option.key;
	const at = FLINK_VERSIONS.indexOf(version);
	const facts = catalogueFile.options[key]?.find(({ from, to }) => FLINK_VERSIONS.indexOf(from) <= at && at <= FLINK_VERSIONS.indexOf(to));
	const type = facts?.type ?? option.type;
	return facts?.element === undefined ? type : `${type} of ${facts.element}`;
}

function defaultAt(option: Option, version: FlinkVersion): string {
	const value = catalogue.defaultOf(option, version);
	return value === undefined ? 'none' : formatValue(value) || "''";
}

function namesAt(option: Option, version: FlinkVersion): string | undefined {
	const field = catalogue.fieldOf(option.key);
	if (field !== undefined) return field.enum?.join(', ');
	const names = catalogue.namesOf(option, version);
	return names && [...names.values, ...(names.open ? ['or a class name'] : [])].join(', ');
}

/** The spans of versions over which the same was said, in the order in which they began. */
function tenures(versions: readonly FlinkVersion[], of: (version: FlinkVersion) => readonly (string | undefined)[]): readonly Tenure[] {
	const found: { what: string; from: FlinkVersion; to: FlinkVersion }[] = [];
	for (const version of versions) {
		for (const what of of(version)) {
			if (what === undefined) continue;
			const before = FLINK_VERSIONS[FLINK_VERSIONS.indexOf(version) - 1];
			const running = found.find((tenure) => tenure.what === what && tenure.to === before);
			if (running === undefined) found.push({ what, from: version, to: version });
			else running.to = version;
		}
	}
	return found;
}

/** A family of free keys that a key belongs to, in words. */
export function familyText(key: string): string | undefined {
	const family = familyOf(key);
	if (family === undefined) return undefined;
	const range = family.from === undefined && family.to === undefined ? '' : ` (Flink ${family.from ?? FIRST} to ${family.to ?? LAST})`;
	return `\`${key}\` is a free key of the family \`${family.prefix}\`${range}: Flink hands it to the component of that name`;
}
