import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// They install programs from registries: `npm run test:integration`.
		exclude: [...configDefaults.exclude, 'test/integration/**'],
		testTimeout: 30_000,
		reporters: ['default', './test/reporter.ts'],
	},
});
