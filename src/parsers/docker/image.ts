import type { Range } from '../../model/range.ts';
import { type StatedVersion, statedVersion } from '../text/stated-version.ts';

/**
 * The Flink version that an image's tag states: `flink:1.20.0-scala_2.12-java17`, `my/job:7-flink1.18`.
 * A tag of an image of one's own counts the job's versions, unless it says whose they are.
 */
export function versionOfImage(image: string, range: Range): StatedVersion | undefined {
	const name = image.replace(/@.*$/s, '');
	const colon = name.lastIndexOf(':');
	if (colon <= name.lastIndexOf('/')) return undefined;
	const repository = name.slice(name.lastIndexOf('/', colon) + 1, colon);
	const tag = name.slice(colon + 1);
	if (/^flink$/i.test(repository)) return statedVersion(tag, range);
	const named = /flink[-_]?(\d+\.\d+)(?![\d])/i.exec(tag)?.[1];
	return named === undefined ? undefined : statedVersion(named, range);
}
