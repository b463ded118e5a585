import { addTo } from '../groups.ts';
import type { Option, OptionCatalogue } from '../option.ts';
import type { Platform } from '../platform.ts';
import { LAYERS, type Setting } from '../setting.ts';
import { atLeast, type FlinkVersion } from '../version.ts';
import { decidedByService } from './msf.ts';
import { ProgramConfig } from './program-config.ts';
import { lastCertain, type Settled } from './settled.ts';

/** Sorts statements as Flink applies them: by layer, keeping the order inside one. */
export function inPrecedence(settings: readonly Setting[]): Setting[] {
	return [...settings].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

/** Which of an application's statements Flink heeds, and which of those decides. */
export class Precedence {
	/** Answers of `candidates` and `checked`, by the option's key. */
	private readonly candidatesOf = new Map<string, readonly Setting[]>();
	private readonly checkedOf = new Map<string, readonly Setting[]>();
	private readonly byKey = new Map<string, Setting[]>();
	private readonly order = new Map<Setting, number>();
	private readonly programConfig: ProgramConfig;

	/**
	 * @param settings in layer order, and within a layer in the order in which Flink meets them
	 * @param inForce the statement that sets an option, if one does
	 */
	constructor(
		settings: readonly Setting[],
		private readonly platform: Platform,
		private readonly version: FlinkVersion | undefined,
		private readonly catalogue: OptionCatalogue,
		private readonly inForce: (key: string) => Setting | undefined,
	) {
		for (const setting of settings) {
			this.order.set(setting, this.order.size);
			addTo(this.byKey, setting.key, setting);
		}
		this.programConfig = new ProgramConfig(this.byKey, version);
	}

	/** Whether Flink applies statement `a` after `b`; of two files of one program it is not seen, and taken as the order of the files. */
	isAfter(a: Setting, b: Setting): boolean {
		return this.orderOf(a) > this.orderOf(b);
	}

	/** Every visible statement of the option, lowest precedence first, effective or not. */
	statements(option: Option): readonly Setting[] {
		const keys = new Set([option.key, ...this.catalogue.keysRead(option, undefined)]);
		return [...keys].flatMap((name) => this.byKey.get(name) ?? []).sort((a, b) => this.orderOf(a) - this.orderOf(b));
	}

	/**
	 * Every statement whose value Flink checks, whether it takes effect or not: what the configuration hands to the environment
	 * (its keys merged, before the program overrides them) and each call and entry of the program.
	 * Run, 1.18 to 2.3: a rejected value in the configuration ends the job although `enableCheckpointing` would override it.
	 */
	checked(option: Option): readonly Setting[] {
		const cached = this.checkedOf.get(option.key);
		if (cached !== undefined) return cached;
		if (this.candidates(option).length === 0) return NONE;
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
	heeded(option: Option): readonly Setting[] {
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
		const name = this.inForce(naming);
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
	winner(option: Option, candidates: readonly Setting[]): Settled | undefined {
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
