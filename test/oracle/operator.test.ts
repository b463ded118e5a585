import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { lintFiles } from '../harness/project.ts';

/** What the operator's DefaultValidator said of each resource of a manifest: `accepted`, `rejected: why`, `unreadable: why`. */
type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>;

const FOLDER = new URL('../../oracle/operator/', import.meta.url);
const cases: Readonly<Record<string, string>> = read('cases.json');

/** The rules that say that the operator rejects, by what it says itself; what Kubernetes objects to is a value of a field. */
const PREDICTIONS: readonly (readonly [message: RegExp, rules: readonly string[]])[] = [
	[/^The FlinkDeployment name: .* is invalid/, ['k8s-deployment-name-invalid']],
	[/^Forbidden Flink config key/, ['k8s-forbidden-config-key']],
	[/^HA must be enabled for rollback support/, ['k8s-rollback-or-standby-needs-ha']],
	[/^High availability should be enabled when starting standby/, ['k8s-rollback-or-standby-needs-ha']],
	[/^Deployment recovery \(.*\) must be enabled for job health check/, ['k8s-health-check-needs-recovery']],
	[/^Invalid log config key/, ['k8s-log-config-key']],
	[/^Flink Version must be defined/, ['k8s-flink-version-missing']],
	[/^Ingress template must be defined/, ['k8s-ingress-template-missing']],
	[/^Invalid value .* in the autoscaler config job\.autoscaler\.excluded\.periods/, ['k8s-excluded-period-invalid']],
	[
		/^(?:Checkpoint directory|Job could not be upgraded with savepoint|Savepoint could not be|Periodic savepoints|In order to use max-)/,
		['k8s-upgrade-mode-needs-dirs'],
	],
	[/ replicas (?:must be larger|should not be configured less)|^Job parallelism must be larger than 0/, ['k8s-resources-invalid']],
	[/resource memory must be defined/, ['k8s-resources-invalid', 'memory-pools-exceed-total', 'config-invalid-value']],
	[/resource (?:memory|ephemeral storage) parse error/, ['k8s-resources-invalid', 'config-invalid-value']],
	[/ resource requirements /, ['k8s-resources-invalid', 'config-invalid-value']],
	[/^spec\.serviceAccount must be defined/, ['k8s-service-account-missing']],
	[/^The AutoScalerOption .* is invalid/, ['k8s-autoscaler-range']],
	[/^The autoscaler metric window/, ['k8s-autoscaler-window']],
	[/^The job spec should not be empty|^Can not submit session job to application cluster/, ['k8s-session-job-invalid']],
	// Only operators from 1.16 on look at it, and what they allow is their own configuration's to say: a warning.
	[/^jarURI /, ['k8s-session-job-invalid']],
	// Operators of old; a warning, for it is what happens later that hurts with all of them.
	[/^Job could not be upgraded with last-state while HA disabled/, ['k8s-last-state-without-ha']],
];
const WARNINGS = /^jarURI |^Job could not be upgraded with last-state while HA/;
/** Without a version, and without an image or one of the processes, a resource is a patch for another one, of which nobody knows what is missing. */
const PATCH = /^Flink Version must be defined/;
const WHOLE = ['image', 'jobManager', 'taskManager'];
const REJECTS: ReadonlySet<string> = new Set(PREDICTIONS.flatMap(([, rules]) => rules).filter((rule) => rule.startsWith('k8s-')));
/** 1.7 reads directories by Flink 1.18's names alone, which a Flink from 1.20 on takes too. */
const NEW_NAMES = /execution\.checkpointing\.(?:savepoint-)?dir/;

/** What operators of 1.7 did not know yet: last-state upgrades of session jobs, and by cancelling a job; `resources`. */
const NOT_YET = /^The LAST_STATE upgrade mode is not supported in session job/;

const counts = { accepted: 0, rejected: 0, predicted: 0, patches: 0, newNames: 0, notYet: 0, newer: 0 };

describe.each(['1.16', '1.7'])('operator %s', (version) => {
	const answers: Answers = read(`recorded/${version}.json`);
	it('was asked every case', () => expect(Object.keys(answers).sort()).toEqual(Object.keys(cases).sort()));
	it.each(Object.keys(cases))('%s', async (name) => {
		const text = cases[name] ?? '';
		const said = Object.values(answers[name] ?? {});
		const { findings } = await lintFiles({ 'deploy/orders.yaml': text });
		const rejections = said.flatMap((answer) => (answer.startsWith('rejected: ') ? [answer.slice('rejected: '.length)] : []));
		for (const why of rejections) expectPredicted(why, findings, text, version);
		if (rejections.length > 0 || said.some((answer) => answer.startsWith('unreadable'))) return;
		counts.accepted++;
		const false_ = findings.filter(({ rule, severity }) => severity === 'error' && REJECTS.has(rule)).map(({ rule }) => rule);
		if (version === '1.16') expect(false_).toEqual([]);
		// What a newer operator checks besides.
		else if (false_.length > 0) counts.newer++;
	});
});

function expectPredicted(why: string, findings: readonly Finding[], text: string, version: string): void {
	counts.rejected++;
	if (PATCH.test(why) && !WHOLE.every((field) => text.includes(`  ${field}:`))) {
		counts.patches++;
		return;
	}
	if (version === '1.7' && why.startsWith('Checkpoint directory') && NEW_NAMES.test(text)) {
		counts.newNames++;
		return;
	}
	if (version === '1.7' && isUnknownTo17(why, text)) {
		counts.notYet++;
		return;
	}
	const rules = PREDICTIONS.find(([message]) => message.test(why))?.[1] ?? [];
	const severities = findings.filter(({ rule }) => rules.includes(rule)).map(({ severity }) => severity);
	expect(severities, why).toContain(WARNINGS.test(why) ? 'warning' : 'error');
	counts.predicted++;
}

function isUnknownTo17(why: string, text: string): boolean {
	if (why.includes('HA disabled')) return text.includes('last-state.job-cancel.enabled');
	return NOT_YET.test(why) || (why.includes('memory must be defined') && text.includes('resources:'));
}

function read<T>(path: string): T {
	return JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as T;
}

afterAll(() => process.stdout.write(`operator: ${JSON.stringify(counts)}\n`));
