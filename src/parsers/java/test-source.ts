/** Folders that Maven and Gradle compile for tests and benchmarks only. */
const TEST_FOLDER = /(^|\/)src\/(test|it|integrationTest|integration-test|testFixtures|jmh)\//;
/** Imports that only tests and benchmarks have. */
const TEST_IMPORT = /^\s*import\s+(static\s+)?org\.(junit|testng|openjdk\.jmh)\./m;

/** Whether a source is a test or a benchmark: it never runs in production, so no rule speaks of it. */
export function isTestSource(path: string, text: string): boolean {
	return TEST_FOLDER.test(path) || TEST_IMPORT.test(text);
}
