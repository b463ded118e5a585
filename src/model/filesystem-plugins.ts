import type { Application } from './application.ts';
import { mountedPaths } from './questions/volumes.ts';

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
	const { config, documents } = application;
	const image = config.known('k8s.image')?.value;
	if (image?.type !== 'text' || !isOfficial(image.value) || documents.some(({ claims }) => claims.partial === true)) return false;
	return PROCESSES.some(({ field, options }) => {
		if (mountedPaths(application, field).some((path) => path.startsWith('/opt/flink/plugins') || path === '/opt/flink')) return false;
		const stated = config.known(`k8s.${field}-built-in-plugins`)?.value;
		const loaded =
			stated?.type === 'list'
				? stated.items
				: config.settings.flatMap(({ key, value }) => (key === options + VARIABLE ? wordsOf(value) : []));
		return !loaded.some((jar) => jar === UNKNOWN || plugins.some((plugin) => jar.startsWith(plugin)));
	});
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
