// Puts the legacy files of test/fixers/flink-conf/conversions.yaml, and what flint makes of them for config.yaml, under oracle/fixed: real Flink must
// read the same keys and texts from both (oracle part `load`). With --check it only says what is out of date.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { convertFlinkConf } from '../src/fixers/flink-conf/convert-flink-conf.ts';
import { parseFlinkConf } from '../src/parsers/flink-conf/flink-conf.ts';
import { GeneratedFiles } from './generated-files.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'oracle', 'fixed');
/** The newest version with the old parser, and the ends of the range with the new one. */
const LEGACY = '1.20';
const STANDARD = ['1.20', '2.0', '2.3'];
const PREFIX = 'converted-';

const shapes: Readonly<Record<string, string>> = parse(
	readFileSync(join(root, 'test', 'fixers', 'flink-conf', 'conversions.yaml'), 'utf8'),
);
const wanted = new Map<string, string>();
for (const [name, legacy] of Object.entries(shapes)) {
	const document = parseFlinkConf('flink-conf.yaml', legacy);
	const converted = convertFlinkConf(document);
	if (converted === undefined) throw new Error(`\`${name}\` of test/fixers/flink-conf/conversions.yaml is not converted`);
	const texts = document.settings.map(({ key, value }) => [key, value.kind === 'unknown' ? '' : value.text] as const);
	const expected = `${JSON.stringify(Object.fromEntries(texts), undefined, 2)}\n`;
	put(LEGACY, `${PREFIX}${name}-before`, 'flink-conf.yaml', legacy, expected);
	for (const version of STANDARD) put(version, `${PREFIX}${name}`, 'config.yaml', converted.text, expected);
}

function put(version: string, name: string, file: string, text: string, expected: string): void {
	wanted.set(join(version, name, file), text);
	wanted.set(join(version, name, 'expected.json'), expected);
}

const files = new GeneratedFiles(folder);
for (const [path, text] of wanted) files.write(path, text);
const folders = new Set([...wanted.keys()].map(dirname));
for (const version of readdirSync(folder))
	for (const name of readdirSync(join(folder, version)))
		if (name.startsWith(PREFIX) && !folders.has(join(version, name))) files.remove(join(version, name));
console.log(`${Object.keys(shapes).length} converted files for the oracle`);
files.report();
