import { type BigFile, grown } from './grown.ts';

/** Programs: Java, SQL and the scripts that submit them. */
export const bigPrograms: Readonly<Record<string, BigFile>> = {
	'script, many commands': {
		file: 'submit.sh',
		text: (bytes) =>
			grown(
				bytes,
				'#!/bin/sh\n',
				(i) =>
					`flink run -d -Dexecution.checkpointing.interval=${1 + (i % 90)}s \\\n  -p ${1 + (i % 8)} -c org.example.Job${i} job-${i}.jar\n`,
			),
	},
	'script, one command': {
		file: 'submit.sh',
		text: (bytes) =>
			grown(
				bytes,
				'#!/bin/sh\nflink run -d -Dstate.backend=rocksdb \\\n',
				(i) => `  -Dmetrics.reporter.r${i}.interval=${i}s \\\n`,
				'  job.jar\n',
			),
	},
	'SQL, many tables and queries': { file: 'orders.sql', text: (bytes) => grown(bytes, "SET 'parallelism.default' = '4';\n", sqlPart) },
	'SQL, one long statement': {
		file: 'orders.sql',
		text: (bytes) =>
			grown(
				bytes,
				`${sqlPart(0)}INSERT INTO sink_0\n`,
				(i) => `SELECT customer, CAST(amount AS BIGINT) + ${i} FROM orders_0 WHERE amount > ${i} UNION ALL\n`,
				'SELECT customer, 0 FROM orders_0;\n',
			),
	},
	Java: { file: 'Big.java', text: (bytes) => grown(bytes, JAVA_HEAD, javaClass, '}\n') },
	'Java, one long main': {
		file: 'Big.java',
		text: (bytes) =>
			grown(
				bytes,
				JAVA_HEAD.replace('    env.execute("big");\n  }\n', ''),
				(i) => `    env.fromElements("a${i}").uid("source-${i}").keyBy(word -> word).map(word -> word + ${i}).uid("map-${i}").print();\n`,
				'    env.execute("big");\n  }\n}\n',
			),
	},
};

function sqlPart(index: number): string {
	return `CREATE TABLE orders_${index} (
  customer STRING,
  amount DECIMAL(10, 2),
  at TIMESTAMP(3),
  WATERMARK FOR at AS at - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'orders-${index}', 'properties.bootstrap.servers' = 'kafka:9092', 'format' = 'json');

CREATE TABLE sink_${index} (customer STRING, total BIGINT) WITH ('connector' = 'print');

INSERT INTO sink_${index} SELECT customer, COUNT(*) FROM orders_${index} GROUP BY customer;

`;
}

const JAVA_HEAD = `package org.example;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

public class Big {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(30000);
    env.execute("big");
  }
`;

function javaClass(index: number): string {
	return `
  static class Count${index} extends KeyedProcessFunction<String, Long, Long> {
    private transient ValueState<Long> count;

    public void open(Configuration parameters) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count-${index}", Long.class));
    }

    public void processElement(Long amount, Context context, Collector<Long> out) throws Exception {
      Long before = count.value();
      long now = before == null ? ${index} : before + amount * ${index};
      if (now > 100) {
        out.collect(now);
        count.clear();
      } else {
        count.update(now);
      }
    }
  }
`;
}
