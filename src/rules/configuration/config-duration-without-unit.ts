import { catalogue } from '../../catalog/catalogue.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import type { Option } from '../../model/option.ts';
import { INTERVAL } from '../../model/questions/recovery.ts';
import type { Layer, Setting } from '../../model/setting.ts';
import { formatDuration, formatMemory, isBareNumber, sameValue, type TypedValue } from '../../model/value.ts';
import type { FlinkVersion } from '../../model/version.ts';

/** The layers whose values are texts. */
const WRITTEN: readonly Layer[] = ['file', 'dynamic', 'table'];
/** Bare numbers from here on are milliseconds or bytes that somebody counted. */
const LARGE = 1000;
/** Their own rules tell that a value this small is far too short, whatever was meant. */
const TOLD_ELSEWHERE: readonly string[] = [INTERVAL, 'execution.checkpointing.timeout'];

/** A bare number that is read as milliseconds or bytes, and so small that something larger will have been meant. */
export const configDurationWithoutUnit = defineRule({
	meta: {
		name: 'config-duration-without-unit',
		summary: 'A small duration or memory size has no unit.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['safe'],
		messages: {
			duration: {
				what: '`{key}` is `{text}` without a unit: Flink reads `{value}`',
				why: 'a bare number is milliseconds, and whoever reads it may take it for seconds',
				do: 'write `{value}` if that is meant, else the unit that is',
			},
			memory: {
				what: '`{key}` is `{text}` without a unit: Flink reads `{value}`',
				why: 'a bare number is bytes, and whoever reads it may take it for megabytes',
				do: 'write `{value}` if that is meant, else the unit that is',
			},
		},
		evidence: ['TimeUtils reads a number without a unit as milliseconds, MemorySize as bytes (oracle: values, 1.18 to 2.3)'],
	},
	*check({ config, version }) {
		const counting = new Set(config.settings.filter(countsMilliseconds).map(({ file }) => file));
		for (const setting of config.settings) {
			if (!WRITTEN.includes(setting.layer) || setting.kind !== 'entry' || setting.inert !== undefined) continue;
			const option = catalogue.find(setting.key)[0];
			if (option === undefined || setting.value.kind !== 'known' || TOLD_ELSEWHERE.includes(option.key)) continue;
			const { value, text } = setting.value;
			const size = amount(value);
			if (size === undefined || size === 0 || size >= LARGE || !isBareNumber(setting.value) || isUsual(option, value)) continue;
			if (value.type === 'duration' && size >= COUNTED && counting.has(setting.file)) continue;
			const written = value.type === 'memory' ? formatMemory(size) : formatDuration(size);
			yield {
				message: value.type === 'memory' ? 'memory' : 'duration',
				data: { key: setting.key, text: text.trim(), value: written },
				at: config.place(setting),
				option: option.key,
				fix: unit(option, setting, value, written, version?.version),
			};
		}
	},
});

/** Whoever writes `60000` for a minute means milliseconds by `500`, but hardly by `30`. */
const COUNTED = 100;

function countsMilliseconds({ value }: Setting): boolean {
	return value.kind === 'known' && value.value.type === 'duration' && value.value.ms >= LARGE && isBareNumber(value);
}

function amount(value: TypedValue): number | undefined {
	if (value.type === 'duration') return value.ms;
	return value.type === 'memory' ? value.bytes : undefined;
}

/** Options that count in milliseconds or bytes by nature: their default is as small. */
function isUsual(option: Option, value: TypedValue): boolean {
	const defaults = catalogue.versionsOf(option).map((at) => catalogue.defaultOf(option, at));
	return defaults.some((one) => one?.type === value.type && (amount(one) ?? 0) > 0 && (amount(one) ?? 0) < LARGE);
}

/** Some durations were plain numbers once: with a unit those versions would reject them. */
function unit(option: Option, setting: Setting, value: TypedValue, text: string, version: FlinkVersion | undefined): Fix | undefined {
	const versions = version === undefined ? catalogue.versionsOf(option) : [version];
	const readable = versions.every((at) => {
		const read = catalogue.read(option, text, at);
		return read.kind === 'known' && sameValue(read.value, value);
	});
	if (!readable) return undefined;
	return {
		title: `write \`${text}\`, which is what Flink reads already`,
		applicability: 'safe',
		changes: [{ kind: 'restateValue', setting, text }],
	};
}
