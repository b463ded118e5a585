import { defineConfig } from 'vitest/config';

/** flint among the programs it works with: pre-commit, git, actionlint. Needs Python 3, Go, git and their registries. */
export default defineConfig({
	test: {
		include: ['test/integration/**/*.test.ts'],
		testTimeout: 240_000,
		hookTimeout: 360_000,
		reporters: ['default', './test/reporter.ts'],
	},
});
