import { defineRule } from '../../model/finding.ts';
import { schemeOf } from '../../model/location.ts';
import { atLeast } from '../../model/version.ts';

const DIR = 'execution.checkpointing.savepoint-dir';

/** A savepoint directory handed over as a Path or URI loses its scheme and bucket. */
export const savepointDirLosesBucket = defineRule({
	meta: {
		name: 'savepoint-dir-loses-bucket',
		summary: 'Flink keeps only the path of a savepoint directory that is handed over as a Path or URI.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		messages: {
			loses: {
				what: 'of the savepoint directory `{whole}` Flink keeps `{kept}`',
				why: 'from 1.19 on `setDefaultSavepointDirectory` takes the path out of a Path or URI and drops scheme and bucket; Flink then rejects the job when it is submitted, because the directory has no scheme',
				do: 'hand it over as a String',
			},
		},
		evidence: [
			'StreamExecutionEnvironment.setDefaultSavepointDirectory(URI) and (Path) of 1.19 to 2.3 call getPath(); run: `s3://bucket/dir` becomes `/dir` in 1.20 to 2.3, and stays in 1.18 (oracle: setters); the job is rejected when it is submitted (combinations/storage/savepoint-dir-setter-uri)',
		],
	},
	*check({ config, version, platform }) {
		const setting = config.setting(DIR);
		const whole = setting?.keptAsPath;
		// Managed Flink takes its savepoints, as snapshots, elsewhere.
		if (setting === undefined || whole === undefined || platform === 'msf' || schemeOf(whole) === undefined) return;
		if (version !== undefined && !atLeast(version.version, '1.19')) return;
		const kept = pathOf(whole);
		if (kept === undefined) return;
		yield {
			message: 'loses',
			data: { whole, kept },
			at: config.place(setting),
			severity: version === undefined ? 'info' : 'error',
			option: DIR,
		};
	},
});

function pathOf(uri: string): string | undefined {
	const start = uri.indexOf('://');
	if (start < 0) return undefined;
	const slash = uri.indexOf('/', start + '://'.length);
	return slash < 0 ? '' : uri.slice(slash);
}
