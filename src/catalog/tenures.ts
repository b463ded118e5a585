import { compareVersions, FLINK_VERSIONS, type FlinkVersion } from '../model/version.ts';
import { catalogueFile, type OptionFacts } from './facts.ts';

/** The key of an option at one version and the facts that held then. */
export interface Tenure {
	readonly key: string;
	readonly facts: OptionFacts;
}

/** Which key each option has in each version, and by which other names it is read. */
export class Tenures {
	/** Own key or alias → the newest keys of the options it speaks of. */
	private readonly owners = new Map<string, string[]>();
	/** Newest key → the older keys that were the same option before it was renamed. */
	private readonly ancestors = new Map<string, string[]>();
	private readonly known = new Map<string, readonly (Tenure | undefined)[]>();

	constructor() {
		for (const [key, ranges] of Object.entries(catalogueFile.options)) this.indexAliases(key, ranges);
	}

	/** An old option that became an alias of a newer one is that newer option; an option of its own stays itself. */
	newestKeys(key: string): readonly string[] {
		const own = catalogueFile.options[key];
		const heirs = (this.owners.get(key) ?? []).filter((heir) => own === undefined || this.ancestors.get(heir)?.includes(key));
		if (heirs.length === 0) return own === undefined ? [] : [key];
		return [...new Set(heirs.flatMap((heir) => (heir === key ? [heir] : this.newestKeys(heir))))];
	}

	/** The key under which `version` knows the option, with its facts: its own key, else that of an ancestor. */
	at(newest: string, version: FlinkVersion): Tenure | undefined {
		return this.all(newest)[FLINK_VERSIONS.indexOf(version)];
	}

	/** The tenure at every version, in their order; versions whose facts are the same share one. */
	private all(newest: string): readonly (Tenure | undefined)[] {
		const cached = this.known.get(newest);
		if (cached !== undefined) return cached;
		const tenures: (Tenure | undefined)[] = FLINK_VERSIONS.map(() => undefined);
		this.fillTenures(newest, tenures);
		this.known.set(newest, tenures);
		return tenures;
	}

	private fillTenures(key: string, tenures: (Tenure | undefined)[]): void {
		for (const facts of catalogueFile.options[key] ?? []) {
			const tenure = { key, facts };
			const last = FLINK_VERSIONS.indexOf(facts.to);
			for (let at = FLINK_VERSIONS.indexOf(facts.from); at <= last; at++) tenures[at] ??= tenure;
		}
		for (const ancestor of this.ancestors.get(key) ?? []) this.fillTenures(ancestor, tenures);
	}

	/** The different tenures of all versions, newest first; undefined among them where some version does not know the option. */
	every(newest: string): readonly (Tenure | undefined)[] {
		return [...new Set([...this.all(newest)].reverse())];
	}

	/** The keys under which `version` reads the option. */
	keysAt(newest: string, version: FlinkVersion): readonly string[] {
		return keysOfTenure(this.at(newest, version));
	}

	/** What holds of the option in `version`; in the newest that knows it where none is given, or that one does not. */
	factsFor(newest: string, version: FlinkVersion | undefined): OptionFacts | undefined {
		const own = version === undefined ? undefined : this.at(newest, version);
		return (own ?? this.every(newest).find((tenure) => tenure !== undefined))?.facts;
	}

	/** Every key under which some version reads the option. */
	keysOfAnyVersion(newest: string): readonly string[] {
		return [...new Set(this.every(newest).flatMap(keysOfTenure))];
	}

	/** Whether `version` reads the key as another name of an option. */
	isAlias(key: string, version: FlinkVersion): boolean {
		return (this.owners.get(key) ?? []).some((owner) => this.keysAt(owner, version).includes(key));
	}

	private indexAliases(key: string, ranges: readonly OptionFacts[]): void {
		for (const facts of ranges) {
			if (facts.fallback !== undefined) this.indexNames(key, facts.fallback, facts);
			if (facts.deprecated !== undefined) this.indexNames(key, facts.deprecated, facts);
		}
	}

	private indexNames(key: string, names: readonly string[], facts: OptionFacts): void {
		for (const name of names) {
			addTo(this.owners, name, key);
			if (gaveWayTo(name, facts)) addTo(this.ancestors, key, name);
		}
	}
}

/** What a version declares under the key itself. */
export function rangeAt(key: string, version: FlinkVersion): OptionFacts | undefined {
	return catalogueFile.options[key]?.find((facts) => compareVersions(facts.from, version) <= 0 && compareVersions(version, facts.to) <= 0);
}

function keysOfTenure(tenure: Tenure | undefined): readonly string[] {
	return tenure === undefined ? [] : [tenure.key, ...(tenure.facts.fallback ?? []), ...(tenure.facts.deprecated ?? [])];
}

function addTo(index: Map<string, string[]>, key: string, value: string): void {
	const values = index.get(key);
	if (values === undefined) index.set(key, [value]);
	else if (!values.includes(value)) values.push(value);
}

/** Whether the key was an option of its own only before `facts` began, or stayed beside it for a while as a deprecated one: it was renamed. */
function gaveWayTo(key: string, facts: OptionFacts): boolean {
	const last = catalogueFile.options[key]?.at(-1);
	if (last === undefined) return false;
	return compareVersions(last.to, facts.from) < 0 || (last.annotatedDeprecated === true && compareVersions(last.to, facts.to) < 0);
}
