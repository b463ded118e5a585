import type { Application } from '../application.ts';
import { connectorOf, isEndlessSource, tableOf, withViews } from '../sql.ts';

/** What a job reads that says how far behind it is, with the metric that does. */
interface MeasuredSource {
	readonly system: string;
	/** As its connector registers it. */
	readonly metric: string;
}

const KAFKA: MeasuredSource = { system: 'Kafka', metric: 'pendingRecords' };
/** The consumer before KafkaSource hands on what Kafka's own client measures, and nothing else. */
const KAFKA_CONSUMER: MeasuredSource = { system: 'Kafka', metric: 'records_lag_max' };
const KINESIS: MeasuredSource = { system: 'Kinesis', metric: 'millisBehindLatest' };

/** Sources by their class. Source: KafkaSourceReaderMetrics, KafkaConsumerMetricConstants, the Kinesis connectors' MetricConstants. */
const CLASSES: ReadonlyMap<string, MeasuredSource> = new Map([
	['KafkaSource', KAFKA],
	['FlinkKafkaConsumer', KAFKA_CONSUMER],
	['FlinkKafkaConsumer010', KAFKA_CONSUMER],
	['FlinkKafkaConsumer011', KAFKA_CONSUMER],
	['KinesisStreamsSource', KINESIS],
	['FlinkKinesisConsumer', KINESIS],
]);
const CONNECTORS: ReadonlyMap<string, MeasuredSource> = new Map([
	['kafka', KAFKA],
	['upsert-kafka', KAFKA],
	['kinesis', KINESIS],
	['kinesis-legacy', KINESIS],
]);

/** A source of the job's program or script that measures how far behind it is; undefined where none is seen. */
export function measuredSource({ documents, job }: Application): MeasuredSource | undefined {
	for (const { jobs } of documents) {
		for (const name of jobs?.references ?? []) {
			const found = CLASSES.get(name);
			if (found !== undefined) return found;
		}
	}
	const { sql } = job;
	for (const { sources } of sql.queries.flatMap((query) => withViews(sql, query))) {
		for (const relation of sources) {
			const table = isEndlessSource(sql, relation) ? tableOf(sql, relation.table) : undefined;
			const found = table && CONNECTORS.get(connectorOf(table) ?? '');
			if (found !== undefined) return found;
		}
	}
	return undefined;
}
