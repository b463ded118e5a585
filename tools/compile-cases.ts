// Puts what the Java editor makes of test/fixers/java/cases under oracle/compile, where real Flink's compiler must take it (oracle part
// `compile`). With --check it only says what is out of date.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileCases } from '../test/fixers/java/compile-cases.ts';
import { GeneratedFiles } from './generated-files.ts';

const folder = join(import.meta.dirname, '..', 'oracle', 'compile');
const files = new GeneratedFiles(folder);
const wanted = new Map((await compileCases()).map(({ path, text }) => [path, text]));

for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')))
	if (/^[\d.]+\/editor-[^/]+\/Job\.java$/.test(path) && !wanted.has(path)) files.remove(dirname(path));
for (const [path, text] of wanted) files.write(path, text);
files.report();
