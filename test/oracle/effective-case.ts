import { catalogue } from '../../src/catalog/catalogue.ts';
import { defaultConfig } from '../../src/config/schema.ts';
import { lintDocuments } from '../../src/engine/lint.ts';
import type { LintResult } from '../../src/engine/result.ts';
import type { ConfigDocument } from '../../src/model/document.ts';
import type { Setting } from '../../src/model/setting.ts';
import { known, text as textValue } from '../../src/model/value.ts';
import { atLeast, type FlinkVersion } from '../../src/model/version.ts';
import { readDocument } from '../../src/workspace/documents/documents.ts';
import type { Argument, Combination, ProgramCall } from './combination.ts';

const JOB = 'src/main/java/acme/Job.java';

/** Lints a combination as the project that states it: a configuration file, dynamic properties and a job's source. */
export async function lintCombination(asked: Combination, version: FlinkVersion): Promise<LintResult> {
	const configuration = { 'jobmanager.rpc.address': 'localhost', ...asked.configuration, ...asked.file };
	const legacy = !atLeast(version, '2.0');
	const path = legacy ? 'conf/flink-conf.yaml' : 'conf/config.yaml';
	const inFile = Object.entries(configuration).filter(([, value]) => !legacy || fitsLegacyFile(value));
	const outside = [
		...Object.entries(configuration).filter((entry) => !inFile.some(([key]) => key === entry[0])),
		...Object.entries(asked.dynamic ?? {}),
	];
	const texts = {
		[path]: inFile.map(([key, value]) => `${key}: ${legacy ? value : JSON.stringify(value)}\n`).join(''),
		'pom.xml': pom(version),
		[JOB]: job(asked),
	};
	const documents = new Map<string, ConfigDocument>();
	for (const [file, text] of Object.entries(texts)) {
		const document = await readDocument({ path: file, text });
		if (document === undefined) throw new Error(`flint does not recognise ${file}`);
		documents.set(file, file === path ? withDynamic(document, outside) : document);
	}
	return lintDocuments(
		{
			root: '/project',
			files: Object.keys(texts),
			selected: undefined,
			overlay: new Map(),
			config: defaultConfig,
			version: undefined,
			platform: undefined,
		},
		{ documents, buildFiles: ['pom.xml'], unread: [], failures: [] },
	);
}

/** The old loader drops empty values and trims the others; `-D` and `Configuration.setString` keep them. */
function fitsLegacyFile(value: string): boolean {
	return value !== '' && value.trim() === value;
}

/** Flint reads no command line; what stands there is given to the model as its parsers would. */
function withDynamic(document: ConfigDocument, properties: readonly (readonly [string, string])[]): ConfigDocument {
	const settings = properties.map(([key, text]): Setting => {
		const option = catalogue.find(key)[0];
		const range = { start: 0, end: 0 };
		return {
			key,
			name: key,
			value: option === undefined ? known(textValue(text), text) : catalogue.read(option, text, undefined),
			layer: 'dynamic',
			kind: 'entry',
			condition: 'always',
			file: document.path,
			range,
			nameRange: range,
			valueRange: range,
		};
	});
	return { ...document, settings: [...document.settings, ...settings] };
}

function pom(version: FlinkVersion): string {
	return `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>acme</groupId>
  <artifactId>job</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.flink</groupId>
      <artifactId>flink-streaming-java</artifactId>
      <version>${version}.0</version>
    </dependency>
  </dependencies>
</project>
`;
}

function job({ program = [], operatorParallelism, operatorMaxParallelism }: Combination): string {
	const operator = [
		operatorParallelism === undefined ? '' : `.setParallelism(${operatorParallelism})`,
		operatorMaxParallelism === undefined ? '' : `.setMaxParallelism(${operatorMaxParallelism})`,
	].join('');
	return `package acme;

import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.filesystem.FsStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemoryStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig.ExternalizedCheckpointCleanup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Job {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
${program.map(statement).join('\n')}
		env.fromSequence(1, 1000).keyBy(n -> n % 10).reduce((a, b) -> a + b)${operator}.print();
		env.execute();
	}
}
`;
}

const OWNERS: Readonly<Record<string, string>> = {
	checkpointConfig: 'env.getCheckpointConfig()',
	config: 'env.getConfig()',
	env: 'env',
};

function statement({ call, args = [], configuration }: ProgramCall, index: number): string {
	const [method = '', owner = 'env'] = call.split('.').reverse();
	if (configuration !== undefined) {
		const sets = Object.entries(configuration).map(
			([key, value]) => `		c${index}.setString(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`,
		);
		return `		Configuration c${index} = new Configuration();\n${sets.join('')}		env.configure(c${index});`;
	}
	return `		${OWNERS[owner] ?? owner}.${method}(${args.map((argument) => expression(argument, method)).join(', ')});`;
}

/** The enums that setters take, by the constant, which is all that the corpus states. */
const ENUMS: Readonly<Record<string, (method: string) => string>> = {
	EXACTLY_ONCE: () => 'CheckpointingMode',
	AT_LEAST_ONCE: () => 'CheckpointingMode',
	BATCH: () => 'RuntimeExecutionMode',
	RETAIN_ON_CANCELLATION: retention,
	DELETE_ON_CANCELLATION: retention,
};

function retention(method: string): string {
	return method === 'setExternalizedCheckpointRetention' ? 'ExternalizedCheckpointRetention' : 'ExternalizedCheckpointCleanup';
}

function expression(argument: Argument, method: string): string {
	if (typeof argument === 'number') return Math.abs(argument) > 2 ** 31 - 1 ? `${argument}L` : String(argument);
	if (typeof argument === 'boolean') return String(argument);
	if (typeof argument === 'string') {
		const owner = ENUMS[argument]?.(method);
		return owner === undefined ? JSON.stringify(argument) : `${owner}.${argument}`;
	}
	const inner = argument.args.map((one) => expression(one, method)).join(', ');
	return 'new' in argument ? `new ${simple(argument.new)}(${inner})` : `${simple(argument.call)}.${argument.method}(${inner})`;
}

function simple(name: string): string {
	return name.slice(name.lastIndexOf('.') + 1);
}
