/**
 * Artifacts that are released with Flink itself, so that their version is Flink's. Connectors have versions of their own
 * (`5.1.0-1.20`), and tell nothing here.
 */
const RELEASED_WITH_FLINK =
	/^flink-(?:core|core-api|java|scala|streaming-java|streaming-scala|clients|runtime|runtime-web|dist|annotations|cep|state-processor-api|statebackend-[a-z-]+|table-[a-z-]+|test-utils|test-utils-junit|datastream-api|metrics-[a-z-]+|parent|python|yarn|kubernetes|connector-base|connector-files|file-sink-common|json|csv|avro|parquet|orc|s3-fs-[a-z]+)(?:_\d\.\d+)?$/;

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
