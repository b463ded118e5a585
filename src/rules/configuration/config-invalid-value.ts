import { catalogue } from '../../catalog/catalogue.ts';
import { type LimitViolation, violations } from '../../catalog/limit-violations.ts';
import { namesInstead } from '../../catalog/named-values.ts';
import { describeDemand, rejectionTime } from '../../catalog/value-limits.ts';
import type { Application } from '../../model/application.ts';
import type { EffectiveConfiguration } from '../../model/effective/effective.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import { schemeOf } from '../../model/location.ts';
import type { Option } from '../../model/option.ts';
import { notesOf } from '../../model/questions/notes.ts';
import { Statements } from '../../model/questions/statements.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue, type OptionType } from '../../model/value.ts';
import type { FlinkVersion } from '../../model/version.ts';

/** A value that its option does not take. */
export const configInvalidValue = defineRule({
	meta: {
		name: 'config-invalid-value',
		summary: 'A value does not fit its option: its type, its range, its names, or another value.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			invalid: {
				what: '`{value}` is no value for `{key}`: {why}',
				why: 'Flink loads the file and throws an IllegalArgumentException when the option is read, even where something else overrides it',
				do: 'write {expected}',
			},
			field: {
				what: '`{value}` is no value for `{key}`: {why}',
				why: 'AWS rejects the request',
				do: 'write a value that AWS takes',
			},
			spec: {
				what: '`{value}` is no value for `{key}`: {why}',
				why: 'the Kubernetes operator rejects the resource',
				do: 'write a value that it takes',
			},
			limit: {
				what: '`{key}` is `{value}`, and must be {demand}',
				why: '{source} rejects it {when}, and the job does not start',
				do: 'set it to {demand}',
			},
			relation: {
				what: '`{key}` is `{value}`, and must be {demand}, which is `{bound}`',
				why: '{source} rejects them together {when}, and the job does not start',
				do: 'change one of the two',
			},
			endless: {
				what: '`{key}` is `{value}`, but `{other}` is not set',
				why: '{source} takes a missing interval for one without end, rejects the shorter one {when}, and the job does not start',
				do: 'set `{other}`, or remove `{key}`',
			},
			name: {
				what: '`{value}` is no value for `{key}`',
				why: 'Flink loads the file and fails when the option is used',
				do: 'use one of {names}',
			},
		},
		evidence: [
			'TimeUtils, MemorySize and ConfigurationUtils of 1.18 to 2.3 (oracle: values)',
			'src/catalog/value-limits.ts: each limit with the class that checks it; both sides of each were run (oracle: combinations/limits, parallelism, restart, interval)',
			'combinations/precedence/bad-conf-overridden-by-call, combinations/backend/type-bogus, combinations/restart/bogus-checkpointing-on (oracle)',
		],
	},
	*check(application) {
		const { config } = application;
		// What YAML makes of `yes` is `config-yaml-standard-trap`.
		const surprising = notesOf(application, 'surprising-type');
		const statements = surprising.length === 0 ? undefined : new Statements(config);
		const told = new Set(surprising.map((note) => statements?.of(note)));
		for (const setting of config.settings) {
			const option = catalogue.find(setting.key)[0];
			if (option === undefined || setting.inert !== undefined || told.has(setting) || isOverwritten(setting, config)) continue;
			const report = reportOn(setting, option, application);
			if (report !== undefined) yield { ...report, at: config.place(setting), option: option.key };
		}
		for (const violation of violations(application, 'config-invalid-value')) {
			// What Flink leaves of a Path is `savepoint-dir-loses-bucket`.
			const { keptAsPath } = violation.setting;
			if (keptAsPath === undefined || schemeOf(keptAsPath) === undefined) yield beyondLimit(violation, application);
		}
	},
});

/** A value of the right type that Flink does not take, alone or beside another one. */
function beyondLimit(
	{ limit, setting, value, other }: LimitViolation,
	{ config, version }: Application,
): Report<'limit' | 'relation' | 'endless'> {
	const related = other?.setting === undefined || other.setting === setting ? [] : [other.setting];
	const data = {
		key: keyIn(setting, limit.key),
		value: formatValue(value),
		demand: describeDemand(limit.demand, value),
		other: other === undefined ? '' : keyIn(other.setting, other.key),
		bound: other?.value === undefined ? '' : formatValue(other.value),
		when: rejectionTime(limit, version?.version),
		source: limit.source,
	};
	return {
		message: other === undefined ? 'limit' : other.value === undefined ? 'endless' : 'relation',
		data,
		at: config.place(setting),
		option: limit.key,
		related: related.map((bound) => ({ place: config.place(bound), message: `\`${data.other}\` is said here` })),
	};
}

/** The key that somebody wrote, else the option's own. */
function keyIn(setting: Setting | undefined, key: string): string {
	return setting?.kind === 'entry' && setting.layer !== 'deployment' ? setting.key : key;
}

/** Flink checks what a configuration comes to, not what another line or a dynamic property overwrites in it. */
function isOverwritten(setting: Setting, config: EffectiveConfiguration): boolean {
	const configures = setting.layer !== 'program' && (setting.layer !== 'table' || setting.kind === 'entry');
	return configures && !config.checked(setting.key).includes(setting);
}

function reportOn(
	setting: Setting,
	option: Option,
	{ platform, version }: Application,
): Omit<Report<'invalid' | 'field' | 'spec' | 'name'>, 'at'> | undefined {
	const { key, value } = setting;
	if (value.kind === 'invalid') {
		const text = isSensitiveKey(key) ? '****' : value.text;
		if (setting.layer === 'deployment')
			return { message: platform === 'msf' ? 'field' : 'spec', data: { value: text, key: setting.name, why: value.why } };
		return { message: 'invalid', data: { value: text, key, why: value.why, expected: expected(option, version?.version) } };
	}
	const names = value.kind === 'known' ? namesInstead(option, value.text, version?.version) : undefined;
	if (names === undefined || value.kind !== 'known') return undefined;
	return { message: 'name', data: { value: value.text, key, names: names.map((name) => `\`${name}\``).join(', ') } };
}

function expected(option: Option, version: FlinkVersion | undefined): string {
	const type = version === undefined ? option.type : catalogue.typeOf(option, version);
	return type !== option.type && option.type === 'duration'
		? 'the milliseconds as a bare number: it takes units from Flink 1.20 on'
		: EXPECTED[type];
}

const EXPECTED: Readonly<Record<OptionType, string>> = {
	duration: 'a whole number and a unit, such as `30 s`',
	memory: 'a whole number and a unit, such as `512m`',
	boolean: '`true` or `false`',
	int: 'a whole number of 32 bits',
	long: 'a whole number of 64 bits',
	float: 'a number',
	double: 'a number',
	string: 'a text',
	enum: 'one of these names',
	list: 'its elements with `;` between them',
	map: 'pairs as in `key:value,key2:value2`',
	object: "what the option's class reads",
};
