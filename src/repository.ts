/** Where flint's source is published; the one place that says so. */
export const REPOSITORY = 'https://github.com/flink-flint/flint';

/** The tag of a release, which hooks and workflows pin. */
export function releaseTag(version: string): string {
	return `v${version}`;
}

/** Address of the page of a rule, as it was in a release. */
export function rulePage(version: string, rule: string): string {
	return `${REPOSITORY}/blob/${releaseTag(version)}/docs/rules/${rule}.md`;
}

/** Address of a file of a release as plain text. */
export function rawFile(version: string, path: string): string {
	return `${REPOSITORY.replace('github.com', 'raw.githubusercontent.com')}/${releaseTag(version)}/${path}`;
}
