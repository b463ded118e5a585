import type { EffectiveConfiguration } from '../effective/effective.ts';
import type { TypedValue } from '../value.ts';
import { atLeast, type FlinkVersion } from '../version.ts';
import { reject, unknown } from './derivation.ts';
import type { ShareLimits } from './share.ts';

const NETWORK_MAX = 'taskmanager.memory.network.max';

/** The three options of a share of memory. */
export interface ShareKeys {
	readonly min: string;
	readonly max: string;
	readonly fraction: string;
}

/** The heap options of Flink before 1.10, and the option of today that takes their value where it is not stated. */
export interface LegacyHeap {
	/** A memory size. */
	readonly size: string;
	/** MiB as a bare number. */
	readonly megabytes: string;
	readonly standsFor: string;
}

/** Reads memory options as the start of a process does; what cannot be told ends the derivation. */
export class MemoryReader {
	/** Bytes that a legacy option gives to one of today's, and the legacy key. */
	private readonly mapped: { readonly key: string; readonly bytes: number; readonly from: string } | undefined;

	/** @param version of the Flink that reads: the configuration's own, or one of those it could be. */
	constructor(
		private readonly config: EffectiveConfiguration,
		readonly version: FlinkVersion,
		legacy: LegacyHeap,
	) {
		this.mapped = this.hasLegacy() ? this.map(legacy) : undefined;
	}

	/** The legacy options are gone from 2.0 on. */
	hasLegacy(): boolean {
		return !atLeast(this.version, '2.0');
	}

	/** Whether something states the option. */
	has(key: string): boolean {
		return this.mapped?.key === key || this.states(key);
	}

	/** Bytes, stated or by default. */
	size(key: string): number {
		if (this.mapped?.key === key) return this.mapped.bytes;
		const value = this.value(key);
		if (value?.type !== 'memory' || !Number.isSafeInteger(value.bytes)) return unknown(key);
		return value.bytes;
	}

	integer(key: string): number {
		const value = this.value(key);
		return value?.type === 'number' ? value.value : unknown(key);
	}

	/** Source: ProcessMemoryUtils.getRangeFraction. */
	limits(keys: ShareKeys): ShareLimits {
		const min = this.size(keys.min);
		const max = this.upperLimit(keys.max);
		const fraction = this.fraction(keys.fraction);
		if (min > max) return reject('limits-crossed', this.stated(keys.min, keys.max), { min, max });
		checkFraction(keys.fraction, fraction);
		return { min, max, fraction };
	}

	/** A share of the whole, as the Java float it is. */
	fraction(key: string): number {
		const value = this.value(key);
		return value?.type === 'number' ? Math.fround(value.value) : unknown(key);
	}

	/** Those of the keys that something states, as it names them; the first key where nothing does. */
	stated(...keys: readonly [string, ...string[]]): readonly string[] {
		const stated = keys.filter((key) => this.has(key)).map((key) => (this.mapped?.key === key ? this.mapped.from : key));
		return stated.length === 0 ? [keys[0]] : stated;
	}

	private upperLimit(key: string): number {
		// Unbounded from 1.17 on: the default is Long.MAX_VALUE, for which the catalogue has no value.
		if (key === NETWORK_MAX && !this.has(key) && atLeast(this.version, '1.17')) return Number.POSITIVE_INFINITY;
		const value = this.value(key);
		return value?.type === 'memory' ? value.bytes : unknown(key);
	}

	private states(key: string): boolean {
		const { origin } = this.config.get(key);
		if (origin.kind === 'setting') return origin.setting.condition === 'sometimes' ? unknown(key) : true;
		// Not stated is only what no layer that is not seen could state.
		return this.config.absence(key)?.certainty === 'owner' ? false : unknown(key);
	}

	private value(key: string): TypedValue | undefined {
		if (!this.states(key)) {
			const [option] = this.config.catalogue.find(key);
			return option && this.config.catalogue.defaultOf(option, this.version);
		}
		const { value } = this.config.get(key);
		if (value?.kind === 'invalid') return reject('invalid-value', [key]);
		return value?.kind === 'known' ? value.value : unknown(key);
	}

	/** Source: MemoryBackwardsCompatibilityUtils; the environment variables FLINK_TM_HEAP and FLINK_JM_HEAP are not seen. */
	private map({ size, megabytes, standsFor }: LegacyHeap): MemoryReader['mapped'] {
		if (this.states(standsFor)) return undefined;
		if (this.states(size)) return { key: standsFor, bytes: this.size(size), from: size };
		if (!this.states(megabytes)) return undefined;
		const amount = this.integer(megabytes);
		if (amount < 0) return reject('legacy-size', [megabytes], { amount });
		return { key: standsFor, bytes: amount * 2 ** 20, from: megabytes };
	}
}

/** Source: RangeFraction. */
export function checkFraction(key: string, fraction: number): void {
	if (!(fraction >= 0 && fraction < 1)) reject('fraction-out-of-range', [key], { fraction });
}
