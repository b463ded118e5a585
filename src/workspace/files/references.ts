/** A path below the project's root for one that is relative to a folder in it; what leads out of the project is `NOWHERE`. */
export function joined(folder: string, reference: string): string {
	const segments = folder.split('/').filter((segment) => segment !== '');
	for (const segment of reference.split('/')) {
		if (segment !== '..') segments.push(...(segment === '' || segment === '.' ? [] : [segment]));
		else if (segments.pop() === undefined) return NOWHERE;
	}
	return segments.join('/');
}

/** No path: what leads out of the project is not seen. */
const NOWHERE = '\0';
