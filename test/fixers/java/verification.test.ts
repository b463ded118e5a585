import { describe, expect, it } from 'vitest';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { Program } from './program.ts';

const GOOD = 'class J { void f() { a(); } }';

describe('rewritten Java', () => {
	it('passes where it still parses', async () => {
		await Program.of(GOOD);
		expect(await javaEditor.verify?.(GOOD, GOOD.replace('a()', 'a(1, "x")'))).toBeUndefined();
	});
	it('is refused where it does not parse any more', async () => {
		await Program.of(GOOD);
		expect(await javaEditor.verify?.(GOOD, GOOD.replace('a()', 'a('))).toBe('the rewritten text is no Java that flint can read');
	});
	it('is refused where only the strict parser sees it', async () => {
		await Program.of(GOOD);
		expect(await javaEditor.verify?.(GOOD, GOOD.replace('a();', 'goto x;'))).toMatch(/^a Java parser refuses the rewritten text: /);
	});
	it('is not held to more than the text before it', async () => {
		await Program.of(GOOD);
		const bad = 'class J { void f( { a(); } }';
		expect(await javaEditor.verify?.(bad, bad.replace('a()', 'b()'))).toBeUndefined();
	});
});
