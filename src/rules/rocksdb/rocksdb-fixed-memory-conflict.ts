import { defineRule, type Fix } from '../../model/finding.ts';
import { MANAGED, memoryBound, PER_SLOT, PER_TASK_MANAGER } from '../../model/questions/rocksdb-memory.ts';
import { mayUseRocksDb } from '../../model/questions/state-backend.ts';
import type { Setting } from '../../model/setting.ts';
import { boolean } from '../../model/value.ts';

/** Of several ways to bound RocksDB's memory Flink takes one and drops the others without a word. */
export const rocksdbFixedMemoryConflict = defineRule({
	meta: {
		name: 'rocksdb-fixed-memory-conflict',
		summary: "A bound of RocksDB's memory has no effect beside another one.",
		category: 'state',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			perSlotWins: {
				what: '`{key}` has no effect: `state.backend.rocksdb.memory.fixed-per-slot` goes before it',
				why: 'a fixed size of the slot overrides the managed memory and the size of the TaskManager',
				do: 'remove it, or remove the fixed size of the slot if that is not meant',
			},
			managedWins: {
				what: '`state.backend.rocksdb.memory.fixed-per-tm` has no effect: RocksDB uses managed memory',
				why: 'a size for the whole TaskManager only counts where `state.backend.rocksdb.memory.managed` is `false`, and its default is `true`',
				do: 'set `state.backend.rocksdb.memory.managed` to `false` and leave room for the fixed size, or remove it',
			},
		},
		evidence: [
			'RocksDBSharedResourcesFactory.from (1.18 to 2.3): the size per slot first, then managed memory, then the size per TaskManager',
			'RocksDBOptions: the descriptions of `fixed-per-slot` and `fixed-per-tm` say so',
		],
	},
	*check(application) {
		const { config } = application;
		if (!mayUseRocksDb(application)) return;
		const [managed, perSlot, perTaskManager] = [config.setting(MANAGED), config.setting(PER_SLOT), config.setting(PER_TASK_MANAGER)];
		const bound = memoryBound(application);
		if (bound === 'slot' && perSlot !== undefined) {
			// `managed: false` beside a fixed size says the same thing twice.
			const ignored = [config.boolean(MANAGED) === true ? managed : undefined, perTaskManager];
			for (const setting of ignored.filter((one) => one !== undefined)) {
				yield {
					message: 'perSlotWins',
					data: { key: setting.key },
					at: config.place(setting),
					option: setting.key,
					related: [{ place: config.place(perSlot), message: 'this size holds' }],
					fix: removal(setting),
				};
			}
			return;
		}
		if (bound !== 'managed' || perTaskManager === undefined) return;
		yield {
			message: 'managedWins',
			at: config.place(perTaskManager),
			option: PER_TASK_MANAGER,
			related: managed === undefined ? [] : [{ place: config.place(managed), message: 'managed memory is chosen here' }],
			fix: unmanaged(),
		};
	},
});

function removal(setting: Setting): Fix {
	return { title: `remove \`${setting.key}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting }] };
}

function unmanaged(): Fix {
	return {
		title: `set \`${MANAGED}\` to \`false\``,
		applicability: 'unsafe',
		decide: 'the fixed size comes on top of the managed memory, which RocksDB no longer uses: the process must have room for both',
		changes: [{ kind: 'setOption', key: MANAGED, value: boolean(false) }],
	};
}
