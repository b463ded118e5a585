import { describe, expect, it } from 'vitest';
import { lintFiles } from '../harness/project.ts';

async function said(rule: string, files: Readonly<Record<string, string>>): Promise<readonly (string | undefined)[]> {
	const { findings } = await lintFiles(files);
	const found = findings.find((finding) => finding.rule === rule);
	return [found?.message.what, found?.message.do, found?.fix?.title];
}

const UNALIGNED = 'execution.checkpointing.interval: 60 s\nexecution.checkpointing.unaligned: true\nstate.checkpoints.dir: s3://acme/c\n';

describe('a message names an option as a fix would write it', () => {
	it('by the name that every version reads where the version is not known', async () => {
		expect(await said('unaligned-without-aligned-timeout', { 'flink-conf.yaml': UNALIGNED })).toEqual([
			"every checkpoint is unaligned from its start: `execution.checkpointing.alignment-timeout` is not set, unless the job's code sets it",
			'set `execution.checkpointing.alignment-timeout` to `30 s`: a checkpoint then turns unaligned only after that time (an explicit `0` says that you mean it)',
			'set `execution.checkpointing.alignment-timeout` to `30 s`',
		]);
	});
	it('by the newest name that its version reads where that is known', async () => {
		const compose = `services:
  jobmanager:
    image: flink:1.20
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        execution.checkpointing.interval: 60 s
        execution.checkpointing.unaligned.enabled: true
        execution.checkpointing.dir: s3://acme/c
`;
		expect((await said('unaligned-without-aligned-timeout', { 'compose.yaml': compose })).at(-1)).toBe(
			'set `execution.checkpointing.aligned-checkpoint-timeout` to `30 s`',
		);
	});
});
