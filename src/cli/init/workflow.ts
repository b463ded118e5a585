import { REPOSITORY, releaseTag } from '../../repository.ts';
import { VERSION } from '../options.ts';

/** Path of the workflow below the repository's root. */
export const WORKFLOW_FILE = '.github/workflows/flint.yml';

/**
 * A GitHub workflow that lints every pull request.
 * @param branch the repository's main branch
 */
export function workflow(branch: string): string {
	const action = `${REPOSITORY.replace('https://github.com/', '')}@${releaseTag(VERSION)}`;
	return `# Written by \`flint init --github\`.
name: flint
on:
  pull_request:
  push:
    branches: [${branch}]

jobs:
  lint:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # for the upload of the SARIF file
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - id: flint
        uses: ${action}
        with:
          fail-on: warning
      # Findings stay in the repository's code scanning, with their history.
      - if: always() && steps.flint.outputs.sarif-file != ''
        uses: github/codeql-action/upload-sarif@v3
        with:
          sarif_file: \${{ steps.flint.outputs.sarif-file }}
          category: flint
`;
}
