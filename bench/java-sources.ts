import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a Maven project of `count` Java files that looks like a company's repository: one in `flinkEvery` has a Flink job or a
 * function with state, the others are plain code. The same arguments give the same bytes.
 */
export function writeJavaTree(root: string, count: number, flinkEvery: number): void {
	write(root, 'pom.xml', POM);
	for (let number = 0; number < count; number++) {
		const module = Math.floor(number / 200);
		const folder = `module${module}/src/main/java/org/example/m${module}/p${Math.floor(number / 20)}`;
		const name = `Part${number}`;
		write(root, `${folder}/${name}.java`, source(number, name, flinkEvery, `org.example.m${module}.p${Math.floor(number / 20)}`));
		if (number % 200 === 0) write(root, `module${module}/pom.xml`, POM.replace('<artifactId>bench', `<artifactId>bench-${module}`));
	}
}

function write(root: string, path: string, text: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
}

function source(number: number, name: string, flinkEvery: number, packageName: string): string {
	if (number % flinkEvery !== 0) return number % 2 === 0 ? plainService(number, name, packageName) : plainRecord(number, name, packageName);
	return (number / flinkEvery) % 3 === 0 ? job(number, name, packageName) : statefulFunction(number, name, packageName);
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>bench</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.flink</groupId>
      <artifactId>flink-streaming-java</artifactId>
      <version>1.20.1</version>
    </dependency>
  </dependencies>
</project>
`;

function job(number: number, name: string, packageName: string): string {
	return `package ${packageName};

import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads orders and counts them per customer. */
public class ${name} {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(${1000 * (1 + (number % 90))}L, CheckpointingMode.EXACTLY_ONCE);
    env.getCheckpointConfig().setMaxConcurrentCheckpoints(${1 + (number % 3)});
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(${number % 4});
    env.setMaxParallelism(${64 + (number % 64)});
    ${number % 2 === 0 ? 'env.setRestartStrategy(RestartStrategies.noRestart());' : 'env.setParallelism(4);'}
    DataStream<String> orders = env.fromElements("a", "b", "c").name("orders").uid("orders-${number}");
    orders
        .map(order -> order.trim())
        .filter(order -> !order.isEmpty())
        .keyBy(order -> order.substring(0, 1))
        .map(order -> order + "-${number}")
        .print();
    env.execute("orders-${number}");
  }
${plainMethods(number, 6)}}
`;
}

function statefulFunction(number: number, name: string, packageName: string): string {
	return `package ${packageName};

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Remembers what it saw of each key. */
public class ${name} extends KeyedProcessFunction<String, Long, Long> {
  private transient ValueState<Long> total;
  private transient ListState<Long> recent;

  @Override
  public void open(Configuration parameters) throws Exception {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total-${number}", Long.class));
    recent = getRuntimeContext().getListState(new ListStateDescriptor<>("recent-${number}", Long.class));
  }

  @Override
  public void processElement(Long amount, Context context, Collector<Long> out) throws Exception {
    Long before = total.value();
    long sum = before == null ? amount : before + amount;
    total.update(sum);
    recent.add(amount);
    context.timerService().registerProcessingTimeTimer(context.timerService().currentProcessingTime() + ${1000 + number}L);
    out.collect(sum);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) throws Exception {
    recent.clear();
  }
${plainMethods(number, 4)}}
`;
}

function plainService(number: number, name: string, packageName: string): string {
	return `package ${packageName};

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks orders up and adds them together. */
public class ${name} {
  private final Map<String, List<Integer>> orders = new HashMap<>();
${plainMethods(number, 16)}}
`;
}

function plainRecord(number: number, name: string, packageName: string): string {
	const fields = Array.from({ length: 12 }, (_, index) => `field${index}`);
	const accessors = fields.map(
		(field) => `
  public String get${field.replace('f', 'F')}() {
    return ${field};
  }

  public void set${field.replace('f', 'F')}(String value) {
    this.${field} = value == null ? "${number}" : value;
  }
`,
	);
	return `package ${packageName};

/** What is known of an order. */
public class ${name} {
${fields.map((field) => `  private String ${field};`).join('\n')}
${accessors.join('')}}
`;
}

function plainMethods(number: number, count: number): string {
	const methods = Array.from(
		{ length: count },
		(_, index) => `
  static int step${index}(int from, int to) {
    int sum = ${number + index};
    for (int i = from; i < to; i++) {
      if (i % ${2 + (index % 5)} == 0) {
        sum += i * ${index + 1};
      } else {
        sum = Math.max(sum - i, ${index});
      }
    }
    return sum;
  }
`,
	);
	return methods.join('');
}
