import { describe, expect, test } from 'vitest';
import type { CallArgument } from '../../../src/model/change.ts';
import { readJob } from './reading.ts';

const spelled = (argument: CallArgument): string =>
	argument.kind === 'kept'
		? `$${argument.index}`
		: argument.kind === 'value'
			? String(argument.value)
			: `${argument.className}.${argument.name}`;

/** Each deprecated call with what means the same, newest first. */
function calls(statements: string): readonly string[] {
	return (readJob(statements).jobs?.deprecatedCalls ?? []).map(
		({ name, equivalents }) =>
			`${name} -> ${equivalents.map((call) => `${call.name}(${call.arguments.map(spelled).join(', ')}) ${call.from}`).join(' | ') || 'nothing'}`,
	);
}

describe('a deprecated call and what means the same', () => {
	test.each([
		['env.getCheckpointConfig().setFailOnCheckpointingErrors(true);', 'setTolerableCheckpointFailureNumber(0) 1.13'],
		[
			'CheckpointConfig c = env.getCheckpointConfig(); c.setFailOnCheckpointingErrors(false);',
			'setTolerableCheckpointFailureNumber(java.lang.Integer.MAX_VALUE) 1.13',
		],
		['env.getCheckpointConfig().setFailOnCheckpointingErrors(flag);', 'nothing'],
		['env.getCheckpointConfig().setAlignmentTimeout(Duration.ofSeconds(5));', 'setAlignedCheckpointTimeout($0) 1.14'],
		[
			'env.getCheckpointConfig().enableExternalizedCheckpoints(CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);',
			'setExternalizedCheckpointRetention(org.apache.flink.configuration.ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION) 1.20 | setExternalizedCheckpointCleanup($0) 1.13',
		],
		['env.getCheckpointConfig().enableExternalizedCheckpoints(mode);', 'setExternalizedCheckpointCleanup($0) 1.13'],
		[
			'env.getCheckpointConfig().setExternalizedCheckpointCleanup(CheckpointConfig.ExternalizedCheckpointCleanup.DELETE_ON_CANCELLATION);',
			'setExternalizedCheckpointRetention(org.apache.flink.configuration.ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION) 1.20',
		],
		[
			'env.getCheckpointConfig().setCheckpointingMode(CheckpointingMode.EXACTLY_ONCE);',
			'setCheckpointingConsistencyMode(org.apache.flink.core.execution.CheckpointingMode.EXACTLY_ONCE) 1.20',
		],
		['env.getCheckpointConfig().setCheckpointingMode(CheckpointConfig.DEFAULT_MODE);', 'nothing'],
		['CheckpointingMode m = CheckpointingMode.EXACTLY_ONCE; env.getCheckpointConfig().setCheckpointingMode(m);', 'nothing'],
		['env.enableCheckpointing();', 'enableCheckpointing(500) 1.13'],
		[
			'env.enableCheckpointing(60000, CheckpointingMode.AT_LEAST_ONCE);',
			'enableCheckpointing($0, org.apache.flink.core.execution.CheckpointingMode.AT_LEAST_ONCE) 1.20',
		],
	])('%s', (statements, expected) => {
		expect(calls(statements)[0]?.replace(/^\w+ -> /, '')).toBe(expected);
	});

	test.each([
		['env.enableCheckpointing(60000);'],
		['env.enableCheckpointing(60000, org.apache.flink.core.execution.CheckpointingMode.AT_LEAST_ONCE);'],
		['env.enableCheckpointing(60000, CheckpointingMode.AT_LEAST_ONCE, true);'],
		['other.setFailOnCheckpointingErrors(true); setAlignmentTimeout(x);'],
		['// env.enableCheckpointing();\nString s = "env.enableCheckpointing()";'],
		['env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);'],
	])('none in %s', (statements) => {
		expect(calls(statements)).toEqual([]);
	});

	test('ids count equals; options, versions and conditions are told', () => {
		const facts = readJob('env.enableCheckpointing(); if (args.length > 0) env.enableCheckpointing();').jobs?.deprecatedCalls;
		expect(
			facts?.map(({ id, options, deprecatedFrom, removedIn, condition }) => [id, ...options, deprecatedFrom, removedIn, condition]),
		).toEqual([
			['com.acme.Job.enableCheckpointing', 'execution.checkpointing.interval', '1.13', '2.0', 'always'],
			['com.acme.Job.enableCheckpointing#2', 'execution.checkpointing.interval', '1.13', '2.0', 'sometimes'],
		]);
	});

	test('what yields to other statements says so', () => {
		const [call] = readJob('env.getCheckpointConfig().setFailOnCheckpointingErrors(false);').jobs?.deprecatedCalls ?? [];
		expect(call?.equivalents[0]?.alone).toBe(true);
	});
});
