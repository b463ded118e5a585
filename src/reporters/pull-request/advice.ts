import type { Format } from '../../model/document.ts';
import type { Platform } from '../../model/platform.ts';

/** What an application's owner has to know to let changes in, as Markdown list items. */
export interface Advice {
	readonly restarts: readonly string[];
	readonly verify: readonly string[];
	readonly rollBack: readonly string[];
}

/** What the advice depends on. */
interface Deployment {
	readonly platform: Platform;
	/** Formats of the files that change. */
	readonly formats: ReadonlySet<Format>;
	/** Whether Managed Flink takes a snapshot before it stops the application; undefined where that is not known. */
	readonly snapshots: boolean | undefined;
	/** Some change is unsafe: the state that the changed job writes may not restore under the old configuration. */
	readonly unsafe: boolean;
}

/** What restarts, how to verify and how to roll back, by what runs the application and which files change. */
export function adviceFor({ platform, formats, snapshots, unsafe }: Deployment): Advice {
	const advice = byPlatform(platform, formats, snapshots);
	return unsafe ? { ...advice, rollBack: [...advice.rollBack, KEEP[platform === 'msf' ? 'snapshot' : 'savepoint']] } : advice;
}

/** Source: adding or removing a time to live, and another maximum parallelism, do not restore from the state written since. */
const KEEP = {
	savepoint: 'Keep the savepoint from before the deployment: after an unsafe change the old configuration may restore only from that one.',
	snapshot: 'Keep the snapshot from before the deployment: after an unsafe change the old configuration may restore only from that one.',
} as const;

function byPlatform(platform: Platform, formats: ReadonlySet<Format>, snapshots: boolean | undefined): Advice {
	const code = formats.has('java');
	const codeOnly = code && formats.size === 1;
	if (platform === 'msf') return managed(code, codeOnly, snapshots);
	if (platform === 'kubernetes-operator') return operated(code);
	return codeOnly ? submitted() : clustered(code);
}

/** Source of the restart: AWS developer guide, UpdateApplication; of the metrics: "Metrics and dimensions". */
function managed(code: boolean, codeOnly: boolean, snapshots: boolean | undefined): Advice {
	const how = code ? 'Build and upload the jar, then call `UpdateApplication`' : 'Deploy with `UpdateApplication`';
	const state: Readonly<Record<string, string>> = {
		true: 'from the snapshot that it takes first',
		false: '**without its state, because `SnapshotsEnabled` is `false`**',
		undefined: 'from a snapshot, if `SnapshotsEnabled` is `true`',
	};
	return {
		restarts: [`The application. ${how}: Managed Flink stops the application and starts it again ${state[String(snapshots)]}.`],
		verify: [
			`\`aws kinesisanalyticsv2 describe-application --application-name NAME\` says \`RUNNING\`${codeOnly ? '' : ' and shows the new values'}.`,
			'In CloudWatch, `lastCheckpointDuration` goes on and `numberOfFailedCheckpoints` does not grow.',
		],
		rollBack: [`Revert this pull request and deploy it in the same way: the application starts again ${state[String(snapshots)]}.`],
	};
}

function operated(code: boolean): Advice {
	const how = code ? 'Build the image, then apply the resource' : 'Apply the resource';
	return {
		restarts: [`The deployment. ${how}: the operator upgrades the job as \`spec.job.upgradeMode\` says; \`stateless\` drops its state.`],
		verify: [
			"`kubectl get flinkdeployment NAME -o jsonpath='{.status.lifecycleState}'` says `STABLE`.",
			'The job’s page *Checkpoints*, *Configuration* in Flink’s web interface shows the checkpoint settings in force, and *Overview* a completed checkpoint.',
		],
		rollBack: ['Revert this pull request and apply the resource again.'],
	};
}

const VERIFY_JOB =
	'The job’s page *Checkpoints*, *Configuration* in Flink’s web interface (`GET /jobs/JOB/checkpoints/config`) shows the checkpoint settings in force, and *Overview* a completed checkpoint.';

function submitted(): Advice {
	return {
		restarts: [
			'The job. Build its jar, `flink stop --savepointPath DIR JOB`, then `flink run --fromSavepoint SAVEPOINT` with the new jar.',
		],
		verify: [VERIFY_JOB],
		rollBack: ['Revert this pull request, build, and start the job from a new savepoint in the same way.'],
	};
}

function clustered(code: boolean): Advice {
	const jobs = code ? 'each job is started from it with its new jar' : 'each job is started from it again';
	return {
		restarts: [
			'The cluster and its jobs. JobManager and TaskManagers read the file only when they start.',
			`Before, \`flink stop --savepointPath DIR JOB\` for each job; after, ${jobs} (\`flink run --fromSavepoint SAVEPOINT\`).`,
		],
		verify: [
			'*Job Manager*, *Configuration* in Flink’s web interface (`GET /jobmanager/config`) shows the new values of the file.',
			VERIFY_JOB,
		],
		rollBack: ['Revert this pull request, restart the cluster, and start the jobs from a new savepoint.'],
	};
}
