import type { ConfigDocument } from '../document.ts';
import type { Option, OptionCatalogue } from '../option.ts';
import type { Platform } from '../platform.ts';
import type { Place } from '../range.ts';
import type { Setting } from '../setting.ts';
import { known, type TypedValue, type Value } from '../value.ts';
import type { FlinkVersion } from '../version.ts';
import { type Absence, absenceOf, type Lack, type Visibility } from './absence.ts';
import { type Defaults, defaultsOf } from './defaults.ts';
import { operatorDefault } from './kubernetes-operator.ts';
import { fixedByMsf, msfDefault } from './msf.ts';
import { Precedence } from './precedence.ts';
import type { Settled } from './settled.ts';

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

/** One deployable job's settings, resolved with Flink's own precedence. */
export class EffectiveConfiguration {
	private readonly cache = new Map<string, Effective>();
	private readonly precedence: Precedence;
	private readonly defaults: Defaults;

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
		this.defaults = defaultsOf(catalogue, version);
		this.precedence = new Precedence(settings, platform, version, catalogue, (key) => this.setting(key));
	}

	/** The effective value of an option, by its key or a deprecated alias. Throws for a key the catalogue does not know. */
	get(key: string): Effective {
		const cached = this.cache.get(key);
		if (cached !== undefined) return cached;
		const option = this.catalogue.find(key)[0];
		if (option === undefined) throw new Error(`the option catalogue has no option \`${key}\``);
		const effective = this.resolve(option);
		if (effective.origin.kind === 'setting') this.cache.set(key, effective);
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

	/** Where the statement names its option: what a finding about the name points at. */
	namePlace({ named, file, nameRange }: Setting): Place {
		return named ?? { file, range: nameRange };
	}

	/** Whether Flink applies statement `a` after `b`; of two files of one program it is not seen, and taken as the order of the files. */
	isAfter(a: Setting, b: Setting): boolean {
		return this.precedence.isAfter(a, b);
	}

	/** Every visible statement of the option, lowest precedence first, effective or not. */
	statements(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		return option === undefined ? [] : this.precedence.statements(option);
	}

	/** Every statement whose value Flink checks, whether it takes effect or not. */
	checked(key: string): readonly Setting[] {
		const option = this.catalogue.find(key)[0];
		return option === undefined ? [] : this.precedence.checked(option);
	}

	/** Whether the platform takes no notice of a statement of the program, or refuses to run it. */
	isRejected(setting: Setting): boolean {
		return this.precedence.isRejected(setting);
	}

	/** Whether the cluster's configuration keeps programs from setting the option: a fix has to state it elsewhere. */
	isClosedToProgram(option: Option): boolean {
		return this.precedence.isClosedToProgram(option);
	}

	/** How an option is missing, or undefined where something sets it, could set it, or the platform does. */
	absence(key: string): Absence | undefined {
		const { option, origin } = this.get(key);
		return origin.kind === 'setting' || origin.kind === 'platform' ? undefined : absenceOf(option, this);
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

	private resolve(option: Option): Effective {
		const fixed = this.platform === 'msf' ? fixedByMsf(option.key) : undefined;
		const heeded = this.precedence.heeded(option);
		if (fixed !== undefined) {
			return { option, value: known(fixed), origin: { kind: 'platform', fixed: true }, shadowed: heeded };
		}
		const winner = heeded.length === 0 ? undefined : this.precedence.winner(option, heeded);
		if (winner !== undefined) {
			const shadowed = heeded.filter((setting) => setting !== winner.setting);
			const value = winner.sure && winner.setting.unset === true ? this.defaults.of(option).value : this.readAs(option, winner);
			return { option, value, origin: { kind: 'setting', setting: winner.setting }, shadowed };
		}
		const platformValue = this.platformDefault(option.key);
		if (platformValue === 'unstated') return { option, value: undefined, origin: { kind: 'none' }, shadowed: [] };
		if (platformValue !== undefined) {
			return { option, value: platformValue, origin: { kind: 'platform', fixed: false }, shadowed: [] };
		}
		return this.defaults.of(option);
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
}
