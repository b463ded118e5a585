import { defineRule } from '../../model/finding.ts';
import { unlimitedFiles } from '../../model/questions/rocksdb-files.ts';

const LOCAL_DIR = 'state.backend.rocksdb.localdir';

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
		const { config, documents } = application;
		const files = unlimitedFiles(application);
		const backend = config.setting(LOCAL_DIR) ?? config.setting('state.backend.type');
		if (files === undefined || backend === undefined || !documents.some(({ path }) => path === backend.file)) return;
		const where = files.mount === undefined ? "in the container's writable layer" : 'an emptyDir';
		yield { message: 'unlimited', data: { dir: files.dir, where }, at: config.place(backend), option: LOCAL_DIR };
	},
});
