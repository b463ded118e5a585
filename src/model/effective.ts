import type { ConfigDocument } from './document.ts';
import { operatorDefault } from './kubernetes.ts';
import { decidedByService, fixedByMsf, MSF_FIELDS, msfDefault } from './msf.ts';
import type { Option, OptionCatalogue } from './option.ts';
import type { Platform } from './platform.ts';
import { ProgramConfig } from './program-config.ts';
import type { Place } from './range.ts';
import { LAYERS, type Setting } from './setting.ts';
import { lastCertain, type Settled } from './settled.ts';
import { known, type TypedValue, type Value } from './value.ts';
import { atLeast, type FlinkVersion } from './version.ts';

/** Where an effective value comes from. */
export type Origin =
	| { readonly kind: 'setting'; readonly setting: Setting }
	/** The platform's own value; `fixed` means that nothing can override it. */
	| { readonly kind: 'platform'; readonly fixed: boolean }
	| { readonly kind: 'default' }
	/** Nothing that flint sees says what holds. */
	| { readonly kind: 'none' };

/** The value in force for one option. */
export interface Effective {
	readonly option: Option;
	/** Undefined where nothing is set and Flink has no default. */
	readonly value: Value | undefined;
	readonly origin: Origin;
	/** Statements of the same option that lose, lowest first. */
	readonly shadowed: readonly Setting[];
}

/** What flint sees of an application: the layers in which a missing option could still be set. */
export interface Visibility {
	/** A configuration file or deployment resource of the application was read whole. */
	readonly configuration: boolean;
	/** The program's source was read and hands no configuration to code that was not. */
	readonly program: boolean;
	/** Keys that other files of the project state: which of them belongs to this application could not be told. */
	readonly elsewhere?: { readonly configuration: ReadonlySet<string>; readonly program: ReadonlySet<string> };
}

/**
 * An option that nothing visible sets.
 * `owner`: every lower layer is visible, or the group's enabler stands in the layer where the option is missing.
 * `lower-unseen`: the configuration file is not visible and the program does not own the group: an info without a fix.
 */
export interface Absence {
	readonly option: Option;
	readonly at: Place;
	readonly certainty: 'owner' | 'owner-over-unseen-file' | 'lower-unseen';
	/** The program is not visible: the message adds "unless the job's code sets it". */
	readonly programUnseen: boolean;
}

/** An option that is missing (`absence`) or stated with a value that does not do. */
export interface Lack {
	readonly at: Place;
	readonly absence: Absence | undefined;
}

/** One deployable job's settings, resolved with Flink's own precedence. */
export class EffectiveConfiguration {
	private readonly cache = new Map<string, Effective>();
	/** Answers of `candidates` and `checked`, by the option's key. */
	private readonly candidatesOf = new Map<string, readonly Setting[]>();
	private readonly checkedOf = new Map<string, readonly Setting[]>();
	private readonly byKey = new Map<string, Setting[]>();
	private readonly order = new Map<Setting, number>();
	private readonly programConfig: ProgramConfig;

	/**
	 * @param settings in layer order, and within a layer in the order in which Flink meets them
	 * @param documents the documents of the application, the main configuration first
	 */
	constructor(
		readonly settings: readonly Setting[],
		readonly documents: readonly ConfigDocument[],
		readonly platform: Platform,
		readonly version: FlinkVersion | undefined,
		readonly visibility: Visibility,
		readonly catalogue: OptionCatalogue,
	) {
		for (const setting of settings) {
			this.order.set(setting, this.order.size);
			const same = this.byKey.get(setting.key);
			if (same === undefined) this.byKey.set(setting.key, [setting]);
			else same.push(setting);
		}
		this.programConfig = new ProgramConfig(this.byKey, version);
	}

	/** The effective value of an option, by its key or a deprecated alias. Throws for a key the catalogue does not know. */
	get(key: string): Effective {
		const cached = this.cache.get(key);
		if (cached !== undefined) return cached;
		const option = this.catalogue.find(key)[0];
		if (option === undefined) throw new Error(`the option catalogue has no option \`${key}\``);
		const effective = this.resolve(option);
		this.cache.set(key, effective);
		return effective;
	}

