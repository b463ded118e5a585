import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import type { FixResult } from '../../src/engine/result.ts';
import type { ConfigDocument } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { pullRequest, pullRequestText } from '../../src/reporters/pull-request/pull-request.ts';
import { applicationOf, documentOf, findingOf, fixOf, insertAfter, placeOf, replace, resultOf } from './build.ts';

const conf = documentOf(
	'conf/flink-conf.yaml',
	`state.backend: rocksdb
execution.checkpointing.interval: 30 s
s3.secret-key: hunter2hunter2
`,
	['hunter2hunter2'],
);

const incremental = findingOf({
	rule: 'incremental-checkpoints-off',
	message: {
		what: 'RocksDB copies its whole state at every checkpoint',
		why: 'upload time grows with the state',
		do: 'set `state.backend.incremental` to `true`',
	},
	at: placeOf(conf, 'state.backend: rocksdb'),
	fix: fixOf('safe', [insertAfter(conf, 'rocksdb', 'state.backend.incremental: true')], {
		title: 'set `state.backend.incremental` to `true`',
	}),
});

const parallelism = findingOf({
	rule: 'max-parallelism-not-set',
	at: placeOf(conf, 'execution.checkpointing.interval: 30 s'),
	fix: fixOf('unsafe', [insertAfter(conf, '30 s', 'pipeline.max-parallelism: 720')], {
		title: 'set `pipeline.max-parallelism` to `720`',
		decide: 'only for a job that has not started yet',
	}),
});

function fixed(documents: readonly ConfigDocument[], applied: readonly Finding[], more: Partial<FixResult> = {}): FixResult {
	const before = resultOf(documents, applied);
	const files = documents.map(({ path, text }) => ({ path, before: text, after: `${text}x: 1\n` }));
	return { before, after: resultOf(documents, []), files, applied, elsewhere: [], passes: 1, updates: [], ...more };
}

const told = (result: FixResult): string => {
	const request = pullRequest([{ result, config: defaultConfig }], '/project');
	return request === undefined ? '' : pullRequestText(request);
};

