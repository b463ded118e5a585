import { catalogue } from '../../catalog/catalogue.ts';
import { platformFields } from '../../catalog/platform-fields.ts';
import type { Application } from '../../model/application.ts';
import type { Effective, Origin } from '../../model/effective/effective.ts';
import { addTo } from '../../model/groups.ts';
import type { Option } from '../../model/option.ts';
import type { Setting } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import type { ReportedApplication, Sources } from '../report.ts';
import type { Outcome, ShownApplication, ShownOption, ShownOrigin, ShownValue } from './shown.ts';
import { masked, outcomeOf, shownStatement, shownValue } from './statements.ts';

/** Which options of an application are shown. */
interface OptionChoice {
	/** Flink's defaults too. */
	readonly all: boolean;
	/** The options of this key alone, set or not. */
	readonly only: string | undefined;
}

/** Names of Flink's own machinery, which nobody sets. */
const INTERNAL = '$internal.';

/** An application with every option that something sets or the platform decides. */
export function shownApplication(
	application: Application,
	reported: ReportedApplication,
	sources: Sources,
	choice: OptionChoice,
): ShownApplication {
	const { visibility } = application.config;
	const byKey = settingsByKey(application);
	return {
		...reported,
		environment: application.environment,
		unseen: [...(visibility.configuration ? [] : ['configuration' as const]), ...(visibility.program ? [] : ['program' as const])],
		options: [...keysOf(application, choice)].sort().flatMap((key) => {
			const option = shownOption(key, application, byKey, sources);
			return choice.only !== undefined || worthShowing(option, choice.all) ? [option] : [];
		}),
	};
}

function keysOf(application: Application, { all, only }: OptionChoice): ReadonlySet<string> {
	if (only !== undefined) return new Set(newestKeys(only));
	const keys = new Set(application.config.settings.flatMap(({ key }) => newestKeys(key)));
	if (all || application.platform === 'msf') {
		for (const key of catalogue.keys(application.version?.version)) {
			if (!key.startsWith(INTERNAL)) for (const newest of newestKeys(key)) keys.add(newest);
		}
	}
	if (application.platform === 'msf') for (const { key } of platformFields) keys.add(key);
	return keys;
}

/** The options a key speaks of today; a key that the catalogue lacks stands for itself. */
function newestKeys(key: string): readonly string[] {
	const options = catalogue.find(key);
	return options.length === 0 ? [key] : options.map((option) => option.key);
}

/** What is set, what the platform says in so many words, and on request what is left to defaults or to nobody knows what. */
function worthShowing({ origin, value, statements }: ShownOption, all: boolean): boolean {
	if (origin.kind === 'setting' || statements.length > 0) return true;
	if (origin.kind === 'platform') return all || value.state === 'known';
	return all && value.state === 'known';
}

type SettingsByKey = ReadonlyMap<string, readonly Setting[]>;

/** An application's statements by the key they name; a file may hold a great many. */
export function settingsByKey({ config }: Application): SettingsByKey {
	const byKey = new Map<string, Setting[]>();
	for (const setting of config.settings) {
		addTo(byKey, setting.key, setting);
	}
	return byKey;
}

function shownOption(key: string, application: Application, byKey: SettingsByKey, sources: Sources): ShownOption {
	const [option] = catalogue.find(key);
	if (option === undefined) return unlisted(key, byKey.get(key) ?? [], sources);
	const effective = application.config.get(key);
	const statements = application.config.statements(key).map((setting) => ({
		...shownStatement(setting, sources),
		outcome: outcomeOf(setting, effective, application),
	}));
	return {
		key: option.key,
		type: option.type,
		recognised: true,
		value: effectiveValue(effective, sources),
		origin: shownOrigin(effective.origin, sources),
		flinkDefault: shownValue(flinkDefault(option, application)).text,
		statements,
	};
}

function flinkDefault(option: Option, { version }: Application): Value | undefined {
	const value = catalogue.defaultOf(option, version?.version);
	return value && known(value);
}

function effectiveValue({ value, origin }: Effective, sources: Sources): ShownValue {
	const shown = shownValue(value);
	if (origin.kind !== 'setting') return shown;
	return masked(shown, origin.setting, sources.get(origin.setting.file));
}

function shownOrigin(origin: Origin, sources: Sources): ShownOrigin {
	return origin.kind === 'setting' ? { kind: 'setting', statement: shownStatement(origin.setting, sources) } : origin;
}

/** A key that the catalogue has no option for: a free key of a family, or the program's own. The last statement wins. */
function unlisted(key: string, own: readonly Setting[], sources: Sources): ShownOption {
	const winner = plainWinner(own);
	const statements = own.map((setting) => ({ ...shownStatement(setting, sources), outcome: plainOutcome(setting, winner) }));
	return {
		key,
		type: undefined,
		recognised: catalogue.standing(key, undefined) !== 'unknown',
		value: winner === undefined ? shownValue(undefined) : shownStatement(winner, sources).value,
		origin: winner === undefined ? { kind: 'none' } : { kind: 'setting', statement: shownStatement(winner, sources) },
		flinkDefault: undefined,
		statements,
	};
}

/** The statement that holds of a key that Flink itself gives no meaning: the last one that takes effect for certain. */
export function plainWinner(own: readonly Setting[]): Setting | undefined {
	return own.findLast((setting) => setting.inert === undefined && setting.condition === 'always');
}

/** What becomes of a statement of a key that Flink itself gives no meaning. */
export function plainOutcome(setting: Setting, winner: Setting | undefined): Outcome {
	if (setting === winner) return { kind: 'in-force', why: undefined };
	if (setting.inert !== undefined) return { kind: 'ineffective', why: setting.inert };
	if (setting.condition === 'always') return { kind: 'overridden', why: undefined };
	return { kind: 'ineffective', why: setting.condition === 'local' ? 'it only holds in a local run' : 'it only holds under a condition' };
}
