import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose wasm is copied beside the bundle (tools/copy-wasm.mjs). */
const COPIED = ['web-tree-sitter', 'tree-sitter-java'].map((name) => join(import.meta.dirname, '..', 'node_modules', name));

/** The licences of everything that is bundled or copied: their authors ask that the text goes with the code. */
export function thirdPartyNotices(modules: readonly string[]): string {
	const folders = [...new Set([...modules.flatMap((module) => packageFolder(module) ?? []), ...COPIED])];
	const notices = folders.map(notice).sort();
	return `flint contains the following packages, each under its own licence.\n\n${[...new Set(notices)].join('\n')}`;
}

/** The folder of the installed package that a module belongs to, undefined for flint's own modules. */
function packageFolder(module: string): string | undefined {
	return /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/.exec(module)?.[0];
}

function notice(folder: string): string {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, string>>;
	const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
	const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
	return [`${'-'.repeat(80)}\n${name} ${version}, licence ${license}`, ...texts, ''].join('\n\n');
}
