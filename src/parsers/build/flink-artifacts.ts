/**
 * Artifacts that are released with Flink itself, so that their version is Flink's. Connectors have versions of their own
 * (`5.1.0-1.20`), and tell nothing here.
 */
const RELEASED_WITH_FLINK =
	/^flink-(?:core|core-api|java|scala|streaming-java|streaming-scala|clients|runtime|runtime-web|dist|annotations|cep|state-processor-api|statebackend-[a-z-]+|table-[a-z-]+|test-utils|test-utils-junit|datastream-api|metrics-[a-z-]+|parent|python|yarn|kubernetes|connector-base|connector-datagen|connector-files|connector-test-utils|file-sink-common|json|csv|avro|avro-confluent-registry|parquet|orc|protobuf|sql-(?:avro|avro-confluent-registry|csv|json|orc|parquet|protobuf)|hadoop-fs|s3-fs-[a-z]+)(?:_\d\.\d+)?$/;

/** Whether an artifact's version is Flink's own. */
export function isFlinkArtifact(group: string, artifact: string): boolean {
	return group === 'org.apache.flink' && RELEASED_WITH_FLINK.test(artifact);
}

/** Libraries that only a job on Managed Flink has. */
export function isMsfArtifact(group: string, artifact: string): boolean {
	return group === 'com.amazonaws' && /^aws-kinesisanalytics-(?:runtime|flink)$/.test(artifact);
}

/** Names under which builds keep Flink's version: `flink.version`, `flinkVersion`, `flink_version`, `version.flink`. */
export function isVersionProperty(name: string): boolean {
	return /^(?:flink[._-]?version|version[._-]flink)$/i.test(name);
}

/** Whether two artifacts come with one version: both released with Flink, or both of one other group. */
export function shareRelease(a: ArtifactName, b: ArtifactName): boolean {
	return a.group === b.group && isFlinkArtifact(a.group, a.artifact) === isFlinkArtifact(b.group, b.artifact);
}

/** An artifact without its version. */
export interface ArtifactName {
	readonly group: string;
	readonly artifact: string;
}

/** Whether a written name means an artifact: itself, or with the Scala version that it was built for (`flink-clients_2.12`). */
export function namesArtifact(written: string, artifact: string): boolean {
	return (
		written === artifact || (written.startsWith(`${artifact}_`) && /^(?:\d+(?:\.\d+)*|\$.*)$/.test(written.slice(artifact.length + 1)))
	);
}
