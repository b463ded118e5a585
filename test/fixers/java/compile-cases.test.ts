import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CompileCase, compileCases } from './compile-cases.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'oracle', 'compile');

describe('what the editor writes is what real Flink was asked to compile', () => {
	let cases: readonly CompileCase[];
	beforeAll(async () => {
		cases = await compileCases();
	});

	it('for every case (`npx tsx tools/compile-cases.ts` writes them)', () => {
		expect(cases.length).toBeGreaterThan(40);
		for (const { path, text } of cases) expect({ path, text: readFileSync(join(FOLDER, path), 'utf8') }).toEqual({ path, text });
	});
});
