/** Where a directory lies: on storage every machine reaches, on one machine's own disk, or on a disk that may be shared. */
type Reach = 'shared' | 'local' | 'mounted';

/** Paths that are a machine's own disk unless somebody mounted a volume over them; any other may well be a volume. */
const OWN_DISK = ['/tmp', '/var/tmp', '/dev/shm', '/home', '/root', '/Users'];

/** The scheme of a directory in lower case, if it has one; the letter of a Windows drive is none. */
export function schemeOf(directory: string): string | undefined {
	return /^([a-z][a-z0-9+.-]+):/i.exec(directory)?.[1]?.toLowerCase();
}

/** Whether a directory with a scheme names a bucket, a container or a file system as a whole: `s3://bucket`, `file:///`. */
export function isRoot(directory: string): boolean {
	return /^\/*$/.test(pathOf(directory));
}

/** The path of a URI, as `URI.getPath` gives it: without scheme and authority. */
export function pathOf(uri: string): string {
	return uri.replace(/^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i, '');
}

/** Tells the reach of a directory; without a scheme it is read as a path of the machine itself. */
export function reachOf(directory: string): Reach {
	const scheme = schemeOf(directory);
	if (scheme !== undefined && scheme !== 'file')
		return hostOf(directory) === 'localhost' || hostOf(directory) === '127.0.0.1' ? 'local' : 'shared';
	const path = directory.replace(/^file:\/*/i, '/');
	return /^\/?[A-Za-z]:/.test(path) || OWN_DISK.some((folder) => path === folder || path.startsWith(`${folder}/`)) ? 'local' : 'mounted';
}

function hostOf(url: string): string | undefined {
	return /^[^:]+:\/\/([^/:]*)/.exec(url)?.[1];
}

/** The directory that goes beside a directory of checkpoints: `s3://b/checkpoints` → `s3://b/savepoints`; undefined where its name says nothing. */
export function savepointsBeside(directory: string): string | undefined {
	const trimmed = withoutSlash(directory);
	const name = trimmed.slice(trimmed.lastIndexOf('/') + 1);
	const renamed = name.replace('checkpoint', 'savepoint').replace('Checkpoint', 'Savepoint');
	return renamed === name ? undefined : trimmed.slice(0, trimmed.length - name.length) + renamed;
}

/** The directory inside one of checkpoints that a changelog can have for itself. */
export function changelogBeside(directory: string): string {
	return `${withoutSlash(directory)}/changelog`;
}

/** Whether two texts name the same directory, slashes at the end apart. */
export function sameDirectory(a: string, b: string): boolean {
	return withoutSlash(a) === withoutSlash(b);
}

function withoutSlash(directory: string): string {
	let end = directory.length;
	while (directory.charAt(end - 1) === '/') end--;
	return directory.slice(0, end);
}