describe('a pull request', () => {
	test('says per application what changes and why, what restarts, how to verify and to roll back, and what is left to decide', () => {
		expect(told(fixed([conf], [incremental], { after: resultOf([conf], [parallelism]) }))).toBe(`\
Flink configuration of orders: set \`state.backend.incremental\` to \`true\`

\`flint fix\` changed 1 file of 1 application. Every change is **safe**: results stay the same, a running job restores, and Flink of the known version accepts it.

## orders

A cluster of your own, Flink version not known

### What changes, and why

- **Set \`state.backend.incremental\` to \`true\`** in \`conf/flink-conf.yaml\` (safe, \`incremental-checkpoints-off\`)
  RocksDB copies its whole state at every checkpoint. Upload time grows with the state.

### What restarts

- The cluster and its jobs. JobManager and TaskManagers read the file only when they start.
- Before, \`flink stop --savepointPath DIR JOB\` for each job; after, each job is started from it again (\`flink run --fromSavepoint SAVEPOINT\`).

### How to verify

- *Job Manager*, *Configuration* in Flink’s web interface (\`GET /jobmanager/config\`) shows the new values of the file.
- The job’s page *Checkpoints*, *Configuration* in Flink’s web interface (\`GET /jobs/JOB/checkpoints/config\`) shows the checkpoint settings in force, and *Overview* a completed checkpoint.
- \`flint lint\` no longer reports \`incremental-checkpoints-off\`.

### How to roll back

- Revert this pull request, restart the cluster, and start the jobs from a new savepoint.

### Left for you to decide

- [ ] **Set \`pipeline.max-parallelism\` to \`720\`** (\`conf/flink-conf.yaml:2\`, \`max-parallelism-not-set\`)
  Something is off.
  To decide: only for a job that has not started yet.
`);
	});

	test('asks to confirm every unsafe fix that it holds', () => {
		const text = told(fixed([conf], [incremental, parallelism]));
		expect(text).toMatch(/^Flink configuration of orders: 1 safe and 1 unsafe fix\n/);
		expect(text).toContain('Changes marked **unsafe** need a decision: confirm each one below before you merge.');
		expect(text).toContain(
			'### To confirm before merging\n\n- [ ] **Set `pipeline.max-parallelism` to `720`** (`conf/flink-conf.yaml`, `max-parallelism-not-set`)\n  Something is off.\n  To decide: only for a job that has not started yet.\n',
		);
		expect(text).toContain(
			'- Keep the savepoint from before the deployment: after an unsafe change the old configuration may restore only from that one.\n',
		);
	});

	test('there is none where nothing was fixed', () => {
		expect(told(fixed([conf], []))).toBe('');
	});

	test('has a section for each application that changes, and none for the others', () => {
		const other = documentOf('other/flink-conf.yaml', 'a: b\n');
		const applications = [applicationOf('orders', [conf]), applicationOf('other', [other])];
		const text = told(fixed([conf], [incremental], { before: resultOf([conf, other], [incremental], { applications }) }));
		expect(text.match(/^## .*/gm)).toEqual(['## orders']);
	});

	test('never shows a secret', () => {
		const leaking = findingOf({
			at: placeOf(conf, 's3.secret-key: hunter2hunter2'),
			message: { what: 'the value `hunter2hunter2` is odd', why: 'it is `hunter2hunter2`', do: 'change it' },
			fix: fixOf('unsafe', [replace(conf, 'hunter2hunter2', 'x')], {
				title: 'replace `hunter2hunter2`',
				decide: 'is `hunter2hunter2` in use',
			}),
		});
		expect(told(fixed([conf], [leaking]))).not.toContain('hunter2');
		expect(told(fixed([conf], [incremental], { after: resultOf([conf], [leaking]) }))).not.toContain('hunter2');
	});

	test('takes names of the repository literally: no mention, no markup, no second line in the title', () => {
		const odd = documentOf('a`b/flink-conf.yaml', conf.text);
		const finding = findingOf({
			...incremental,
			applications: ['@acme\n<b>*x*'],
			at: placeOf(odd, 'rocksdb'),
			fix: fixOf('safe', [replace(odd, 'rocksdb', 'x')]),
		});
		const applications = [applicationOf('@acme\n<b>*x*', [odd])];
		const text = told(fixed([odd], [finding], { before: resultOf([odd], [finding], { applications }) }));
		expect(text.split('\n').slice(0, 2)).toEqual(['Flink configuration of @acme <b>*x*: repair it', '']);
		expect(text).toContain('## @<!-- -->acme\ufffd\\<b\\>\\*x\\*\n');
		expect(text).toContain('in ``a`b/flink-conf.yaml`` (safe');
	});

	test('has a short title, however many applications there are and whatever they are called', () => {
		const ids = Array.from({ length: 9 }, (_, index) => `com.acme.pipelines.Job${index}`);
		const all = findingOf({ ...incremental, applications: ids });
		const applications = ids.map((id) => applicationOf(id, [conf]));
		const title = (count: number): string =>
			told(fixed([conf], [all], { before: resultOf([conf], [all], { applications: applications.slice(0, count) }) })).split('\n')[0] ?? '';
		expect(title(9)).toBe('Flink configuration of 9 applications: set `state.backend.incremental` to `true`');
		expect(title(1)).toBe('Flink configuration of com.acme.pipelines.Job0: set `state.backend.incremental` to `true`');
	});

	test('fits into what GitHub takes', () => {
		const many = Array.from({ length: 1000 }, () => incremental);
		const text = told(fixed([conf], many));
		expect(text.length).toBeLessThan(65_536);
		expect(text).toMatch(/\n\n… and more: `flint fix` shows everything\.\n$/);
	});
});

describe('what restarts', () => {
	const advice = (platform: 'msf' | 'kubernetes-operator', format: ConfigDocument['format']): string => {
		const document: ConfigDocument = { ...conf, format };
		const applications = [applicationOf('orders', [document], { platform })];
		return told(fixed([document], [incremental], { before: resultOf([document], [incremental], { applications }) }));
	};

	test('Managed Flink: the application, by UpdateApplication', () => {
		expect(advice('msf', 'msf-json')).toContain(
			'- The application. Deploy with `UpdateApplication`: Managed Flink stops the application and starts it again from a snapshot, if `SnapshotsEnabled` is `true`.\n',
		);
		expect(advice('msf', 'java')).toContain('- The application. Build and upload the jar, then call `UpdateApplication`');
	});

	test('the Kubernetes operator: the deployment, as its upgrade mode says', () => {
		expect(advice('kubernetes-operator', 'config-yaml')).toContain('as `spec.job.upgradeMode` says; `stateless` drops its state.\n');
	});

	test('a program alone: the job', () => {
		const document: ConfigDocument = { ...conf, format: 'java' };
		const text = told(fixed([document], [incremental], { before: resultOf([document], [incremental]) }));
		expect(text).toContain('- The job. Build its jar, `flink stop --savepointPath DIR JOB`, then');
	});
});
