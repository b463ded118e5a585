import { matcher } from '../config/glob.ts';
import type { LintRequest } from '../engine/result.ts';
import { isTestSource } from '../parsers/java/test-source.ts';
import { recognise } from '../workspace/documents/recognise.ts';
import { CONFIG_FILE, isCandidate, isSkippedFolder } from '../workspace/files/names.ts';
import { readSource } from '../workspace/files/read.ts';

/** Why flint reads nothing from a file of a project: a clause; undefined where it does read it. */
export function whyNotRead(path: string, { root, files, config, overlay }: LintRequest): string | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1);
	if (name === CONFIG_FILE) return "it is flint's own configuration";
	if (!isCandidate(name)) return 'flint reads `.yaml`, `.yml`, `.json` and `.java` files, `pom.xml`, `build.gradle` and `build.gradle.kts`';
	const folder = skippedFolder(path);
	if (folder !== undefined) return `flint does not enter folders named \`${folder}\`: they hold what tools download or produce`;
	if (!files.includes(path))
		return matcher(config.ignore)(path) ? '`ignore` in flint.config.yaml leaves it out' : 'a .gitignore leaves it out';
	const source = overlay.has(path) ? { path, text: overlay.get(path) ?? '' } : readSource(root, path);
	if (!('text' in source)) return `it cannot be read: ${source.why}`;
	if (recognise(path, source.text) !== undefined) return undefined;
	if (name.endsWith('.java') && isTestSource(path, source.text)) return 'it is a test or a benchmark';
	return MISSING.find(([ending]) => name.endsWith(ending))?.[1];
}

function skippedFolder(path: string): string | undefined {
	const parts = path.split('/').slice(0, -1);
	return parts.find((part, index) => isSkippedFolder(parts.slice(0, index).join('/'), part));
}

/** What makes a file of that name one that configures Flink, and is not there. */
const MISSING: readonly (readonly [ending: string, why: string])[] = [
	['.java', 'it mentions no class of Flink'],
	['pom.xml', 'it names no artifact of Flink'],
	['.gradle', 'it names no artifact of Flink'],
	['.kts', 'it names no artifact of Flink'],
	[
		'.json',
		'it describes no Managed Flink application: there is no `RuntimeEnvironment` of Flink or `FlinkApplicationConfiguration` in it',
	],
	['.yaml', 'neither its name nor its keys are those of a Flink configuration'],
	['.yml', 'neither its name nor its keys are those of a Flink configuration'],
];
