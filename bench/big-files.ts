/** One large file of each format flint reads, of about `bytes` characters; the same size gives the same text. */
export const bigFiles: Readonly<Record<string, { readonly file: string; readonly text: (bytes: number) => string }>> = {
	'flink-conf.yaml': {
		file: 'flink-conf.yaml',
		text: (bytes) => grown(bytes, 'state.backend: rocksdb\n', (i) => `metrics.reporter.r${i}.interval: ${i} s\n`, ''),
	},
	'flink-conf.yaml, unknown keys': {
		file: 'flink-conf.yaml',
		text: (bytes) => grown(bytes, 'state.backend: rocksdb\n', (i) => `taskmanager.memory.share${i}.size: ${i} mb\n`, ''),
	},
	'config.yaml': {
		file: 'config.yaml',
		text: (bytes) =>
			grown(
				bytes,
				'state:\n  backend:\n    type: rocksdb\nmetrics:\n  reporter:\n',
				(i) => `    r${i}:\n      interval: ${i} s\n      class: org.example.Reporter${i}\n`,
				'',
			),
	},
	'Managed Flink JSON': {
		file: 'app.json',
		text: (bytes) =>
			grown(
				bytes,
				'{\n  "ApplicationName": "orders",\n  "RuntimeEnvironment": "FLINK-1_20",\n  "ApplicationConfiguration": {\n    "FlinkApplicationConfiguration": {\n      "CheckpointConfiguration": { "ConfigurationType": "DEFAULT" }\n    },\n    "EnvironmentProperties": {\n      "PropertyGroups": [\n',
				(i) => `        { "PropertyGroupId": "g${i}", "PropertyMap": { "bucket": "b${i}", "interval": "${i}" } },\n`,
				'        { "PropertyGroupId": "last", "PropertyMap": {} }\n      ]\n    }\n  }\n}\n',
			),
	},
	Java: {
		file: 'Big.java',
		text: (bytes) => grown(bytes, JAVA_HEAD, javaClass, '}\n'),
	},
};

function grown(bytes: number, head: string, part: (index: number) => string, tail: string): string {
	const parts = [head];
	for (let length = head.length + tail.length, index = 0; length < bytes; index++) {
		const next = part(index);
		parts.push(next);
		length += next.length;
	}
	return parts.join('') + tail;
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
