import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/engine/edits.ts';
import { planFix } from '../../src/engine/plan.ts';
import { configYamlEditor } from '../../src/fixers/config-yaml/config-yaml-editor.ts';
import { flinkConfEditor } from '../../src/fixers/flink-conf/flink-conf-editor.ts';
import { duration } from '../../src/model/value.ts';
import { lintFiles } from '../harness/project.ts';

const INTERVAL = 'execution.checkpointing.interval';

/** The text after a minute became the default of the interval's template. */
async function withDefault(path: string, text: string): Promise<string | undefined> {
	const { applications } = await lintFiles({ [path]: text });
	const [application] = applications;
	const setting = application?.config.setting(INTERVAL);
	if (application === undefined || setting === undefined) throw new Error('no statement');
	const fix = { title: 'try', applicability: 'unsafe', changes: [{ kind: 'setDefault', setting, value: duration(60_000) }] } as const;
	const planned = planFix(application, fix, { 'flink-conf': flinkConfEditor, 'config-yaml': configYamlEditor });
	return planned && applyEdits(text, planned.edits);
}

describe('setDefault', () => {
	test("changes the default alone, in the file's own way of writing durations", async () => {
		expect(await withDefault('flink-conf.yaml', `${INTERVAL}: \${INTERVAL:-30 s} # of staging\n`)).toBe(
			`${INTERVAL}: \${INTERVAL:-1 min} # of staging\n`,
		);
		expect(await withDefault('config.yaml', `${INTERVAL}: "\${checkpoint.interval:30s}"\n`)).toBe(
			`${INTERVAL}: "\${checkpoint.interval:1 min}"\n`,
		);
	});
	test('reaches into a variable of a Compose file', async () => {
		const compose = (value: string): string =>
			`services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n    environment:\n      FLINK_PROPERTIES: |\n        ${INTERVAL}: \${I:-${value}}\n        state.backend: hashmap\n`;
		expect(await withDefault('compose.yaml', compose('5s'))).toBe(compose('1 min'));
	});
	test('does nothing where no default is named', async () => {
		expect(await withDefault('flink-conf.yaml', `${INTERVAL}: \${INTERVAL}\n`)).toBeUndefined();
		expect(await withDefault('flink-conf.yaml', `${INTERVAL}: 30 s\n`)).toBeUndefined();
	});
});
