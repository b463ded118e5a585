import type { Editor } from '../../fixers/editor.ts';
import { flinkConfEditor } from '../../fixers/flink-conf/flink-conf-editor.ts';
import type { Format, Parse } from '../../model/document.ts';
import { parseFlinkConf } from '../../parsers/flink-conf/flink-conf.ts';

/** What flint can do with one format; parsers and editors load when a file needs them, but for the smallest, which come along. */
interface FormatSupport {
	readonly parser: () => Promise<Parse>;
	/** Absent where flint only reads the format. */
	readonly editor?: () => Promise<Editor>;
	/** What the editor needs besides where a file is to be converted. */
	readonly converter?: () => Promise<NonNullable<Editor['convert']>>;
}

/** Every format flint reads, with the modules that know it. */
export const formats: Readonly<Record<Format, FormatSupport>> = {
	'flink-conf': {
		parser: async () => parseFlinkConf,
		editor: async () => flinkConfEditor,
		converter: async () => (await import('../../fixers/flink-conf/convert-flink-conf.ts')).convertFlinkConf,
	},
	'config-yaml': {
		parser: async () => (await import('../../parsers/config-yaml/config-yaml.ts')).parseConfigYaml,
		editor: async () => (await import('../../fixers/config-yaml/config-yaml-editor.ts')).configYamlEditor,
	},
	'msf-json': {
		parser: async () => (await import('../../parsers/msf/msf-json.ts')).parseMsfJson,
		editor: async () => (await import('../../fixers/msf/msf-json-editor.ts')).msfJsonEditor,
	},
	kubernetes: {
		parser: async () => (await import('../../parsers/kubernetes/kubernetes.ts')).parseKubernetes,
		editor: async () => (await import('../../fixers/kubernetes/kubernetes-editor.ts')).kubernetesEditor,
	},
	compose: {
		parser: async () => (await import('../../parsers/compose/compose.ts')).parseCompose,
		editor: async () => (await import('../../fixers/command-line/arguments-editor.ts')).argumentsEditor,
	},
	'env-file': { parser: async () => (await import('../../parsers/docker/env-file.ts')).parseEnvFile },
	dockerfile: { parser: async () => (await import('../../parsers/docker/dockerfile.ts')).parseDockerfile },
	emr: { parser: async () => (await import('../../parsers/emr/emr.ts')).parseEmr },
	'command-line': {
		parser: async () => (await import('../../parsers/command-line/command-line.ts')).parseCommandLine,
		editor: async () => (await import('../../fixers/command-line/command-line-editor.ts')).commandLineEditor,
	},
	'job-config': {
		parser: async () => (await import('../../parsers/job-config/job-config.ts')).parseJobConfig,
		editor: async () => (await import('../../fixers/job-config/job-config-editor.ts')).jobConfigEditor,
	},
	'prometheus-rules': {
		parser: async () => (await import('../../parsers/prometheus/alarms.ts')).parseAlarms,
		editor: async () => (await import('../../fixers/prometheus/prometheus-rules-editor.ts')).prometheusRulesEditor,
	},
	sql: {
		parser: async () => (await import('../../parsers/sql/sql.ts')).parseSql,
		editor: async () => (await import('../../fixers/sql/sql-editor.ts')).sqlEditor,
	},
	java: {
		parser: javaParser,
		editor: async () => (await import('../../fixers/java/java-editor.ts')).javaEditor,
	},
	'maven-pom': {
		parser: async () => (await import('../../parsers/build/maven-pom.ts')).parseMavenPom,
		editor: async () => (await import('../../fixers/build/maven-pom-editor.ts')).mavenPomEditor,
	},
	gradle: {
		parser: async () => (await import('../../parsers/build/gradle.ts')).parseGradle,
		editor: async () => (await import('../../fixers/build/gradle-editor.ts')).gradleEditor,
	},
};

async function javaParser(): Promise<Parse> {
	const [{ readGrammar }, { loadJavaGrammar }, { parseJava }] = await Promise.all([
		import('../../grammar-files.ts'),
		import('../../parsers/java/grammar.ts'),
		import('../../parsers/java/java-parser.ts'),
	]);
	return parseJava(await loadJavaGrammar(await readGrammar()));
}
