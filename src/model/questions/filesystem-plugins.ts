import type { Application } from '../application.ts';
import type { ContainerFacts } from '../container.ts';
import { mountedPaths } from './volumes.ts';

/** The jars of the official images that bring a filesystem in, by the schemes they serve; without their versions. */
const PLUGINS: Readonly<Record<string, readonly string[]>> = {
	s3: ['flink-s3-fs-hadoop', 'flink-s3-fs-presto', 'flink-s3-fs-native'],
	s3a: ['flink-s3-fs-hadoop', 'flink-s3-fs-native'],
	s3p: ['flink-s3-fs-presto'],
	gs: ['flink-gs-fs-hadoop'],
	abfs: ['flink-azure-fs-hadoop'],
	abfss: ['flink-azure-fs-hadoop'],
	wasb: ['flink-azure-fs-hadoop'],
	wasbs: ['flink-azure-fs-hadoop'],
	oss: ['flink-oss-fs-hadoop'],
};

const VARIABLE = 'ENABLE_BUILT_IN_PLUGINS';
const PROCESSES = [
	{ field: 'jobmanager', options: 'containerized.master.env.' },
	{ field: 'taskmanager', options: 'containerized.taskmanager.env.' },
] as const;

/** The plugins that serve a scheme; none where Flink serves it itself, or where flint does not know who does. */
export function pluginsFor(scheme: string): readonly string[] {
	return PLUGINS[scheme.toLowerCase()] ?? [];
}

/**
 * Whether the deployment shows that a process loads none of the plugins: it runs an official image, which loads what
 * ENABLE_BUILT_IN_PLUGINS names, the variable names none of them, and nothing is mounted where plugins are.
 */
export function lacksPlugins(application: Application, plugins: readonly string[]): boolean {
	if (application.documents.some(({ claims }) => claims.partial === true)) return false;
	return PROCESSES.some((process) => {
		const containers = containersOf(application, process);
		if (containers.length === 0 || mountedPaths(application, process.field).some(holdsJars)) return false;
		return containers.every(
			({ image, plugins: loaded }) =>
				image !== undefined && isOfficial(image) && loaded?.some((jar) => plugins.some((plugin) => jar.startsWith(plugin))) === false,
		);
	});
}

/** A volume over Flink's folders may hold any jar. */
function holdsJars(path: string): boolean {
	return /^\/opt\/flink(?:\/(?:plugins|lib)(?:\/.*)?)?\/?$/.test(path);
}

/** The containers of a process: those that the operator makes of its resource, or those that the deployment states itself. */
function containersOf({ config, documents }: Application, { field, options }: (typeof PROCESSES)[number]): readonly ContainerFacts[] {
	const image = config.known('k8s.image')?.value;
	if (image?.type !== 'text')
		return documents.flatMap(({ claims }) => (claims.containers ?? []).filter(({ process }) => process === field));
	const stated = config.known(`k8s.${field}-built-in-plugins`)?.value;
	const plugins =
		stated?.type === 'list'
			? stated.items
			: config.settings.flatMap(({ key, value }) => (key === options + VARIABLE ? wordsOf(value) : []));
	return [{ image: image.value, ...(plugins.includes(UNKNOWN) ? {} : { plugins }) }];
}

/** A value that is not known may name any plugin. */
const UNKNOWN = '';

function wordsOf(value: Application['config']['settings'][number]['value']): readonly string[] {
	return value.kind === 'known'
		? value.text
				.split(';')
				.map((jar) => jar.trim())
				.filter((jar) => jar !== '')
		: [UNKNOWN];
}

/** `flink` and `apache/flink` of Docker Hub; what another registry calls so may be an image of one's own. */
function isOfficial(image: string): boolean {
	return /^(?:(?:docker\.io\/)?(?:library\/|apache\/)?|public\.ecr\.aws\/docker\/library\/)flink(?::[^/]*)?$/.test(image);
}
