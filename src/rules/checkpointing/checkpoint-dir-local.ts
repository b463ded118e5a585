import type { Application } from '../../model/application.ts';
import { defineRule, type Severity } from '../../model/finding.ts';
import { isRoot, reachOf, schemeOf } from '../../model/location.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { keepingOf } from '../../model/questions/volumes.ts';

const DIR = 'execution.checkpointing.dir';

/** Checkpoints are written to a disk that the machines do not share, or to a directory that Flink rejects. */
export const checkpointDirLocal = defineRule({
	meta: {
		name: 'checkpoint-dir-local',
		summary: 'The checkpoint directory lies on a local disk, or Flink rejects it.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		messages: {
			local: {
				what: 'checkpoints are written to `{dir}`, which is another place on every machine unless a volume is mounted there',
				why: 'each process writes on its own machine, so a job that restarts elsewhere finds no checkpoint; Flink accepts the path without a word',
				do: 'give `{name}` a directory on S3, GCS, Azure, OSS or HDFS',
			},
			mounted: {
				what: 'checkpoints are written to `{dir}`, which must be one volume on all machines',
				why: 'where it is not mounted from shared storage, a job that restarts elsewhere finds no checkpoint',
				do: 'make sure that it is shared and durable, or give `{name}` a directory on S3, GCS, Azure, OSS or HDFS',
			},
			node: {
				what: 'checkpoints are written to `{dir}`, a directory of the node that a pod happens to run on',
				why: 'pods of other nodes see another directory: a job that restarts elsewhere finds no checkpoint',
				do: 'mount one claim into the JobManager and all TaskManagers, or give `{name}` a directory on S3, GCS, Azure, OSS or HDFS',
			},
			pod: {
				what: 'checkpoints are written to `{dir}`, which is lost with its pod',
				why: 'no volume that outlives the pods is mounted there in the JobManager and the TaskManagers alike: after a failure there is no checkpoint to restore from, and Flink accepts the path without a word',
				do: 'give `{name}` a directory on S3, GCS, Azure, OSS or HDFS, or mount one claim into all pods',
			},
			apart: {
				what: 'checkpoints are written to `{dir}`, where JobManager and TaskManagers have volumes of their own',
				why: 'the JobManager records files that only a TaskManager has, and a TaskManager that restores does not find those of the others',
				do: 'mount one claim into all pods, or give `{name}` a directory on S3, GCS, Azure, OSS or HDFS',
			},
			noScheme: {
				what: 'the checkpoint directory `{dir}` has no scheme',
				why: 'Flink throws "The scheme (hdfs://, file://, etc) is null" {when}',
				do: 'give `{name}` a whole URI on storage that all machines reach, such as `s3://bucket/checkpoints`',
			},
			root: {
				what: 'the checkpoint directory `{dir}` is the root of its storage',
				why: 'Flink throws "Cannot use the root directory for checkpoints" {when}',
				do: 'give `{name}` a directory below it',
			},
		},
		evidence: [
			'Flink documentation, "Checkpoints": the directory must be accessible from all processes',
			'Kubernetes documentation, "Volumes": an emptyDir and the layer of a container are gone with the pod, a hostPath belongs to one node',
			'A `file:` directory is accepted; one without a scheme and a root are rejected by 1.18 to 2.3 (oracle: combinations/storage)',
		],
	},
	*check(application) {
		const { config } = application;
		const effective = config.known(DIR);
		if (effective?.setting === undefined || effective.value.type !== 'text' || checkpointing(application) === 'off') return;
		const dir = effective.value.value;
		const fault = faultOf(application, dir);
		if (fault === undefined) return;
		const data = { dir, name: effective.setting.name, when: when(application) };
		const severity: Severity | undefined = fault === 'mounted' || fault === 'node' ? 'warning' : undefined;
		yield { message: fault, data, at: config.place(effective.setting), severity, option: DIR };
	},
});

type Fault = 'local' | 'mounted' | 'node' | 'pod' | 'apart' | 'noScheme' | 'root';

function faultOf(application: Application, dir: string): Fault | undefined {
	// FileSystemCheckpointStorage does not fall back to `fs.default-scheme`.
	if (schemeOf(dir) === undefined) return 'noScheme';
	if (isRoot(dir)) return 'root';
	const reach = reachOf(dir);
	// A server on localhost is no directory.
	if (reach === 'shared' || schemeOf(dir) !== 'file') return reach === 'shared' ? undefined : reach;
	const keeping = keepingOf(application, dir);
	if (keeping === 'shared') return undefined;
	return keeping === 'unknown' ? reach : keeping;
}

function when({ version }: Application): string {
	if (version === undefined) return 'and the job does not start';
	return version.version.startsWith('1.') ? 'when the program asks for its environment' : 'when the job is submitted';
}
