import type { Option, OptionCatalogue } from '../option.ts';
import { known } from '../value.ts';
import type { FlinkVersion } from '../version.ts';
import type { Effective } from './effective.ts';

/** What holds for the options that nothing states, in one version or where none is known. */
export class Defaults {
	private readonly answers = new Map<Option, Effective>();

	constructor(
		private readonly catalogue: OptionCatalogue,
		private readonly version: FlinkVersion | undefined,
	) {}

	/** Flink's default of the option, if it has one. */
	of(option: Option): Effective {
		const before = this.answers.get(option);
		if (before !== undefined) return before;
		const value = this.catalogue.defaultOf(option, this.version);
		const answer: Effective = {
			option,
			value: value === undefined ? undefined : known(value),
			origin: { kind: value === undefined ? 'none' : 'default' },
			shadowed: [],
		};
		this.answers.set(option, answer);
		return answer;
	}
}

const shared = new WeakMap<OptionCatalogue, Map<FlinkVersion | undefined, Defaults>>();

/** The same for all applications of a version: a project may hold thousands, each of which states a few options. */
export function defaultsOf(catalogue: OptionCatalogue, version: FlinkVersion | undefined): Defaults {
	const versions = shared.get(catalogue) ?? new Map<FlinkVersion | undefined, Defaults>();
	shared.set(catalogue, versions);
	const defaults = versions.get(version) ?? new Defaults(catalogue, version);
	versions.set(version, defaults);
	return defaults;
}