	/** The value in force if flint knows it for certain: typed, with the statement that sets it, if one does. */
	known(key: string): { readonly value: TypedValue; readonly setting: Setting | undefined } | undefined {
		const { value, origin } = this.get(key);
		if (value?.kind !== 'known') return undefined;
		return { value: value.value, setting: origin.kind === 'setting' ? origin.setting : undefined };
	}

	/** The duration in force in ms, if it is known and a duration. */
	duration(key: string): number | undefined {
		const value = this.known(key)?.value;
		return value?.type === 'duration' ? value.ms : undefined;
	}

	number(key: string): number | undefined {
		const value = this.known(key)?.value;
		return value?.type === 'number' ? value.value : undefined;
	}

	boolean(key: string): boolean | undefined {
		const value = this.known(key)?.value;
		return value?.type === 'boolean' ? value.value : undefined;
	}

	/** The enum constant or text in force, in lower case with `_` as `-`: Flink compares them without case. */
	name(key: string): string | undefined {
		const value = this.known(key)?.value;
		if (value?.type !== 'enum' && value?.type !== 'text') return undefined;
		return value.value.toLowerCase().replaceAll('_', '-');
	}

	/** The statement that sets the option, if one does and its value is known or invalid. */
	setting(key: string): Setting | undefined {
		const { origin } = this.get(key);
		return origin.kind === 'setting' ? origin.setting : undefined;
	}

	/** The statement's place: what a finding about its value points at. */
	place(setting: Setting): Place {
		return { file: setting.file, range: setting.range };
	}

	/** Whether Flink applies statement `a` after `b`; of two files of one program it is not seen, and taken as the order of the files. */
	isAfter(a: Setting, b: Setting): boolean {
		return this.orderOf(a) > this.orderOf(b);
	}

	/** Every visible statement of the option, lowest precedence first, effective or not. */
	statements(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		if (option === undefined) return [];
		const keys = new Set([option.key, ...this.catalogue.keysRead(option, undefined)]);
		return [...keys].flatMap((name) => this.byKey.get(name) ?? []).sort((a, b) => this.orderOf(a) - this.orderOf(b));
	}

	/**
	 * Every statement whose value Flink checks, whether it takes effect or not: what the configuration hands to the environment
	 * (its keys merged, before the program overrides them) and each call and entry of the program.
	 * Run, 1.18 to 2.3: a rejected value in the configuration ends the job although `enableCheckpointing` would override it.
	 */
	checked(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		if (option === undefined) return [];
		const cached = this.checkedOf.get(option.key);
		if (cached !== undefined) return cached;
		const checked = this.allChecked(option);
		this.checkedOf.set(option.key, checked);
		return checked;
	}

	private allChecked(option: Option): readonly Setting[] {
		const found = this.candidates(option).filter((setting) => !this.isRejected(setting));
		const below = this.literalMerge(
			option,
			found.filter(({ layer, kind }) => layer !== 'program' && (layer !== 'table' || kind === 'entry')),
		).slice(-1);
		return [...below, ...found.filter((setting) => setting.layer === 'program')];
	}

	/** How an option is missing, or undefined where something sets it, could set it, or the platform does. */
	absence(key: string): Absence | undefined {
		const { option, origin } = this.get(key);
		if (origin.kind === 'setting' || origin.kind === 'platform') return undefined;
		// What a partial document (an update, an operator's defaults) does not say, the rest of the deployment may.
		if (this.documents.some(({ claims }) => claims.partial === true || claims.provided?.has(option.key) === true)) return undefined;
		const at = this.placeFor(option);
		if (at === undefined || !this.couldBeStated(option)) return undefined;
		const programUnseen = !this.visibility.program && option.readBy !== 'cluster' && !(this.platform === 'msf' && decidedByService(option));
		if (this.maybeElsewhere(option, programUnseen)) return undefined;
		if (this.visibility.configuration) return { option, at, certainty: 'owner', programUnseen };
		const enabler = this.enabler(option);
		const owns = enabler !== undefined && (enabler.layer === 'program' || enabler.layer === 'table');
		return { option, at, certainty: owns ? 'owner-over-unseen-file' : 'lower-unseen', programUnseen };
	}

