import { defineConfig } from 'tsdown';

export default defineConfig({
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
