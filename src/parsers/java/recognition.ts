/** What flint reads in Java: an environment, its configuration, state, keys, sinks that commit. */
const SUBJECTS =
	/ExecutionEnvironment|TableEnvironment|LocalStreamEnvironment|CheckpointConfig|StateDescriptor|StateTtlConfig|RestartStrategies|TableConfig|\bkeyBy\b|KafkaSink|FlinkKafkaProducer|FileSink|JdbcSink|new\s{1,9}Configuration\b|Configuration\s{0,9}\.\s{0,9}(?:fromMap|loadConfiguration)|GlobalConfiguration/;

/**
 * A cheap look before any parser: whether a Java text speaks of Flink and of something flint reads. Every type of Flink's
 * is imported or written with its package, so a text without `org.apache.flink` says nothing about it.
 */
export function mentionsFlink(text: string): boolean {
	if (text.includes('com.amazonaws.services.kinesisanalytics')) return true;
	return text.includes('org.apache.flink') && SUBJECTS.test(text);
}
