import { defineRule } from '../../model/finding.ts';
import { INTERVAL, isBatch } from '../../model/questions/recovery.ts';
import { formatDuration, isBareNumber } from '../../model/value.ts';

const TTL = 'table.exec.state.ttl';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** SQL forgets keys so soon that ordinary delays change results. */
export const stateTtlTooShort = defineRule({
	meta: {
		name: 'state-ttl-too-short',
		summary: 'SQL state expires so soon that results are likely to be wrong.',
		category: 'state',
		severity: 'warning',
		fixes: [],
		messages: {
			milliseconds: {
				what: 'SQL state expires after {ttl}: `{written}` has no unit, and Flink takes milliseconds',
				why: 'a key that comes again later starts from nothing: joins miss rows, aggregates restart and duplicates pass',
				do: 'write the unit that was meant, such as `{written} s`',
			},
			soon: {
				what: 'SQL state expires after {ttl} without an update',
				why: 'a key that comes again later starts from nothing: joins miss rows, aggregates restart and duplicates pass',
				do: 'set it to at least twice the longest delay between two rows that belong together, often 24 to 36 h',
			},
		},
		evidence: [
			'ExecutionConfigOptions.IDLE_STATE_RETENTION: the time for which idle state is kept, at least (1.13 to 2.3)',
			'A number without a unit is milliseconds (oracle: values)',
			'What is short is our own figure: a warning up to a minute or a checkpoint interval, an info below an hour',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(TTL);
		const ttl = config.duration(TTL);
		if (setting === undefined || ttl === undefined || ttl <= 0 || ttl >= HOUR || isBatch(application)) return;
		const interval = config.duration(INTERVAL) ?? 0;
		const bare = isBareNumber(setting.value) && setting.kind === 'entry';
		yield {
			message: bare ? 'milliseconds' : 'soon',
			data: { ttl: `\`${formatDuration(ttl)}\``, written: ttl },
			at: config.place(setting),
			severity: bare || ttl <= Math.max(MINUTE, Math.min(interval, HOUR)) ? 'warning' : 'info',
			option: TTL,
		};
	},
});
