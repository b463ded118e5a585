import { describe, expect, test } from 'vitest';
import { ruleNames } from '../../src/engine/rule-names.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const root = folderWith({});
const explain = async (name: string, terminal?: number): Promise<string> => {
	const { code, out, err } = await flint(root, ['explain', name, '--color', 'never'], terminal === undefined ? {} : { terminal });
	expect([code, err]).toEqual([0, '']);
	return out;
};

describe('a rule', () => {
	test('is its page, for a terminal', async () => {
		const out = await explain('min-pause-not-set');
		expect(out).toContain('min-pause-not-set\n\n  No pause is kept between checkpoints.\n\n  - Severity: warning');
		for (const heading of [
			'What it does',
			'Why is this bad',
			'Example',
			'Use instead',
			'Fix safety',
			'Versions',
			'References',
			'Options',
		]) {
			expect(out).toContain(`\n\n${heading}\n\n`);
		}
		expect(out).toContain('\n    execution.checkpointing.min-pause: ');
		expect(out).not.toMatch(/^#|```|<!--/m);
	});

	test('every one has a page, and prose keeps to the width', async () => {
		for (const name of ruleNames) {
			const out = await explain(name, 60);
			// What stands in a file keeps its lines.
			const prose = out.split('\n').filter((line) => !line.startsWith('    ') && line.trim().includes(' '));
			expect(prose.filter((line) => line.length > 60)).toEqual([]);
			expect(out).not.toContain('\n\n\n');
		}
	});

	test('in colour on a terminal', async () => {
		const { out } = await flint(root, ['explain', 'min-pause-not-set'], { terminal: 80 });
		expect(out).toContain('\u001b[1mmin-pause-not-set\u001b[22m');
	});
});

describe('an option', () => {
	test('with type, defaults, names and keys over the versions', async () => {
		expect(await explain('state.backend')).toContain(`\`state.backend\` is another name of:
state.backend.type
  type           string
  default        none (1.13 to 1.18)
                 hashmap (1.19 to 2.3)
  names          hashmap, rocksdb, filesystem, jobmanager, or a class name (1.13
                 to 1.20)
                 hashmap, rocksdb, forst, or a class name (2.0 to 2.3)
  keys           state.backend (1.13 to 1.16)
                 state.backend.type (1.17 to 2.3)
  also read      state.backend (1.17 to 2.3)
  read by        the job: a program may set it
  group          state-backend
  Managed Flink  fixed at \`rocksdb\` by the service
`);
	});

	test('with the rules that speak of it', async () => {
		const out = await explain('execution.checkpointing.min-pause', 200);
		expect(out).toMatch(/\n {2}reported by +.*min-pause-not-set/);
		expect(out).toMatch(/\n {2}Managed Flink +the application's field MinPauseBetweenCheckpoints\n/);
		expect(out).toMatch(/\n {2}default +0 ms\n/);
	});

	test('that one old key was split into', async () => {
		const out = await explain('state.backend.local-recovery');
		expect(out).toContain('\nexecution.checkpointing.local-backup.enabled\n');
		expect(out).toContain('\nexecution.state-recovery.from-local\n');
	});

	test('that the cluster reads', async () => {
		expect(await explain('taskmanager.numberOfTaskSlots')).toContain("the cluster's processes, when they start");
	});

	test('that is a field of a platform, or a free key of a family', async () => {
		expect(await explain('msf.log-level')).toBe(`msf.log-level
  type       enum
  default    INFO
  names      INFO, WARN, ERROR, DEBUG
  stands in  a Managed Flink application: a field of its own, no option of Flink
`);
		expect(await explain('k8s.upgrade-mode')).toMatch(/stands in +the Kubernetes operator's resources: a field of their own, no\n/);
		expect(await explain('SnapshotsEnabled')).toContain('`SnapshotsEnabled` is another name of:\nmsf.snapshots-enabled\n');
		expect(await explain('CheckpointInterval')).toContain('\nexecution.checkpointing.interval\n');
		expect(await explain('metrics.reporter.prom.port')).toContain('a free key of the family\n`metrics.reporter.<name>.`');
	});
});

test.each([
	['min-pause-not-st', 'did you mean `min-pause-not-set`?'],
	['Parallelism.Defualt', 'did you mean `parallelism.default`?'],
	['tolerable-failed-checkpoints', 'did you mean `execution.checkpointing.tolerable-failed-checkpoints`?'],
	['qqqqqqqq', '`flint rules` lists the rules'],
])('an unknown name is wrong usage: %s', async (name, suggestion) => {
	expect(await flint(root, ['explain', name])).toEqual({
		code: 2,
		out: '',
		err: `error: flint knows no rule and no option \`${name}\`\n   = ${suggestion}\n`,
	});
});
