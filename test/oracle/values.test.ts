import { describe, expect, it } from 'vitest';
import { readPlain } from '../../src/model/syntax/value-syntax.ts';
import type { OptionType, Value } from '../../src/model/value.ts';
import { type RecordedValue, type RecordedValues, recorded, recordedVersions } from './recorded.ts';

const TYPES: readonly OptionType[] = ['duration', 'memory', 'boolean', 'int', 'long', 'float', 'double', 'string', 'map'];

/** The names of the enums that the cases speak of; the catalogue knows those of options. */
const ENUMS: Readonly<Record<string, readonly string[]>> = {
	RuntimeExecutionMode: ['STREAMING', 'BATCH', 'AUTOMATIC'],
	ExternalizedCheckpointRetention: ['DELETE_ON_CANCELLATION', 'RETAIN_ON_CANCELLATION', 'NO_EXTERNALIZED_CHECKPOINTS'],
	CheckpointConfig$ExternalizedCheckpointCleanup: ['DELETE_ON_CANCELLATION', 'RETAIN_ON_CANCELLATION', 'NO_EXTERNALIZED_CHECKPOINTS'],
	CheckpointingMode: ['EXACTLY_ONCE', 'AT_LEAST_ONCE'],
	RecoveryClaimMode: ['CLAIM', 'NO_CLAIM', 'LEGACY'],
};

function optionType(name: string): OptionType {
	const type = TYPES.find((candidate) => candidate === name);
	if (type === undefined) throw new Error(`the oracle has cases of a type this test does not know: ${name}`);
	return type;
}

for (const version of recordedVersions()) {
	const answers = recorded<RecordedValues>(version, 'values');
	for (const [type, cases] of Object.entries(answers?.legacy ?? answers?.standard ?? {})) {
		// What YAML adds to lists and maps is compared in test/parsers/yaml/value.test.ts.
		if (answers?.legacy === undefined && /^(?:list|map)/.test(type)) continue;
		if (Object.values(cases).every((answer) => answer.noSuchEnum === true)) continue;
		describe(`Flink ${version} reads ${type}`, () => {
			for (const [text, answer] of Object.entries(cases)) {
				if (answer.noSuchEnum === true) continue;
				it(JSON.stringify(text), () => expect(read(type, text)).toEqual(expected(answer)));
			}
		});
	}

	function read(type: string, text: string): unknown {
		const element = /^list<(.*)>$/.exec(type)?.[1];
		if (element !== undefined) return plain(readPlain('list', text, { version, element: optionType(element) }), element);
		const enumName = /^enum:.*\.([\w$]+)$/.exec(type)?.[1];
		if (enumName !== undefined) return plain(readPlain('enum', text, { version, enumValues: ENUMS[enumName] ?? [] }));
		return plain(readPlain(optionType(type), text, { version }));
	}

	function plain(value: Value, element = 'string'): unknown {
		if (value.kind !== 'known') return 'rejected';
		const { value: typed } = value;
		if (typed.type === 'duration') return { ms: typed.ms };
		if (typed.type === 'memory') return typed.bytes;
		if (typed.type === 'map') return typed.entries;
		if (typed.type !== 'list') return typed.value;
		if (element === 'string') return typed.items;
		return typed.items.map((item) => read(element, item)).map((item) => (item instanceof Object && 'ms' in item ? item.ms : item));
	}
}

function expected(answer: RecordedValue): unknown {
	if (answer.rejected !== undefined) return 'rejected';
	if (answer.iso !== undefined) return { ms: isoMilliseconds(answer.iso) };
	const { value } = answer;
	return typeof value === 'string' && /^-?(?:\d{16,}|Infinity|NaN)$/.test(value) ? Number(value) : value;
}

function isoMilliseconds(iso: string): number {
	const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
	const [, hours = '0', minutes = '0', seconds = '0'] = match ?? [];
	const [whole = '0', fraction = ''] = seconds.split('.');
	const total = (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(whole)) * 1000n;
	const nanos = BigInt(fraction.padEnd(9, '0'));
	return Number(total + nanos / 1_000_000n) + Number(nanos % 1_000_000n) / 1_000_000;
}
