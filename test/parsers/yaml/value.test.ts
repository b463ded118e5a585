import { describe, expect, it } from 'vitest';
import type { OptionType } from '../../../src/model/value.ts';
import { readYamlText } from '../../../src/parsers/yaml/value.ts';
import { type RecordedValues, recorded, recordedVersions } from '../../oracle/recorded.ts';

describe.each(recordedVersions().filter((version) => recorded<RecordedValues>(version, 'values')?.standard !== undefined))(
	'lists and maps after a config.yaml, Flink %s',
	(version) => {
		const answers = recorded<RecordedValues>(version, 'values')?.standard ?? {};
		for (const [name, cases] of Object.entries(answers)) {
			const element = /^list<(.*)>$/.exec(name)?.[1];
			if (element === undefined && name !== 'map') continue;
			it.each(Object.entries(cases))(`${name} %j`, (text, answer) => {
				const value = readYamlText(element === undefined ? 'map' : 'list', text, { version, element: (element ?? 'string') as OptionType });
				if (answer.rejected !== undefined) return expect(value.kind).toBe('invalid');
				if (value.kind !== 'known') return expect(value).toBe('known');
				if (value.value.type === 'map') return expect(value.value.entries).toEqual(answer.value);
				if (value.value.type !== 'list') return expect(value.value).toBe('a list');
				const items = element === 'int' ? value.value.items.map(Number) : value.value.items;
				if (element === 'duration') return expect(items).toHaveLength((answer.value as unknown[]).length);
				return expect(items).toEqual(answer.value);
			});
		}
	},
);
