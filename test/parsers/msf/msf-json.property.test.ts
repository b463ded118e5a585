import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMsfJson } from '../../../src/parsers/msf/msf-json.ts';
import { recogniseMsfJson } from '../../../src/parsers/msf/recognition.ts';
import { randomApplication } from './random-application.ts';

test('ranges slice back to the property, its name and its value, in any layout', () => {
	fc.assert(
		fc.property(randomApplication, (text) => {
			const document = parseMsfJson('app.json', text);
			expect(document.problems).toEqual([]);
			for (const { name, value, range, nameRange, valueRange } of document.settings) {
				const property = JSON.parse(`{${text.slice(range.start, range.end)}}`);
				expect(text.slice(nameRange.start, nameRange.end)).toBe(`"${name}"`);
				expect(value.kind === 'known' && value.text).toBe(String(property[name]));
				expect(JSON.parse(text.slice(valueRange?.start, valueRange?.end))).toEqual(property[name]);
				expect(document.statementAt(nameRange.start + 1)).toEqual(range);
			}
		}),
		{ numRuns: 300 },
	);
});

test('the settings are those that JSON.parse sees', () => {
	fc.assert(
		fc.property(randomApplication, (text) => {
			const flink = JSON.parse(text.replace('\uFEFF', '')).ApplicationConfiguration.FlinkApplicationConfiguration ?? {};
			const expected = Object.values<object>(flink).flatMap((block) => Object.entries(block).map(([name, value]) => `${name}=${value}`));
			const read = parseMsfJson('app.json', text).settings.map(
				({ name, value }) => `${name}=${value.kind === 'known' ? value.text : value.kind}`,
			);
			expect(read.filter((entry) => !/^(RuntimeEnvironment|SnapshotsEnabled|RollbackEnabled)=/.test(entry)).sort()).toEqual(
				expected.sort(),
			);
		}),
		{ numRuns: 300 },
	);
});

const garbled = fc
	.tuple(
		randomApplication,
		fc.nat(),
		fc.nat(),
		fc.constantFrom('', '"', '{', '}', ',', '...', '//', '\\', '\u0000', '\uD800', '01', '-', 'e', '\t'),
	)
	.map(([text, from, length, insertion]) => {
		const start = from % (text.length + 1);
		return text.slice(0, start) + insertion + text.slice(start + (length % 40));
	});

test('a text has a problem exactly where JSON.parse rejects it', () => {
	fc.assert(
		fc.property(fc.oneof(randomApplication, garbled, fc.json()), (text) => {
			if (/[$#<]|\{\{|\uFEFF/.test(text)) return;
			expect(parseMsfJson('app.json', text).problems.length).toBe(accepts(text) ? 0 : 1);
		}),
		{ numRuns: 2000 },
	);
});

function accepts(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

test('a text that is cut, garbled or random never throws, and places are inside it', () => {
	fc.assert(
		fc.property(fc.oneof(garbled, fc.string(), fc.json()), (text) => {
			recogniseMsfJson(text);
			const document = parseMsfJson('app.json', text);
			const ranges = [...document.problems, ...document.settings, ...document.notes].map(({ range }) => range);
			for (const { start, end } of [...ranges, ...document.secrets, document.anchor, document.statementAt(text.length >> 1)]) {
				expect(start).toBeGreaterThanOrEqual(0);
				expect(end).toBeGreaterThanOrEqual(start);
				expect(end).toBeLessThanOrEqual(text.length);
			}
		}),
		{ numRuns: 1000 },
	);
});
