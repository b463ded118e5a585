import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTour } from '../../tools/tour.ts';

const root = join(import.meta.dirname, '../..');

test('the tour of the README prints what the README shows', async () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const steps = [...readme.matchAll(/<!-- tour: flint (\w+)/g)].map((step) => step[1]);
	expect(new Set(steps)).toEqual(new Set(['lint', 'show', 'explain', 'fix', 'init']));
	expect(await withTour(readme, root)).toBe(readme);
});
