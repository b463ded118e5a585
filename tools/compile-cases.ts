// Puts what the Java editor makes of test/fixers/java/cases under oracle/compile, where real Flink's compiler must take it (oracle part
// `compile`). With --check it only says what is out of date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileCases } from '../test/fixers/java/compile-cases.ts';

const folder = join(import.meta.dirname, '..', 'oracle', 'compile');
const check = process.argv.includes('--check');
const stale: string[] = [];
const wanted = new Map((await compileCases()).map(({ path, text }) => [path, text]));

for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))) {
	if (!/^[\d.]+\/editor-[^/]+\/Job\.java$/.test(path) || wanted.has(path)) continue;
	stale.push(path);
	if (!check) rmSync(dirname(join(folder, path)), { recursive: true });
}
for (const [path, text] of wanted) {
	const file = join(folder, path);
	if (read(file) === text) continue;
	stale.push(path);
	if (check) continue;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
if (check && stale.length > 0) {
	console.error(`out of date: ${stale.join(', ')}; run \`npx tsx tools/compile-cases.ts\``);
	process.exitCode = 1;
}

function read(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
