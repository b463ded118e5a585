import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalog/catalogue.ts';
import { compareFile, compareTexts } from './differential/compare.ts';
import { flintAnswer, readFile } from './differential/flint-answer.ts';
import { flintReading } from './differential/option-texts.ts';
import { recordedFiles, recordedTexts } from './differential/recording.ts';

describe('what flint reads of a file is what Flink reads of it', () => {
	it.each(recordedFiles().map((file) => [`${file.kind} ${file.id}`, file] as const))('%s', (_, file) => {
		const read = readFile(file);
		for (const { versions, answer } of file.answers) {
			for (const version of versions)
				expect([version, ...compareFile({ id: file.id, ...answer }, flintAnswer(read, version)).differences]).toEqual([version]);
		}
	});
});

describe('what flint reads of a text for an option is what Flink reads of it', () => {
	it.each(recordedTexts().map((texts) => [`${texts.id} after a ${texts.kind} file`, texts] as const))('%s', (_, { id, kind, answers }) => {
		const option = catalogue.find(id)[0];
		if (option === undefined) throw new Error(`the catalogue has no option ${id}`);
		for (const { versions, answer } of answers) {
			for (const version of versions)
				expect([version, ...compareTexts(answer, (text) => flintReading(option, text, kind, version)).differences]).toEqual([version]);
		}
	});
});
