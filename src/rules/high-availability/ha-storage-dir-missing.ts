import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { reachOf, schemeOf } from '../../model/location.ts';
import { keepingOf } from '../../model/questions/volumes.ts';

const TYPE = 'high-availability.type';
const DIR = 'high-availability.storageDir';
/** Modes by any name; each keeps its metadata in the directory. */
const NEEDS_DIRECTORY = ['zookeeper', 'kubernetes', 'org.apache.flink.kubernetes.highavailability.kuberneteshaservicesfactory'];

/** High availability without a directory that a new JobManager could read. */
export const haStorageDirMissing = defineRule({
	meta: {
		name: 'ha-storage-dir-missing',
		summary: 'High availability has no directory that all JobManagers reach.',
		category: 'restart',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`{type}: {mode}` needs `high-availability.storageDir`, which is {how}',
				why: 'the JobManager does not start: "Configuration is missing the mandatory parameter: high-availability.storageDir"',
				do: 'set `high-availability.storageDir` to a directory on storage that all JobManagers reach, such as `s3://bucket/ha`',
			},
			local: {
				what: "high availability keeps its metadata in `{dir}`, on the JobManager's own disk unless a volume is mounted there",
				why: 'ZooKeeper or Kubernetes only hold pointers into that directory: a JobManager that starts elsewhere finds nothing behind them',
				do: 'set it to a directory on storage that all JobManagers reach, such as `s3://bucket/ha`',
			},
			mounted: {
				what: 'high availability keeps its metadata in `{dir}`, which must be one volume for all JobManagers',
				why: 'where it is not, a JobManager that starts elsewhere finds nothing behind the pointers in ZooKeeper or Kubernetes',
				do: 'make sure that it is shared and durable, or set it to a directory such as `s3://bucket/ha`',
			},
			node: {
				what: 'high availability keeps its metadata in `{dir}`, a directory of the node that the JobManager happens to run on',
				why: 'a JobManager that starts on another node finds nothing behind the pointers in ZooKeeper or Kubernetes',
				do: 'mount a claim there, or set it to a directory such as `s3://bucket/ha`',
			},
			pod: {
				what: "high availability keeps its metadata in `{dir}`, which is lost with the JobManager's pod",
				why: 'no volume that outlives the pod is mounted there: ZooKeeper or Kubernetes only hold pointers, and the JobManager that takes over finds nothing behind them',
				do: 'set it to a directory such as `s3://bucket/ha`, or mount a claim there',
			},
		},
		evidence: [
			'HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath throws IllegalConfigurationException where it is missing or empty (oracle: combinations/high-availability, ZooKeeper, 1.18 to 2.3)',
			'KubernetesHaServicesFactory makes the same blob store (BlobUtils.createBlobStoreFromConfig, 1.15 to 2.3)',
			'AbstractBlobCache.getFileInternal (1.15 to 2.3): a TaskManager asks the JobManager where the directory does not have a file; Kubernetes documentation, "Volumes"',
			'HighAvailabilityOptions.HA_STORAGE_PATH: no default (option catalogue)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const setting = config.setting(TYPE);
		const mode = config.name(TYPE);
		if (platform === 'msf' || setting === undefined || mode === undefined || !NEEDS_DIRECTORY.includes(mode)) return;
		const lack = config.lacking(DIR, (value) => value.type === 'text' && value.value.trim() === '');
		if (lack !== undefined) {
			const absent = lack.absence !== undefined;
			if (lack.absence !== undefined && lack.absence.certainty !== 'owner') return;
			const data = {
				type: setting.key,
				mode: setting.value.kind === 'known' ? setting.value.text : mode,
				how: absent ? 'not set' : 'empty',
			};
			yield { message: 'missing', data, at: absent ? config.place(setting) : lack.at, option: DIR, absence: lack.absence };
			return;
		}
		const stated = config.known(DIR);
		if (stated?.setting === undefined || stated.value.type !== 'text' || inDevelopment(application)) return;
		const dir = stated.value.value;
		const fault = faultOf(application, dir);
		if (fault === undefined) return;
		yield {
			message: fault,
			data: { dir },
			at: config.place(stated.setting),
			severity: fault === 'mounted' || fault === 'node' ? 'warning' : 'error',
			option: DIR,
		};
	},
});

function faultOf(application: Application, dir: string): 'local' | 'mounted' | 'node' | 'pod' | undefined {
	const reach = reachOf(dir);
	const scheme = schemeOf(dir);
	if (reach === 'shared' || (scheme !== undefined && scheme !== 'file')) return reach === 'shared' ? undefined : reach;
	// TaskManagers fetch from the JobManager what they do not find here.
	const keeping = keepingOf(application, dir, ['jobmanager']);
	if (keeping === 'node' || keeping === 'pod') return keeping;
	return keeping === 'unknown' ? reach : undefined;
}

function inDevelopment({ environment }: Application): boolean {
	return environment === 'development';
}
