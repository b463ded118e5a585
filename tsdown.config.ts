import { defineConfig } from 'tsdown';

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

export default defineConfig({
	plugins: [jsonAsText],
	entry: { flint: 'src/cli/flint.ts' },
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	outDir: 'dist',
	clean: true,
	dts: false,
	minify: true,
	sourcemap: false,
	fixedExtension: false,
	// jsonc-parser's `main` is UMD, whose relative requires cannot be bundled; the eval is web-tree-sitter's and never reached.
	inputOptions: { resolve: { mainFields: ['module', 'main'] }, checks: { eval: false } },
});
