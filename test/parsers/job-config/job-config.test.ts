import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJobConfig } from '../../../src/parsers/job-config/job-config.ts';
import { readProperties } from '../../../src/parsers/job-config/properties-lines.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

const CONFIG = 'applications:\n  - name: orders\n    files: [src/]\n    jobConfig: [src/main/resources/*.properties, job.yaml]\n';

describe('a .properties file', () => {
	it('is read as java.util.Properties does', () => {
		const { entries } = readProperties('# c\na.b=1\n c.d : two \\\n   lines\ne.f three\n!x\ng\\=h=\\u0041\\tz\nlast');
		expect(entries.map(({ key, value }) => [key, value])).toEqual([
			['a.b', '1'],
			['c.d', 'two lines'],
			['e.f', 'three'],
			['g=h', 'A\tz'],
			['last', ''],
		]);
	});
	it('counts as far as it states options of Flink', () => {
		const document = parseJobConfig('a.properties', 'kafka.topic=orders\nexecution.checkpointing.interval=30 s\nname=x\n');
		expect(document.settings.map(({ key, layer }) => [key, layer])).toEqual([['execution.checkpointing.interval', 'program']]);
	});
	it('is only read where flint.config.yaml names it', async () => {
		const properties = {
			'src/main/resources/job.properties': 'execution.checkpointing.interval=30s\nexecution.checkpointing.min-pause=2min\n',
		};
		expect((await lintFiles(properties)).files).toBe(0);
		const named = await lintFiles({ ...properties, 'flint.config.yaml': CONFIG });
		expect(named.findings.map(({ rule }) => rule)).toEqual(['min-pause-exceeds-interval']);
		expect(named.applications.map(({ id }) => id)).toEqual(['orders']);
	});
	it('gets values corrected in place, in its own words', async () => {
		const files = {
			'job.yaml': 'execution.checkpointing.interval: 30s\nexecution.checkpointing.min-pause: 2 min\ntopic: a\n',
			'flint.config.yaml': CONFIG,
		};
		const fixed = afterFix(files, await fixFiles(files, true, ['min-pause-exceeds-interval']));
		expect(fixed['job.yaml']).toBe('execution.checkpointing.interval: 2min\nexecution.checkpointing.min-pause: 2 min\ntopic: a\n');
	});
});

describe('every .properties text', () => {
	it('is read with places that hold what was written', () => {
		const word = fc.stringMatching(/^[a-z][a-z0-9.]{0,8}$/);
		const value = fc.stringMatching(/^[a-z0-9][a-z0-9 .:/=-]{0,10}$/);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(word, fc.constantFrom('=', ' = ', ': ', ' '), value), { maxLength: 6 }),
				fc.constantFrom('\n', '\r\n'),
				(rows, eol) => {
					const text = rows.map((row) => row.join('')).join(eol);
					const { entries } = readProperties(text);
					expect(entries.map(({ key }) => key)).toEqual(rows.map(([key]) => key));
					for (const [index, { keyRange, valueRange }] of entries.entries()) {
						expect(text.slice(keyRange.start, keyRange.end)).toBe(rows[index]?.[0]);
						expect(text.slice(valueRange.start, valueRange.end)).toBe(
							rows[index]?.[1] === ' ' ? rows[index]?.[2].replace(/^[=:] */, '') : rows[index]?.[2],
						);
					}
				},
			),
		);
	});
	it('is read without throwing', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '\\', '\n', '\r', '=', ':', ' ', '#', 'u', '0') }), (text) => {
				expect(() => readProperties(text)).not.toThrow();
			}),
		);
	});
});
