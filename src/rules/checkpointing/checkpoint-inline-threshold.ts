import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { formatMemory, memory } from '../../model/value.ts';

const THRESHOLD = 'execution.checkpointing.data-inline-threshold';
const PARALLELISM = 'parallelism.default';
/** Above it Flink takes its default. Source: FileSystemCheckpointStorage.MAX_FILE_STATE_THRESHOLD. */
const MOST = 2 ** 20;
const DEFAULT = 20 * 1024;
/** From here on, per subtask, and with that many of them, a checkpoint brings tens of megabytes per operator to the JobManager. */
const LARGE = 100 * 1024;
const WIDE = 200;

/** State up to a size is kept in the checkpoint's metadata: that size is beyond what Flink takes, or too much for so many subtasks. */
export const checkpointInlineThreshold = defineRule({
	meta: {
		name: 'checkpoint-inline-threshold',
		summary: "The size up to which state goes into a checkpoint's metadata is above Flink's limit, or large for so many subtasks.",
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			ignored: {
				what: '`{key}` is `{size}`, and Flink uses `20k` instead',
				why: 'the limit is 1 MiB: Flink logs "Ignoring invalid file size threshold value" and takes its default',
				do: 'remove it, or set it to at most `1m`',
			},
			heavy: {
				what: 'up to `{size}` of state per subtask goes into the metadata, at a parallelism of {parallelism}',
				why: "the metadata of a checkpoint passes through the JobManager's heap: up to `{total}` per operator here, for each checkpoint that is kept",
				do: 'set `{key}` to `20k`, its default, or give the JobManager the heap for it',
			},
		},
		evidence: [
			'FileSystemCheckpointStorage replaces a configured threshold above 1 MiB by the default and logs it (1.15 to 2.3); nothing is rejected (oracle: combinations/storage/inline-threshold, 1.18 to 2.3)',
			'CheckpointingOptions.FS_SMALL_FILE_THRESHOLD: "smaller than that are stored inline in the root checkpoint metadata file"',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const stated = config.setting(THRESHOLD);
		const value = config.known(THRESHOLD)?.value;
		if (platform === 'msf' || stated === undefined || value?.type !== 'memory' || checkpointing(application) === 'off') return;
		const parallelism = config.number(PARALLELISM) ?? 1;
		const ignored = value.bytes > MOST;
		if (!ignored && (value.bytes <= LARGE || parallelism <= WIDE)) return;
		const key = stated.key;
		const data = { key, size: formatMemory(value.bytes), parallelism, total: formatMemory(value.bytes * parallelism) };
		const alone = config.get(THRESHOLD).shadowed.length === 0;
		yield {
			message: ignored ? 'ignored' : 'heavy',
			data,
			at: config.place(stated),
			severity: ignored ? 'warning' : 'info',
			option: THRESHOLD,
			fix: !ignored
				? {
						title: `set \`${key}\` to \`20k\``,
						applicability: 'unsafe',
						decide: 'every checkpoint then writes more small files',
						changes: [{ kind: 'setOption', key: THRESHOLD, value: memory(DEFAULT) }],
					}
				: alone
					? { title: 'remove it', applicability: 'safe', changes: [{ kind: 'removeSetting', setting: stated }] }
					: undefined,
		};
	},
});
