import type { ReadBy } from './setting.ts';
import type { OptionType, TypedValue, Value } from './value.ts';
import type { FlinkVersion } from './version.ts';

/** The options that belong together: a missing one is stated where its group's enabler stands. */
export type OptionGroup =
	| 'checkpointing'
	| 'checkpoint-storage'
	| 'state-backend'
	| 'restart'
	| 'parallelism'
	| 'mini-batch'
	| 'platform'
	| 'other';

/** One option over all Flink versions. */
export interface Option {
	/** The option's newest key, which is its identity: `execution.checkpointing.incremental`. */
	readonly key: string;
	readonly type: OptionType;
	readonly group: OptionGroup;
	readonly readBy: ReadBy;
}

/** The questions the model asks the option catalogue (src/catalog answers them). */
export interface OptionCatalogue {
	/** The option of that key, or of that deprecated key; several where one old key became two options. */
	find(key: string): readonly Option[];
	/**
	 * The keys Flink reads an option from, first match first. An unknown version gives the keys that any version reads.
	 * Source: Configuration.getRawValueFromOption: the exact key, then fallback keys, then deprecated ones, in declared order.
	 */
	keysRead(option: Option, version: FlinkVersion | undefined): readonly string[];
	/** The newest key that `version` reads; for an unknown version the newest one that every version reads. */
	keyToWrite(option: Option, version: FlinkVersion | undefined): string | undefined;
	/** Flink's default; undefined where there is none, where it depends on the machine, or where versions disagree and the version is unknown. */
	defaultOf(option: Option, version: FlinkVersion | undefined): TypedValue | undefined;
	/** Reads a text as Flink would when it reads `option` in `version`. */
	read(option: Option, text: string, version: FlinkVersion | undefined): Value;
	/** The key that enables the group, such as `execution.checkpointing.interval`. */
	enablerOf(group: OptionGroup): string | undefined;
}
