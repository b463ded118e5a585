import type { Option } from '../option.ts';
import type { Place } from '../range.ts';
import type { Setting } from '../setting.ts';
import type { EffectiveConfiguration } from './effective.ts';
import { decidedByService, MSF_FIELDS } from './msf.ts';

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

/** How an option that no visible statement and no platform sets is missing, or undefined where something unseen could set it. */
export function absenceOf(option: Option, config: EffectiveConfiguration): Absence | undefined {
	const { documents, platform, visibility } = config;
	// What a partial document (an update, an operator's defaults) does not say, the rest of the deployment may.
	if (documents.some(({ claims }) => claims.partial === true || claims.provided?.has(option.key) === true)) return undefined;
	const enabler = config.enabler(option);
	const at = placeFor(enabler, config);
	if (at === undefined || !couldBeStated(option, config)) return undefined;
	const programUnseen = !visibility.program && option.readBy !== 'cluster' && !(platform === 'msf' && decidedByService(option));
	if (maybeElsewhere(option, config, programUnseen)) return undefined;
	if (visibility.configuration) return { option, at, certainty: 'owner', programUnseen };
	const owns = enabler !== undefined && (enabler.layer === 'program' || enabler.layer === 'table');
	return { option, at, certainty: owns ? 'owner-over-unseen-file' : 'lower-unseen', programUnseen };
}

/** Where a missing option would be stated: at its group's enabler, else at the first line that speaks of Flink. */
function placeFor(enabler: Setting | undefined, config: EffectiveConfiguration): Place | undefined {
	if (enabler !== undefined) return config.place(enabler);
	const document = config.documents[0];
	return document === undefined ? undefined : { file: document.path, range: document.anchor };
}

/** A file of the project that was not told to belong here states the option: whether it is missing cannot be said. */
function maybeElsewhere(option: Option, { catalogue, visibility }: EffectiveConfiguration, programUnseen: boolean): boolean {
	const { elsewhere, configuration } = visibility;
	if (elsewhere === undefined) return false;
	const keys = catalogue.keysRead(option, undefined);
	if (!configuration && keys.some((key) => elsewhere.configuration.has(key))) return true;
	return programUnseen && keys.some((key) => elsewhere.program.has(key));
}

/** On Managed Flink only the program states Flink's options, apart from the few the application itself has fields for. */
function couldBeStated(option: Option, { platform, visibility }: EffectiveConfiguration): boolean {
	if (platform !== 'msf' || visibility.program) return true;
	return option.group === 'platform' || MSF_FIELDS.includes(option.key);
}
