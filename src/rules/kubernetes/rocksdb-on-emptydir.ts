import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/operator.ts';
import { stateBackend } from '../../model/state-backend.ts';

const LOCAL_DIR = 'state.backend.rocksdb.localdir';
const LIMIT = 'k8s.taskmanager-ephemeral-storage';
const MOUNTS = 'k8s.taskmanager-volume-mounts';
/** Other places that say where temporary files go. */
const ELSEWHERE = ['io.tmp.dirs', 'process.taskmanager.working-dir', 'process.working-dir'];
/** Templates that stand in files of the operator's container. */
const TEMPLATE_FILES = 'kubernetes.pod-template-file';
const TEMPORARY = '/tmp';

/** State on the node's own disk, as much of it as there is. */
export const rocksdbOnEmptydir = defineRule({
	meta: {
		name: 'rocksdb-on-emptydir',
		summary: "RocksDB's files may fill the disk of the node.",
		category: 'kubernetes',
		severity: 'info',
		fixes: [],
		messages: {
			unlimited: {
				what: "RocksDB's files lie in `{dir}`, {where}, and nothing limits how much of the node's disk they take",
				why: "where state grows until the disk is short, Kubernetes evicts pods of that node, other teams' among them, and the job starts again elsewhere only to fill the next one",
				do: 'limit the disk of a TaskManager (`taskManager.resource.ephemeralStorage`), or mount a volume and name it in `state.backend.rocksdb.localdir`',
			},
		},
		evidence: [
			'Kubernetes documentation, "Local ephemeral storage": emptyDir and writable layers count; a pod without a limit may use all of the node, and a node short of disk evicts',
			'EmbeddedRocksDBStateBackend.lazyInitializeForJob: without a directory the temporary ones, `/tmp` in the official images (CoreOptions.TMP_DIRS)',
		],
	},
	*check(application) {
		if (!isOperated(application) || stateBackend(application) !== 'rocksdb') return;
		const { config, documents } = application;
		const seen = config.absence(LIMIT)?.certainty === 'owner' && !config.settings.some(({ key }) => key.startsWith(TEMPLATE_FILES));
		const dir = seen ? directory(application) : undefined;
		const kind = dir === undefined ? undefined : volumeAt(dir, application);
		const backend = config.setting(LOCAL_DIR) ?? config.setting('state.backend.type');
		if (dir === undefined || (kind !== undefined && kind !== 'emptyDir') || backend === undefined) return;
		if (!documents.some(({ path }) => path === backend.file)) return;
		const where = kind === undefined ? "in the container's writable layer" : 'an emptyDir';
		yield { message: 'unlimited', data: { dir, where }, at: config.place(backend), option: LOCAL_DIR };
	},
});

/** The first of RocksDB's directories, or where its files go without one; undefined where that is not known. */
function directory({ config }: Application): string | undefined {
	const stated = config.get(LOCAL_DIR);
	if (stated.origin.kind === 'setting') {
		const value = stated.value?.kind === 'known' ? stated.value.value : undefined;
		return value?.type === 'text' ? value.value.split(/[,:]/).find((dir) => dir.startsWith('/')) : undefined;
	}
	return ELSEWHERE.some((key) => config.setting(key) !== undefined) ? undefined : TEMPORARY;
}

/** The kind of volume that holds a path, undefined where none is mounted there. */
function volumeAt(dir: string, { config }: Application): string | undefined {
	const mounts = config.statements(MOUNTS).flatMap(({ value }) => {
		return value.kind === 'known' && value.value.type === 'map' ? Object.entries(value.value.entries) : [];
	});
	const around = mounts.filter(([path]) => dir === path || dir.startsWith(path.endsWith('/') ? path : `${path}/`));
	return around.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}
