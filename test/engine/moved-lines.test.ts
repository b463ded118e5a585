import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import { lintProject } from '../../src/engine/lint.ts';
import type { LintRequest } from '../../src/engine/result.ts';
import { walk } from '../../src/workspace/files/walk.ts';

const root = join(import.meta.dirname, '../../fixtures/demo');
const { files } = walk(root, []);
const texts = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

/** What may stand on a line of its own without a meaning, by the ending of a file. */
const NOTHING: Readonly<Record<string, readonly string[]>> = {
	yaml: ['', '# moved', '   ', '    # indented'],
	java: ['', '// moved', '\t/* moved */', '/** moved\n * twice */'],
	json: ['', '  ', '\t'],
	xml: ['', '<!-- moved -->'],
};

async function findings(overlay: ReadonlyMap<string, string>): Promise<readonly string[]> {
	const request: LintRequest = {
		root,
		files,
		selected: undefined,
		overlay,
		config: defaultConfig,
		version: undefined,
		platform: undefined,
	};
	const result = await lintProject(request);
	return result.findings.map(({ fingerprint, rule, at }) => `${fingerprint} ${rule} ${at.file}`).toSorted();
}

/** Lines put in front of others: the file, how far down (0 to 1), and which line. */
const insertion = fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat());

function inserted(insertions: readonly (readonly [string, number, number])[]): ReadonlyMap<string, string> {
	const changed = new Map<string, string>();
	for (const [path, depth, choice] of insertions) {
		const choices = NOTHING[path.slice(path.lastIndexOf('.') + 1)] ?? [''];
		const lines = (changed.get(path) ?? texts.get(path) ?? '').split('\n');
		// In front of an XML declaration nothing may stand.
		const at = Math.max(path.endsWith('.xml') ? 1 : 0, Math.floor(depth * (lines.length - 1)));
		changed.set(path, lines.toSpliced(at, 0, choices[choice % choices.length] ?? '').join('\n'));
	}
	return changed;
}

test('blank lines and comments, wherever they are put, leave every fingerprint as it is', { timeout: 120_000 }, async () => {
	const before = await findings(new Map());
	expect(before.length).toBeGreaterThan(10);
	expect(new Set(before.map((line) => line.split(' ')[0])).size).toBe(before.length);
	await fc.assert(
		fc.asyncProperty(fc.array(insertion, { minLength: 1, maxLength: 30 }), async (insertions) => {
			expect(await findings(inserted(insertions))).toEqual(before);
		}),
		{ numRuns: 60 },
	);
});

test('suppressing one of two equal findings leaves the fingerprint of the other', async () => {
	const twins = new Map(texts);
	const conf = 'orders/conf/flink-conf.yaml';
	twins.set(conf, `${texts.get(conf) ?? ''}parallelism.defualt: 4\nparallelism.defualt: 8\n`);
	const unknown = async (overlay: ReadonlyMap<string, string>): Promise<readonly string[]> =>
		(await findings(overlay)).filter((line) => line.includes(`config-unknown-key ${conf}`));
	const [one, two] = await unknown(twins);
	expect(two).toBeDefined();
	const text = twins.get(conf) ?? '';
	twins.set(conf, text.replace('parallelism.defualt: 4', '$& # flint-ignore-line config-unknown-key -- known'));
	const left = await unknown(twins);
	expect(left).toHaveLength(1);
	expect([one, two]).toContain(left[0]);
});
