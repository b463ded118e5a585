import { defineRule } from '../../model/finding.ts';
import { inContainers } from '../../model/questions/cluster.ts';
import { memoryBound } from '../../model/questions/rocksdb-memory.ts';
import { mayUseRocksDb } from '../../model/questions/state-backend.ts';
import { text } from '../../model/value.ts';

const PREDEFINED = 'state.backend.rocksdb.predefined-options';
const CACHE = 'state.backend.rocksdb.block.cache-size';
const SPINNING = ['spinning-disk-optimized', 'spinning-disk-optimized-high-mem'];

/** Options of RocksDB that are for other disks, or that the memory shared by a slot overrides. */
export const rocksdbPredefinedOptions = defineRule({
	meta: {
		name: 'rocksdb-predefined-options',
		summary: 'Options of RocksDB are for spinning disks, or shared memory overrides them.',
		category: 'state',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			spinning: {
				what: '`{value}` tunes RocksDB for spinning disks',
				why: 'containers mostly run on SSDs, for which Flink has `FLASH_SSD_OPTIMIZED`',
				do: 'set it to `FLASH_SSD_OPTIMIZED` or leave it out, unless the disks do spin',
			},
			highMemory: {
				what: '`SPINNING_DISK_OPTIMIZED_HIGH_MEM` does not give RocksDB its block cache of 256 MiB here',
				why: "with memory that {bound} bounds, one cache replaces every column family's own",
				do: 'set it to `SPINNING_DISK_OPTIMIZED`, or leave it out, and size the cache by that memory',
			},
			cache: {
				what: '`state.backend.rocksdb.block.cache-size` has no effect',
				why: "with memory that {bound} bounds, one cache replaces every column family's own",
				do: 'remove it and give RocksDB more of that memory instead',
			},
		},
		evidence: [
			'PredefinedOptions: what each value sets, and for which disks (1.18 to 2.3)',
			'RocksDBResourceContainer.getColumnOptions sets the shared block cache last, over predefined options, configured ones and an options factory',
		],
	},
	*check(application) {
		const { config } = application;
		if (!mayUseRocksDb(application)) return;
		const bound = WORDS[memoryBound(application)];
		const cache = config.setting(CACHE);
		if (cache !== undefined && bound !== undefined) yield { message: 'cache', data: { bound }, at: config.place(cache), option: CACHE };
		const predefined = config.setting(PREDEFINED);
		const name = config.name(PREDEFINED);
		if (predefined === undefined || name === undefined || !SPINNING.includes(name)) return;
		const report = { at: config.place(predefined), option: PREDEFINED };
		if (inContainers(application)) {
			const value = name.toUpperCase().replaceAll('-', '_');
			yield { ...report, message: 'spinning', data: { value }, fix: flash() };
			return;
		}
		if (bound !== undefined && name.endsWith('high-mem')) yield { ...report, message: 'highMemory', data: { bound } };
	},
});

/** What makes a slot's or a TaskManager's states share one cache. */
const WORDS: Readonly<Partial<Record<ReturnType<typeof memoryBound>, string>>> = {
	managed: 'the managed memory of the slot',
	slot: '`state.backend.rocksdb.memory.fixed-per-slot`',
	'task-manager': '`state.backend.rocksdb.memory.fixed-per-tm`',
};

function flash() {
	return {
		title: `set \`${PREDEFINED}\` to \`FLASH_SSD_OPTIMIZED\``,
		applicability: 'unsafe' as const,
		decide: 'which disks the machines have, and what was measured on them',
		changes: [{ kind: 'setOption' as const, key: PREDEFINED, value: text('FLASH_SSD_OPTIMIZED') }],
	};
}
