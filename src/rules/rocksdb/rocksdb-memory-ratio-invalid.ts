import type { EffectiveConfiguration } from '../../model/effective/effective.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { mayUseRocksDb, stateBackend } from '../../model/questions/state-backend.ts';
import type { Setting } from '../../model/setting.ts';
import { number } from '../../model/value.ts';

const WRITE = 'state.backend.rocksdb.memory.write-buffer-ratio';
const POOL = 'state.backend.rocksdb.memory.high-prio-pool-ratio';
const DEFAULT_WRITE = 0.5;
const DEFAULT_POOL = 0.1;

/** RocksDB's write buffers and its pool for indexes do not fit into its cache. */
export const rocksdbMemoryRatioInvalid = defineRule({
	meta: {
		name: 'rocksdb-memory-ratio-invalid',
		summary: "The ratios of RocksDB's memory do not fit together, or are no ratios.",
		category: 'state',
		severity: 'error',
		fixes: ['safe', 'unsafe'],
		inDevelopment: true,
		messages: {
			tooMuch: {
				what: 'a write buffer ratio of `{write}` and a high priority pool of `{pool}` exceed the cache of RocksDB',
				why: 'write buffers get 2w / (3 - w) of the cache for a ratio of w; where that and the pool reach 1, every job with RocksDB fails with "Invalid configuration: writeBufferRatio {write} with highPriPoolRatio {pool}"',
				do: 'lower one of them: the defaults are `0.5` and `0.1`',
			},
			outside: {
				what: '`{key}` is `{value}`, which is no ratio between 0 and 1',
				why: 'Flink hands a budget computed from it to RocksDB without a check, and memory is no longer bounded as planned',
				do: 'set it to a number between 0 and 1: the default is `{default}`',
			},
		},
		evidence: [
			'RocksDBMemoryConfiguration.validate, run when the backend is made (oracle: combinations/rocksdb-memory, 1.18 to 2.3), whether the memory is managed or not',
			'A negative ratio, 0 and a write buffer ratio above 3 are accepted (same cases), though RocksDBMemoryConfiguration.setWriteBufferRatio asks for (0, 1)',
		],
	},
	*check(application) {
		const { config } = application;
		const [write, pool] = [config.number(WRITE), config.number(POOL)];
		if (write === undefined || pool === undefined || !mayUseRocksDb(application)) return;
		const stated = [config.setting(WRITE), config.setting(POOL)].filter((setting) => setting !== undefined);
		const [first, second] = stated;
		if (first === undefined) return;
		if (exceeds(write, pool)) {
			yield {
				message: 'tooMuch',
				data: { write: asJava(write), pool: asJava(pool) },
				at: config.place(first),
				severity: stateBackend(application) === 'rocksdb' ? 'error' : 'warning',
				option: first.key,
				related: second === undefined ? [] : [{ place: config.place(second), message: 'and the other one' }],
				fix: smaller(stated, write, pool),
			};
			return;
		}
		for (const setting of stated) yield* outside(config, setting);
	},
});

function* outside(config: EffectiveConfiguration, setting: Setting) {
	const value = config.number(setting.key);
	if (value === undefined || (value > 0 && value < 1)) return;
	const usual = setting.key === WRITE ? DEFAULT_WRITE : DEFAULT_POOL;
	yield {
		message: 'outside' as const,
		data: { key: setting.key, value, default: usual },
		at: config.place(setting),
		severity: 'warning' as const,
		option: setting.key,
		fix: {
			title: `set \`${setting.key}\` to \`${usual}\``,
			applicability: 'unsafe' as const,
			decide: 'memory is then divided otherwise than today',
			changes: [{ kind: 'setOption' as const, key: setting.key, value: number(usual) }],
		},
	};
}

/** Source: RocksDBMemoryConfiguration.validate. */
function exceeds(write: number, pool: number): boolean {
	return (2 * write) / (3 - write) + pool >= 1;
}

/** The defaults for as few of the stated ratios as will do. */
function smaller(stated: readonly Setting[], write: number, pool: number): Fix {
	const ways: readonly (readonly (readonly [key: string, value: number])[])[] = [
		...(exceeds(write, DEFAULT_POOL) ? [] : [[[POOL, DEFAULT_POOL] as const]]),
		...(exceeds(DEFAULT_WRITE, pool) ? [] : [[[WRITE, DEFAULT_WRITE] as const]]),
	];
	const changed = ways.find((way) => way.every(([key]) => stated.some((setting) => setting.key === key))) ?? [
		[WRITE, DEFAULT_WRITE] as const,
		[POOL, DEFAULT_POOL] as const,
	];
	return {
		title: changed.map(([key, value]) => `set \`${key}\` to \`${value}\``).join(' and '),
		applicability: 'safe',
		changes: changed.map(([key, value]) => ({ kind: 'setOption', key, value: number(value) })),
	};
}

/** As Flink's message prints it: `1.0`. */
function asJava(value: number): string {
	return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
