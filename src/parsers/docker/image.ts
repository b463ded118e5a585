import { type FlinkVersion, flinkVersion } from '../../model/version.ts';

/** The Flink version that an image's tag states: `flink:1.20.0-scala_2.12-java17`, `my/flink-job:1.18`. */
export function versionOfImage(image: string): FlinkVersion | undefined {
	const name = image.replace(/@.*$/s, '');
	const colon = name.lastIndexOf(':');
	if (colon <= name.lastIndexOf('/')) return undefined;
	const repository = name.slice(name.lastIndexOf('/', colon) + 1, colon);
	// A tag of an image of one's own counts the job's versions, unless it says whose they are.
	const tag = name.slice(colon + 1);
	if (/^flink$/i.test(repository)) return flinkVersion(tag);
	const named = /flink[-_]?(\d+\.\d+)(?![\d])/i.exec(tag);
	return named === null ? undefined : flinkVersion(named[1] ?? '');
}

/** Whether an image's name says that it holds Flink. */
export function isFlinkImage(image: string): boolean {
	return /flink/i.test(image);
}
