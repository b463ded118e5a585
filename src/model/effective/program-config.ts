import type { Setting } from '../setting.ts';
import { compareVersions, type FlinkVersion } from '../version.ts';

/** Whether a program may change the configuration, by key and by its old name. */
const ENABLED = ['execution.program-config.enabled', 'execution.allow-client-job-configurations'];
const WILDCARDS = 'execution.program-config.wildcards';

/**
 * The calls that keep what they are given outside of any Configuration, with the last version in which they do: Flink does not notice them.
 * Source: StreamContextEnvironment.collectNotAllowedConfigurations (oracle: combinations/precedence/program-config-disabled-*).
 */
const UNNOTICED: Readonly<Record<string, FlinkVersion>> = {
	setStateBackend: '1.20',
	setRestartStrategy: '1.20',
	setBufferTimeout: '1.18',
	disableOperatorChaining: '1.18',
	enableChangelogStateBackend: '1.18',
	setDefaultSavepointDirectory: '1.18',
};

/** What a cluster's configuration lets a program change. */
export class ProgramConfig {
	private readonly disabled: boolean;
	private readonly wildcards: ReadonlySet<string>;

	constructor(
		byKey: ReadonlyMap<string, readonly Setting[]>,
		private readonly version: FlinkVersion | undefined,
	) {
		this.disabled = ENABLED.some((key) => {
			const value = lastOutside(byKey.get(key))?.value;
			return value?.kind === 'known' && value.value.type === 'boolean' && !value.value.value;
		});
		const named = lastOutside(byKey.get(WILDCARDS))?.value;
		this.wildcards = new Set(named?.kind === 'known' && named.value.type === 'list' ? named.value.items : []);
	}

	/** Whether Flink refuses to run a program for this statement of its own. */
	forbids(setting: Setting, keys: readonly string[]): boolean {
		if (setting.layer !== 'program') return false;
		const unnoticedUpTo = setting.kind === 'setter' && Object.hasOwn(UNNOTICED, setting.name) ? UNNOTICED[setting.name] : undefined;
		if (unnoticedUpTo !== undefined && this.version !== undefined && compareVersions(this.version, unnoticedUpTo) <= 0) return false;
		return this.closes(keys);
	}

	/** Whether programs may not set the option that is read from these keys. */
	closes(keys: readonly string[]): boolean {
		return this.disabled && !keys.some((key) => this.wildcards.has(key));
	}
}

function lastOutside(settings: readonly Setting[] | undefined): Setting | undefined {
	return settings?.findLast(({ layer, inert }) => layer !== 'program' && inert === undefined);
}
