import { readGrammar } from '../../../src/grammar-files.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import type { Setting } from '../../../src/model/setting.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { parseJava } from '../../../src/parsers/java/java-parser.ts';

const parse = parseJava(await loadJavaGrammar(await readGrammar()));

export const IMPORTS = `import org.apache.flink.streaming.api.environment.*; import org.apache.flink.configuration.*;
import org.apache.flink.api.common.restartstrategy.RestartStrategies; import org.apache.flink.api.common.time.Time; import org.apache.flink.core.fs.Path;
import org.apache.flink.contrib.streaming.state.*; import org.apache.flink.runtime.state.filesystem.FsStateBackend; import org.apache.flink.runtime.state.memory.MemoryStateBackend;
import org.apache.flink.runtime.state.storage.*; import org.apache.flink.table.api.bridge.java.StreamTableEnvironment; import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.api.common.RuntimeExecutionMode; import java.time.Duration; import java.util.concurrent.TimeUnit;
`;

/** A whole file as flint reads it. */
export function readFile(text: string, path = 'src/main/java/com/acme/Job.java'): ConfigDocument {
	return parse(path, text);
}

/** A job whose `main` obtains `env` and then runs the statements; `members` stand beside `main`. */
export function readJob(statements: string, members = ''): ConfigDocument {
	return readFile(
		`package com.acme;\n${IMPORTS}class Job {\n${members}\npublic static void main(String[] args) throws Exception {\nStreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();\n${statements}\n}\n}\n`,
	);
}

/** A setting as one line: `key = value`, with `?` for an unknown value and its fallback, `!` for an invalid one. */
export function line(setting: Setting): string {
	const { value } = setting;
	const told =
		value.kind === 'known'
			? value.text
			: value.kind === 'invalid'
				? `! ${value.text}`
				: `?${value.fallback === undefined ? '' : ` ${JSON.stringify(value.fallback)}`}`;
	const condition = setting.condition === 'always' ? '' : ` (${setting.condition})`;
	return `${setting.key} = ${told}${condition}`;
}

export const lines = (document: ConfigDocument): string[] => document.settings.map(line);
