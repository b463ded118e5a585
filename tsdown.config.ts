import { defineConfig } from 'tsdown';
import { thirdPartyNotices } from './tools/third-party.ts';

/** V8 reads JSON text several times faster than the same data as an object literal. */
const jsonAsText = {
	name: 'json-as-text',
	transform: {
		filter: { id: /generated\/options\.json$/ },
		handler: (code: string) => ({
			code: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(code)))});`,
			moduleType: 'js' as const,
		}),
	},
};

/** Commander can run other programs as its commands. flint has none, and Node's child_process loads the network stack: a third of a start. */
const noChildProcess = {
	name: 'no-child-process',
	transform: {
		filter: { id: /commander\/lib\/command\.js$/ },
		handler: (code: string) => {
			const lean = code.replace("require('node:child_process')", 'undefined');
			if (lean === code) throw new Error('commander no longer requires node:child_process in the way this build expects');
			return { code: lean };
		},
	},
};

/** Text of one byte a character is read and kept at half the cost (src/cli/bundle.ts reads it so). */
const asciiOnly = {
	name: 'ascii-only',
	generateBundle(_: unknown, bundle: Readonly<Record<string, { readonly type: string; code?: string }>>): void {
		for (const file of Object.values(bundle)) {
			if (file.code === undefined) continue;
			file.code = file.code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
		}
	},
};

/** The package's own type is `module`. */
const commonJsFolder = {
	name: 'common-js-folder',
	generateBundle(this: { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => string }): void {
		this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
	},
};

/** What is bundled keeps the licence it came with. */
const licences = {
	name: 'licences',
	generateBundle(
		this: { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => string },
		_: unknown,
		bundle: Readonly<Record<string, { readonly type: string; readonly moduleIds?: readonly string[] }>>,
	): void {
		const source = thirdPartyNotices(Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds));
		this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENCES.txt', source });
	},
};

/** What nearly every run loads and several commands share: alone, each of these modules would become a file. */
const SMALL_AND_SHARED =
	/[/\\]src[/\\](?:model[/\\].*|catalog[/\\]suggest|cli[/\\](?:errors|interrupt)|config[/\\]recommended|workspace[/\\]names|reporters[/\\](?:summary|width))\.ts$/;

export default defineConfig({
	plugins: [jsonAsText, noChildProcess, asciiOnly, commonJsFolder, licences],
	entry: { flint: 'src/cli/launcher.ts', program: 'src/cli/flint.ts' },
	// Node 20 starts a bundle of ECMAScript modules noticeably slower: its loader for them has to be loaded first (docs/performance.md).
	format: 'cjs',
	platform: 'node',
	target: 'node20.19',
	outDir: 'dist',
	clean: true,
	dts: false,
	minify: true,
	sourcemap: false,
	fixedExtension: false,
	outExtensions: () => ({ js: '.js' }),
	// jsonc-parser's `main` is UMD, whose relative requires cannot be bundled; the eval is web-tree-sitter's and never reached.
	// web-tree-sitter's ECMAScript module shadows `require`, which stands for `import.meta.url` in CommonJS.
	inputOptions: {
		resolve: {
			mainFields: ['module', 'main'],
			alias: { 'web-tree-sitter': new URL('node_modules/web-tree-sitter/web-tree-sitter.cjs', import.meta.url).pathname },
		},
		checks: { eval: false },
	},
	checks: { legacyCjs: false },
	outputOptions: { codeSplitting: { groups: [{ name: 'shared', test: SMALL_AND_SHARED }] } },
});