	/** Where an option is missing, or where the statement in force gives it a value that `poor` accepts. */
	lacking(key: string, poor: (value: TypedValue) => boolean): Lack | undefined {
		const absence = this.absence(key);
		if (absence !== undefined) return { at: absence.at, absence };
		const stated = this.known(key);
		if (stated?.setting === undefined || !poor(stated.value)) return undefined;
		return { at: this.place(stated.setting), absence: undefined };
	}

	/** The statement that enables the option's group, if one visible statement does. */
	enabler(option: Option): Setting | undefined {
		const key = this.catalogue.enablerOf(option.group);
		if (key === undefined || key === option.key) return undefined;
		return this.setting(key);
	}

	/** Where a missing option would be stated: at its group's enabler, else at the first line that speaks of Flink. */
	placeFor(option: Option): Place | undefined {
		const enabler = this.enabler(option);
		if (enabler !== undefined) return this.place(enabler);
		const document = this.documents[0];
		return document === undefined ? undefined : { file: document.path, range: document.anchor };
	}

	/** A file of the project that was not told to belong here states the option: whether it is missing cannot be said. */
	private maybeElsewhere(option: Option, programUnseen: boolean): boolean {
		const { elsewhere, configuration } = this.visibility;
		if (elsewhere === undefined) return false;
		const keys = this.catalogue.keysRead(option, undefined);
		if (!configuration && keys.some((key) => elsewhere.configuration.has(key))) return true;
		return programUnseen && keys.some((key) => elsewhere.program.has(key));
	}

	/** On Managed Flink only the program states Flink's options, apart from the few the application itself has fields for. */
	private couldBeStated(option: Option): boolean {
		if (this.platform !== 'msf' || this.visibility.program) return true;
		return option.group === 'platform' || MSF_FIELDS.includes(option.key);
	}

	/** Statements that can take effect, in the order in which they win: the last one wins. */
	private candidates(option: Option): readonly Setting[] {
		// Most options are stated nowhere.
		const keys = this.catalogue.keysRead(option, undefined);
		if (!this.byKey.has(option.key) && !keys.some((key) => this.byKey.has(key))) return NONE;
		const cached = this.candidatesOf.get(option.key);
		if (cached !== undefined) return cached;
		const found = this.allCandidates(option);
		this.candidatesOf.set(option.key, found);
		return found;
	}

	private allCandidates(option: Option): readonly Setting[] {
		const found: Setting[] = [];
		const read = new Set(this.catalogue.keysRead(option, this.version));
		for (const key of new Set([...read, option.key, ...this.catalogue.keysRead(option, undefined)])) {
			for (const setting of this.byKey.get(key) ?? []) {
				// A call writes the option itself; an entry only counts under a name that this version reads.
				if (setting.kind !== 'setter' && !read.has(key)) continue;
				if (setting.condition === 'local' || setting.inert !== undefined) continue;
				if (option.readBy === 'cluster' && (setting.layer === 'program' || setting.layer === 'table')) continue;
				found.push(setting);
			}
		}
		return found.sort((a, b) => this.orderOf(a) - this.orderOf(b));
	}

	private orderOf(setting: Setting): number {
		return this.order.get(setting) ?? 0;
	}

