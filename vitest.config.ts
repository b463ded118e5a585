import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// They install programs from registries: `npm run test:integration`.
		exclude: [...configDefaults.exclude, 'test/integration/**'],
		// A limit for what hangs, not a measure: machines that run tests are busy.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// A machine with two processors would get one worker.
		maxWorkers: '100%',
		reporters: ['default', './test/reporter.ts'],
	},
});
