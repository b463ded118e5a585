import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { atLeast, type FlinkVersion, minorIn } from '../../model/version.ts';

/** Flink fixes its two newest minors and 1.20, its LTS; what came before 1.18 has had no fix since 2023. */
const FIRST_MAINTAINED: FlinkVersion = '1.18';
/** The first runtime that Managed Flink still supports: 1.13's support ended on 2025-10-16. */
const FIRST_RUNTIME: FlinkVersion = '1.15';

/** A Flink that nobody fixes any more. */
export const flinkVersionUnsupported = defineRule({
	meta: {
		name: 'flink-version-unsupported',
		summary: 'The stated Flink is so old that nobody fixes it any more.',
		category: 'configuration',
		severity: 'info',
		fixes: [],
		versions: { to: '1.17' },
		// Of a Flink before 1.13 no other rule speaks; an environment for development is passed over below.
		inDevelopment: true,
		messages: {
			old: {
				what: 'Flink {version} is no longer maintained',
				why: 'it gets no fixes, neither of security faults nor of data loss',
				do: 'upgrade to 1.20, from which 2.x can be reached',
			},
			beforeKnown: {
				what: 'Flink {version} is no longer maintained, and flint knows Flink from 1.13 on',
				why: "it gets no fixes, and what flint's rules say of running jobs was not checked for it",
				do: 'upgrade to 1.20, from which 2.x can be reached',
			},
			runtime: {
				what: 'Managed Flink does not support Flink {version}',
				why: 'AWS takes no application with this runtime; of the ones before 1.15 that it had, it has ended the support',
				do: 'set `RuntimeEnvironment` to `FLINK-1_20`, and build the job with Flink 1.20',
			},
		},
		evidence: [
			'flink.apache.org, "Downloads", "Update Policy for old releases": bugfixes for the current and the previous minor, and one last release for a minor that loses support; the site lists 1.20 as LTS',
			'flink.apache.org, "All stable releases": the last of 1.17 is 1.17.2 (2023-11-29)',
			'AWS developer guide, Earlier version information: 1.6, 1.8 and 1.11 are not supported, 1.13 since 2025-10-16',
		],
	},
	*check(application) {
		if (application.environment === 'development') return;
		const stated = statement(application);
		// What was said on the command line or in flint's configuration is known to whoever said it.
		if (stated === undefined || !application.documents.some(({ path }) => path === stated.at.file)) return;
		const { known, text, at } = stated;
		if (application.platform === 'msf' && !(known !== undefined && atLeast(known, FIRST_RUNTIME)))
			yield { message: 'runtime', severity: 'warning', data: { version: text }, at, symbol: 'version' };
		else if (known === undefined) yield { message: 'beforeKnown', data: { version: text }, at, symbol: 'version' };
		else if (!atLeast(known, FIRST_MAINTAINED)) yield { message: 'old', data: { version: known }, at, symbol: 'version' };
	},
});

function statement({ version, earlierFlink }: Application) {
	if (earlierFlink !== undefined)
		return { known: undefined, text: minorIn(earlierFlink.text) ?? earlierFlink.text, at: earlierFlink.place };
	if (version?.place === undefined) return undefined;
	return { known: version.version, text: version.version, at: version.place };
}
