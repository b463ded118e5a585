// Puts every configuration file that a safe fix of the rules' cases produces under oracle/fixed, with what flint reads in it:
// real Flink must load the file and read the same (oracle part `load`). With --check it only says what is out of date.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocument } from '../src/workspace/documents/documents.ts';
import { ruleCases } from '../test/harness/case.ts';
import { afterFix, fixFiles } from '../test/harness/project.ts';
import { GeneratedFiles } from './generated-files.ts';

const folder = join(import.meta.dirname, '..', 'oracle', 'fixed');
/** The oracle's versions that read each kind of file; a case that states no version goes to the newest. */
const READS = { 'flink-conf': ['1.18', '1.20'], 'config-yaml': ['1.20', '2.0', '2.3'] } as const;

const wanted = new Map<string, string>();
for (const [rule, cases] of ruleCases()) {
	for (const one of cases) {
		if (Object.keys(one.fixed).length === 0) continue;
		const result = await fixFiles(one.files, false, [rule]);
		const texts = afterFix(one.files, result);
		for (const { path } of result.files) await add(`${rule}--${slug(one.name)}`, path, texts[path] ?? '', result.after.applications);
	}
}

async function add(
	name: string,
	path: string,
	text: string,
	applications: Awaited<ReturnType<typeof fixFiles>>['after']['applications'],
): Promise<void> {
	const document = await readDocument({ path, text });
	if (document?.format !== 'flink-conf' && document?.format !== 'config-yaml') return;
	const versions: readonly string[] = READS[document.format];
	const stated = applications.find((application) => application.documents.some((own) => own.path === path))?.version?.version;
	const version = stated !== undefined && versions.includes(stated) ? stated : versions.at(-1);
	const expected: Record<string, string> = {};
	for (const setting of document.settings) if (setting.value.kind === 'known') expected[setting.key] = setting.value.text;
	const base = `${version}/${name}`;
	wanted.set(`${base}/${document.format === 'flink-conf' ? 'flink-conf.yaml' : 'config.yaml'}`, text);
	wanted.set(`${base}/expected.json`, `${JSON.stringify(expected, undefined, 2)}\n`);
}

function slug(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}

const files = new GeneratedFiles(folder);
for (const [path, text] of wanted) files.write(path, text);
const folders = new Set([...wanted.keys()].map(dirname));
for (const version of readdirSync(folder))
	for (const name of readdirSync(join(folder, version)))
		if (name.includes('--') && !folders.has(join(version, name))) files.remove(join(version, name));
console.log(`${wanted.size / 2} fixed files for the oracle`);
files.report();
