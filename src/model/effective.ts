import type { ConfigDocument } from './document.ts';
import { operatorDefault } from './kubernetes.ts';
import { decidedByService, fixedByMsf, MSF_FIELDS, msfDefault } from './msf.ts';
import type { Option, OptionCatalogue } from './option.ts';
import type { Platform } from './platform.ts';
import type { Place } from './range.ts';
import { LAYERS, type Setting } from './setting.ts';
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
	private readonly byKey = new Map<string, Setting[]>();
	private readonly order = new Map<Setting, number>();

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
		return (this.order.get(a) ?? 0) > (this.order.get(b) ?? 0);
	}

	/** Every visible statement of the option, lowest precedence first, effective or not. */
	statements(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		if (option === undefined) return [];
		const keys = new Set([option.key, ...this.catalogue.keysRead(option, undefined)]);
		return this.settings.filter((setting) => keys.has(setting.key));
	}

	/**
	 * Every statement whose value Flink checks, whether it takes effect or not: what the configuration hands to the environment
	 * (its keys merged, before the program overrides them) and each call and entry of the program.
	 * Run, 1.18 to 2.3: a rejected value in the configuration ends the job although `enableCheckpointing` would override it.
	 */
	checked(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		if (option === undefined) return [];
		const found = this.candidates(option).filter((setting) => !this.rejectedByPlatform(setting));
		const below = this.literalMerge(
			option,
			found.filter((setting) => setting.layer !== 'program' && setting.layer !== 'table'),
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
		const owns = enabler !== undefined && enabler.layer === 'program';
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
	private candidates(option: Option): Setting[] {
		const found: Setting[] = [];
		const read = new Set(this.catalogue.keysRead(option, this.version));
		for (const key of new Set([...read, option.key, ...this.catalogue.keysRead(option, undefined)])) {
			for (const setting of this.byKey.get(key) ?? []) {
				// A call writes the option itself; an entry only counts under a name that this version reads.
				if (setting.kind !== 'setter' && !read.has(key)) continue;
				if (setting.condition === 'local' || setting.inert !== undefined) continue;
				if (option.readBy === 'cluster' && setting.layer === 'program') continue;
				found.push(setting);
			}
		}
		return found.sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
	}

	private resolve(option: Option): Effective {
		const fixed = this.platform === 'msf' ? fixedByMsf(option.key) : undefined;
		const candidates = this.candidates(option).filter((setting) => !this.rejectedByPlatform(setting));
		if (fixed !== undefined) {
			return { option, value: known(fixed), origin: { kind: 'platform', fixed: true }, shadowed: candidates };
		}
		const winner = this.winner(option, candidates);
		if (winner !== undefined) {
			const shadowed = candidates.filter((setting) => setting !== winner.setting);
			const value = winner.sure && winner.setting.unset === true ? this.flinkDefault(option) : winner.value;
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

	private flinkDefault(option: Option): Value | undefined {
		const value = this.catalogue.defaultOf(option, this.version);
		return value === undefined ? undefined : known(value);
	}

	/**
	 * Managed Flink ignores or rejects what the program says about checkpoints, state and restarts
	 * (AWS developer guide, "Flink settings"); `execution.program-config.enabled: false` does it for everything.
	 */
	private rejectedByPlatform(setting: Setting): boolean {
		if (setting.layer !== 'program') return false;
		if (this.platform !== 'msf') return this.programConfigDisabled();
		const option = this.catalogue.find(setting.key)[0];
		return option !== undefined && decidedByService(option);
	}

	private programConfigDisabled(): boolean {
		return (this.byKey.get('execution.program-config.enabled') ?? []).some(
			(setting) => setting.layer !== 'program' && setting.value.kind === 'known' && setting.value.text === 'false',
		);
	}

	/**
	 * Entries of all layers merge by literal key first; then the first key that Flink reads and that is present wins:
	 * a lower layer's new key beats a higher layer's old one. Calls of the program then write the option itself, in
	 * program order, and TableConfig and SQL SET beat the environment whatever the order.
	 */
	private winner(option: Option, candidates: readonly Setting[]): Settled | undefined {
		const table = candidates.filter((setting) => setting.layer === 'table');
		const below = candidates.filter((setting) => setting.layer !== 'table');
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
	 * adds to what the environment holds, by literal key (run: 1.20 to 2.3; 1.18 builds them from the given Configuration alone).
	 */
	private mergesConfigured(option: Option): boolean {
		const merged = option.group === 'state-backend' || option.group === 'restart';
		return merged && this.version !== undefined && atLeast(this.version, '1.20');
	}

	private literalMerge(option: Option, entries: readonly Setting[]): readonly Setting[] {
		for (const key of this.catalogue.keysRead(option, this.version)) {
			const present = entries.filter((setting) => setting.key === key);
			if (present.length > 0) return present;
		}
		return [];
	}
}

/** The statement that decides, and whether it surely holds. */
interface Settled {
	readonly setting: Setting;
	readonly value: Value;
	readonly sure: boolean;
}

/** The last statement; its value is unknown where it only holds sometimes. */
function lastCertain(statements: readonly Setting[]): Settled | undefined {
	const setting = statements.at(-1);
	if (setting === undefined) return undefined;
	if (setting.condition === 'sometimes') return { setting, value: conditional(setting), sure: false };
	if (statements.some((other) => unordered(other, setting))) return { setting, value: disputed(setting), sure: false };
	return { setting, value: setting.value, sure: true };
}

/** Whether two calls of different source files disagree: which of them runs last is not seen. */
function unordered(a: Setting, b: Setting): boolean {
	if (a.file === b.file || a.layer !== 'program' || b.layer !== 'program') return false;
	return a.value.kind !== 'known' || b.value.kind !== 'known' || a.value.text !== b.value.text;
}

function disputed(setting: Setting): Value {
	return { kind: 'unknown', why: `several source files set \`${setting.key}\` and the order of the calls is not seen` };
}

function conditional(setting: Setting): Value {
	return { kind: 'unknown', why: `\`${setting.name}\` only holds under a condition` };
}

/** Sorts statements as Flink applies them: by layer, keeping the order inside one. */
export function inPrecedence(settings: readonly Setting[]): Setting[] {
	return [...settings].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}
