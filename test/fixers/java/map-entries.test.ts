import { expect, test } from 'vitest';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { number, text } from '../../../src/model/value.ts';
import { readJob } from '../../parsers/java/reading.ts';
import { applyEdits } from '../text-edits.ts';

const configured = (map: string) => `env.configure(Configuration.fromMap(${map}));`;

test.each([
	['Map.of("rest.port", "1", "parallelism.default", "4")', 'Map.of("rest.port", "1", "parallelism.default", "8")'],
	['Map.ofEntries(Map.entry("parallelism.default", "4"))', 'Map.ofEntries(Map.entry("parallelism.default", "8"))'],
	['Map.of("parallelism.default", String.valueOf(4))', 'Map.of("parallelism.default", String.valueOf(8))'],
	['Map.of("parallelism.default", args[0])', undefined],
])('the value in %s becomes another', (before, after) => {
	const document = readJob(configured(before));
	const setting = document.settings.find(({ key }) => key === 'parallelism.default');
	const edits = setting === undefined ? undefined : javaEditor.setValue(document, setting, number(8));
	const expected = after === undefined ? undefined : document.text.replace(before, after);
	expect(edits === undefined ? undefined : applyEdits(document.text, edits)).toBe(expected);
});

test('its key is renamed where it is a literal; an entry is neither taken out nor put beside another', () => {
	const document = readJob(configured('Map.of("state.backend", "rocksdb")'));
	const [setting] = document.settings;
	if (setting === undefined) throw new Error('nothing is stated');
	const edits = javaEditor.rename(document, setting, 'state.backend.type');
	expect(edits === undefined ? undefined : applyEdits(document.text, edits)).toBe(
		document.text.replace('"state.backend"', '"state.backend.type"'),
	);
	expect(javaEditor.remove(document, setting)).toBeUndefined();
	const beside = { key: 'execution.checkpointing.dir', value: text('s3://a/b'), after: setting };
	expect(javaEditor.insert(document, beside, undefined)).toBeUndefined();
});