	private resolve(option: Option): Effective {
		const fixed = this.platform === 'msf' ? fixedByMsf(option.key) : undefined;
		const candidates = this.heeded(option);
		if (fixed !== undefined) {
			return { option, value: known(fixed), origin: { kind: 'platform', fixed: true }, shadowed: candidates };
		}
		const winner = candidates.length === 0 ? undefined : this.winner(option, candidates);
		if (winner !== undefined) {
			const shadowed = candidates.filter((setting) => setting !== winner.setting);
			const value = winner.sure && winner.setting.unset === true ? this.flinkDefault(option) : this.readAs(option, winner);
			return { option, value, origin: { kind: 'setting', setting: winner.setting }, shadowed };
		}
		const platformValue = this.platformDefault(option.key);
		if (platformValue === 'unstated') return { option, value: undefined, origin: { kind: 'none' }, shadowed: [] };
		if (platformValue !== undefined) {
			return { option, value: platformValue, origin: { kind: 'platform', fixed: false }, shadowed: [] };
		}
		const value = this.flinkDefault(option);
		return { option, value, origin: { kind: value === undefined ? 'none' : 'default' }, shadowed: [] };
	}

	private platformDefault(key: string): Value | 'unstated' | undefined {
		if (this.platform === 'msf') return msfDefault(key, this);
		return this.platform === 'kubernetes-operator' ? operatorDefault(key, this) : undefined;
	}

	/** A key may belong to one option and stand in for another of another type: `rest.bind-port` is the text of `rest.port`. */
	private readAs(option: Option, { setting, value }: Settled): Value {
		const own = this.catalogue.find(setting.key)[0];
		if (value.kind === 'unknown' || setting.kind !== 'entry' || own === undefined || own.key === option.key) return value;
		return own.type === option.type ? value : this.catalogue.read(option, value.text, this.version);
	}

	private flinkDefault(option: Option): Value | undefined {
		const value = this.catalogue.defaultOf(option, this.version);
		return value === undefined ? undefined : known(value);
	}

	/**
	 * Whether the platform takes no notice of a statement of the program, or refuses to run it: Managed Flink for what it says about
	 * checkpoints, state and restarts (AWS developer guide, "Flink settings"), any cluster with `execution.program-config.enabled: false`.
	 */
	isRejected(setting: Setting): boolean {
		if (setting.layer !== 'program') return false;
		const option = this.catalogue.find(setting.key)[0];
		if (this.platform === 'msf') return option !== undefined && decidedByService(option);
		return this.programConfig.forbids(setting, option === undefined ? [setting.key] : this.catalogue.keysRead(option, this.version));
	}

	/** Whether the cluster's configuration keeps programs from setting the option: a fix has to state it elsewhere. */
	isClosedToProgram(option: Option): boolean {
		return this.platform !== 'msf' && this.programConfig.closes(this.catalogue.keysRead(option, this.version));
	}

	/** The candidates that Flink heeds. */
	private heeded(option: Option): readonly Setting[] {
		const candidates = this.candidates(option);
		if (candidates.length === 0) return candidates;
		const allowed = candidates.filter((setting) => !this.isRejected(setting) && !isPassedOver(setting, this.version));
		const standing = allowed.filter((setting) => setting.yieldsTo === undefined || !this.givesWay(setting, setting.yieldsTo));
		const obstinate = isMade(option) && this.isFrom('1.19') ? standing.filter(({ yieldsTo }) => yieldsTo !== undefined) : [];
		return this.ofOneObject(option, obstinate.length > 0 ? obstinate : standing);
	}

	/**
	 * Whether something else states what a call yields to: any other statement, or an earlier call of its own kind. From 1.19 on the
	 * retries of old yield to a strategy that the program hands over, and beat a configured one (oracle: restart/setter-retries-*).
	 */
	private givesWay(setting: Setting, key: string): boolean {
		const [option] = this.catalogue.find(key);
		if (option === undefined) return false;
		const callsOnly = isMade(option) && this.isFrom('1.19');
		return this.candidates(option).some((other) => {
			if (other === setting || this.isRejected(other)) return false;
			if (other.yieldsTo === undefined) return !callsOnly || other.kind === 'setter';
			return key === setting.key && this.isAfter(setting, other);
		});
	}

