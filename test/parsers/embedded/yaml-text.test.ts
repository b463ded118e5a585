import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isScalar, parseDocument, visit } from 'yaml';
import type { InnerText } from '../../../src/parsers/embedded/inner-text.ts';
import { yamlScalarText } from '../../../src/parsers/embedded/yaml-text.ts';

/** The text flint reads in the first value of a YAML map. */
function inner(file: string): InnerText {
	let found: InnerText | undefined;
	visit(parseDocument(file), {
		Scalar(key, node) {
			if (key === 'value' && found === undefined) found = yamlScalarText(file, node);
		},
	});
	if (found === undefined) throw new Error('no scalar');
	return found;
}

describe('the text inside a YAML scalar', () => {
	it('is the lines of a literal block as they stand', () => {
		const file = 'data:\n  a: |\n    x: 1\n      y: 2\n';
		expect(inner(file)).toMatchObject({ text: '    x: 1\n      y: 2\n', start: 13 });
	});
	it('joins the lines of a folded block, keeping its length', () => {
		expect(inner('a: >\n  x: 1\n  y: 2\n\n  z: 3\n').text).toBe('  x: 1   y: 2\n\n  z: 3\n');
	});
	it('reads escapes in double quotes at their own length', () => {
		expect(inner('a: "x: 1\\ny: \\"2\\""\n').text).toBe('x: 1 \ny:  "2 "');
	});
	it('reads doubled single quotes', () => {
		expect(inner("a: 'it''s'\n").text).toBe("it 's");
	});
});

describe('every inner text', () => {
	it('says what YAML says, up to blanks, and is as long as its span', () => {
		const line = fc.stringMatching(/^[a-z][a-z :."'\\-]{0,12}[a-z]$/);
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('|', '"', "'"), (lines, style) => {
				const said = lines.join('\n');
				const file =
					style === '|'
						? `k: |\n${lines.map((one) => `  ${one}`).join('\n')}\n`
						: style === '"'
							? `k: ${JSON.stringify(said)}\n`
							: `k: '${lines.join(' ').replaceAll("'", "''")}'\n`;
				const read = inner(file);
				const node = parseDocument(file).get('k', true);
				if (!isScalar(node)) throw new Error('no scalar');
				const squeeze = (text: string): string =>
					text
						.replace(/[ \t]+/g, ' ')
						.replace(/ ?\n ?/g, '\n')
						.trim();
				const whole = read.said?.({ start: 0, end: read.text.length }) ?? read.text;
				expect(squeeze(whole)).toBe(squeeze(String(node.value)));
				expect(file.length).toBeGreaterThanOrEqual(read.start + read.text.length);
			}),
		);
	});
	it('is spelled so that the file reads back what was written', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '"', "'", '\\', ' ', ':', '\n') }), fc.constantFrom('"', "'"), (text, quote) => {
				const file = `k: ${quote}x${quote}\n`;
				const node = parseDocument(file).get('k', true);
				const place = isScalar(node) ? yamlScalarText(file, node) : undefined;
				const spelled = place?.encode(text);
				if (place === undefined || spelled === undefined) return;
				const after = file.slice(0, place.start) + spelled + file.slice(place.start + place.text.length);
				expect(parseDocument(after).get('k')).toBe(text);
			}),
		);
	});
});
