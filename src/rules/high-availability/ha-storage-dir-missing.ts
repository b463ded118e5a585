import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { reachOf } from '../../model/location.ts';

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
		},
		evidence: [
			'HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath throws IllegalConfigurationException where it is missing or empty (oracle: combinations/high-availability, ZooKeeper, 1.18 to 2.3)',
			'KubernetesHaServicesFactory makes the same blob store (BlobUtils.createBlobStoreFromConfig, 1.15 to 2.3)',
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
		const reach = reachOf(dir);
		if (reach === 'shared') return;
		yield {
			message: reach,
			data: { dir },
			at: config.place(stated.setting),
			severity: reach === 'local' ? 'error' : 'warning',
			option: DIR,
		};
	},
});

function inDevelopment({ environment }: Application): boolean {
	return environment === 'development';
}
