import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../src/engine/rule-names.ts';
import { type Files, line, lintFiles } from '../harness/project.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'rules');
const HEADINGS = ['What it does', 'Why is this bad', 'Example', 'Use instead', 'Fix safety', 'Versions', 'References', 'Silence it'];

/** A file in a page's example: `conf/flink-conf.yaml`, after the safe fix. */
interface Block {
	readonly path: string;
	readonly remark: string;
	readonly text: string;
}

/** The parts of a page or of a section, by their headings of a level. */
function parts(text: string, level: '##' | '###'): ReadonlyMap<string, string> {
	const pieces = text.split(new RegExp(`^${level} (.*)$`, 'm')).slice(1);
	return new Map(pieces.flatMap((piece, index) => (index % 2 === 0 ? [[piece, pieces[index + 1] ?? ''] as const] : [])));
}

function blocks(text: string): readonly Block[] {
	return [...text.matchAll(/^`([^`\n]+)`([^\n]*):\n\n```\w+\n([\s\S]*?)\n?```$/gm)].map(([, path = '', remark = '', body = '']) => ({
		path,
		remark,
		text: body === '' ? '' : `${body}\n`,
	}));
}

function filesOf(found: readonly Block[]): Files {
	return Object.fromEntries(found.map(({ path, text }) => [path, text]));
}

it('are there for every rule and for nothing else', () => {
	expect(readdirSync(FOLDER).sort()).toEqual([...ruleNames.map((name) => `${name}.md`), 'README.md'].sort());
});

describe.each(ruleNames.map((name) => [name]))('%s', (name) => {
	const sections = parts(readFileSync(join(FOLDER, `${name}.md`), 'utf8'), '##');

	it('has every heading', () => {
		expect([...sections.keys()].filter((heading) => heading !== 'Options')).toEqual(HEADINGS);
	});

	const bad = parts(sections.get('Example') ?? '', '###');
	const good = parts(sections.get('Use instead') ?? '', '###');

	it('has a good example for some input', () => {
		expect(good.size).toBeGreaterThan(0);
		expect([...good.keys()].filter((format) => !bad.has(format))).toEqual([]);
	});

	it.each([...bad.keys()].map((format) => [format]))('%s: the bad example reports what the page says', async (format) => {
		const text = bad.get(format) ?? '';
		const result = await lintFiles(filesOf(blocks(text)));
		const says = /flint says:\n\n```text\n([\s\S]*?)\n```/.exec(text)?.[1]?.split('\n');
		const findings = result.findings.filter(({ rule }) => rule === name);
		expect(findings.map((finding) => line(finding, result))).toEqual(says);
		expect(findings.length).toBeGreaterThan(0);
	});

	it.each([...good.keys()].map((format) => [format]))('%s: the good example does not report', async (format) => {
		const found = blocks(good.get(format) ?? '');
		expect(found.length).toBeGreaterThan(0);
		const fixed = found.some(({ remark }) => remark.includes('fix'));
		const files = fixed ? { ...filesOf(blocks(bad.get(format) ?? '')), ...filesOf(found) } : filesOf(found);
		const { findings } = await lintFiles(files);
		expect(findings.filter(({ rule }) => rule === name)).toEqual([]);
	});
});
