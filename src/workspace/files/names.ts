import { isUnreadCode } from '../../parsers/prometheus/recognition.ts';

/** Name of flint's own configuration; the folder it stands in is the project's root. */
export const CONFIG_FILE = 'flint.config.yaml';

/** Folders that hold what tools download or produce, never sources. */
const NEVER_ENTERED = new Set(['.git', 'node_modules', '.gradle', '.idea']);

/** Folders of build output; below `src` they are packages of that name. */
const BUILD_OUTPUT = new Set(['target', 'build', 'dist', 'out']);

const CANDIDATE_ENDINGS = ['.yaml', '.yml', '.json', '.properties', '.sql', '.java', '.rules'];
const CANDIDATE_NAMES = new Set(['pom.xml', 'build.gradle', 'build.gradle.kts', 'Kustomization']);

/** Whether a walk leaves a folder alone; `parent` is the path of the folder that holds it, relative to the root. */
export function isSkippedFolder(parent: string, name: string): boolean {
	if (NEVER_ENTERED.has(name)) return true;
	return BUILD_OUTPUT.has(name) && !`/${parent}/`.includes('/src/');
}

/** A name without the ending of a template: `flink-conf.yaml.j2` becomes `flink-conf.yaml`. */
export function untemplated(name: string): string {
	return name.replace(/\.(?:j2|jinja2?|tpl|tmpl|template|erb|ftl|gotmpl)$/, '');
}

/** Whether flint may understand a file of that name; its content decides. */
export function isCandidate(written: string): boolean {
	const name = untemplated(written);
	if (isEnvFile(name) || isDockerfile(name) || isScript(name) || isUnreadCode(name)) return true;
	// Helpers of a chart.
	if (written.endsWith('.tpl')) return true;
	return CANDIDATE_NAMES.has(name) || (name !== CONFIG_FILE && CANDIDATE_ENDINGS.some((ending) => name.endsWith(ending)));
}

/** Files that are Flink's business only where flint's configuration says so. */
export function onlyIfNamed(path: string): boolean {
	return path.endsWith('.properties');
}

/** `.env`, `.env.production`, `flink.env`. */
export function isEnvFile(name: string): boolean {
	return name === '.env' || name.startsWith('.env.') || name.endsWith('.env');
}

/** `Dockerfile`, `Dockerfile.job`, `job.Dockerfile`. */
export function isDockerfile(name: string): boolean {
	return /^(?:Docker|Container)file(?:\.|$)|\.(?:D|d)ockerfile$/.test(name);
}

/** Shell scripts, Makefiles and Jenkinsfiles. */
export function isScript(name: string): boolean {
	return /\.(?:sh|bash|mk)$|^(?:Makefile|GNUmakefile|Jenkinsfile)(?:\.|$)/.test(name);
}
