// Puts the legacy files of test/fixers/flink-conf/conversions.yaml, and what flint makes of them for config.yaml, under oracle/fixed: real Flink must
// read the same keys and texts from both (oracle part `load`). With --check it only says what is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { convertFlinkConf } from '../src/fixers/flink-conf/convert-flink-conf.ts';
import { parseFlinkConf } from '../src/parsers/flink-conf/flink-conf.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'oracle', 'fixed');
const check = process.argv.includes('--check');
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

const stale: string[] = [];
for (const [path, text] of wanted) {
	const file = join(folder, path);
	if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
	stale.push(path);
	if (check) continue;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
const folders = new Set([...wanted.keys()].map(dirname));
for (const version of readdirSync(folder)) {
	for (const name of readdirSync(join(folder, version))) {
		if (!name.startsWith(PREFIX) || folders.has(join(version, name))) continue;
		stale.push(join(version, name));
		if (!check) rmSync(join(folder, version, name), { recursive: true });
	}
}
console.log(`${Object.keys(shapes).length} converted files for the oracle`);
if (check && stale.length > 0) {
	console.error(`out of date in oracle/fixed: ${stale.join(', ')}; run \`npm run generate\``);
	process.exitCode = 1;
}