	/**
	 * A backend or restart strategy that the program hands over is made without what it configures; and up to 1.18 `env.configure`
	 * makes one of the Configuration that names it, and of nothing else (oracle: combinations/backend, restart/configure-*).
	 */
	private ofOneObject(option: Option, settings: readonly Setting[]): readonly Setting[] {
		if (settings.length === 0) return settings;
		const naming = isMade(option) ? this.catalogue.enablerOf(option.group) : undefined;
		if (naming === undefined || naming === option.key) return settings;
		const { origin } = this.get(naming);
		const name = origin.kind === 'setting' ? origin.setting : undefined;
		if (name?.kind === 'setter') return settings.filter((setting) => setting.kind === 'setter' || isClusters(setting, option));
		if (this.version === undefined || this.isFrom('1.19')) return settings;
		if (name?.kind !== 'configured') return settings.filter(({ kind }) => kind !== 'configured');
		return settings.filter(({ kind, file, given }) => kind === 'configured' && file === name.file && given === name.given);
	}

	private isFrom(version: FlinkVersion): boolean {
		return this.version !== undefined && atLeast(this.version, version);
	}

	/**
	 * Entries of all layers merge by literal key first; then the first key that Flink reads and that is present wins:
	 * a lower layer's new key beats a higher layer's old one. Calls of the program then write the option itself, in
	 * program order, and TableConfig beats the environment whatever the order. SQL's SET adds to the configuration that a script's jobs
	 * are given (SessionContext.set, 1.17 to 2.3), so it is one more entry.
	 */
	private winner(option: Option, candidates: readonly Setting[]): Settled | undefined {
		const isOfTable = ({ layer, kind }: Setting): boolean => layer === 'table' && kind !== 'entry';
		const table = candidates.filter(isOfTable);
		const below = candidates.filter((setting) => !isOfTable(setting));
		const merging = this.mergesConfigured(option);
		const merged = this.literalMerge(
			option,
			below.filter(({ kind }) => kind === 'entry' || (merging && kind === 'configured')),
		);
		const written = below.filter(
			(setting) => setting.kind === 'setter' || (setting.kind === 'configured' && (!merging || merged.includes(setting))),
		);
		return lastCertain(table) ?? lastCertain(written) ?? lastCertain(merged);
	}

	/**
	 * `env.configure` reads most options itself, aliases included, and calls their setters. Backends and restart strategies it only
	 * adds to what the environment holds, by literal key (run: 1.20 to 2.3; source: 1.19).
	 */
	private mergesConfigured(option: Option): boolean {
		return isMade(option) && this.isFrom('1.19');
	}

	private literalMerge(option: Option, entries: readonly Setting[]): readonly Setting[] {
		for (const key of this.catalogue.keysRead(option, this.version)) {
			const present = entries.filter((setting) => setting.key === key);
			if (present.length > 0) return present;
		}
		return [];
	}
}

const NONE: readonly Setting[] = [];

/** Options of an object that Flink makes: a state backend, a restart strategy. */
function isMade({ group, key }: Option): boolean {
	return (group === 'state-backend' && !key.startsWith('state.changelog.')) || group === 'restart';
}

/** A backend reads the cluster's configuration when it is deployed; a restart strategy comes whole. */
function isClusters({ layer }: Setting, { group }: Option): boolean {
	return group === 'state-backend' && layer !== 'program';
}

/** Up to 1.18 a configured parallelism goes through ExecutionConfig.setParallelism, which takes -2 (PARALLELISM_UNKNOWN) for no call. */
function isPassedOver({ key, value }: Setting, version: FlinkVersion | undefined): boolean {
	if (key !== 'parallelism.default' || version === undefined || atLeast(version, '1.19')) return false;
	return value.kind === 'known' && value.value.type === 'number' && value.value.value === -2;
}

/** Sorts statements as Flink applies them: by layer, keeping the order inside one. */
export function inPrecedence(settings: readonly Setting[]): Setting[] {
	return [...settings].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}
