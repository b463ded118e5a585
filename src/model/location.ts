/** Where a directory lies: on storage every machine reaches, on one machine's own disk, or on a disk that may be shared. */
export type Reach = 'shared' | 'local' | 'mounted';

/** Paths that only ever are a machine's own disk. */
const OWN_DISK = ['/tmp', '/var/tmp', '/dev/shm'];
/** Where volumes of several machines are usually mounted. */
const MOUNT_POINTS = [
	'/mnt',
	'/media',
	'/nfs',
	'/efs',
	'/data',
	'/opt',
	'/var',
	'/srv',
	'/flink',
	'/shared',
	'/volumes',
	'/checkpoints',
	'/savepoints',
];

/** Tells the reach of a directory as Flink resolves it: without a scheme it is the default file system's, `file:` unless set. */
export function reachOf(directory: string): Reach {
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(directory)?.[1]?.toLowerCase();
	if (scheme !== undefined && scheme !== 'file')
		return hostOf(directory) === 'localhost' || hostOf(directory) === '127.0.0.1' ? 'local' : 'shared';
	const path = directory.replace(/^file:\/*/i, '/');
	if (OWN_DISK.some((folder) => path === folder || path.startsWith(`${folder}/`))) return 'local';
	return MOUNT_POINTS.some((folder) => path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}-`))
		? 'mounted'
		: 'local';
}

function hostOf(url: string): string | undefined {
	return /^[^:]+:\/\/([^/:]*)/.exec(url)?.[1];
}
