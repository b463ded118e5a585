import { nameOn } from '../../model/effective/msf.ts';
import { defineRule } from '../../model/finding.ts';
import { looksLikeProduction } from '../../model/questions/cluster.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { scalesItself } from '../../model/questions/scaling.ts';

const PARALLELISM = 'parallelism.default';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const AUTOSCALING = 'msf.autoscaling-enabled';

/** A production job runs on one thread. */
export const parallelismDefaultOne = defineRule({
	meta: {
		name: 'parallelism-default-one',
		summary: 'Jobs run with a parallelism of 1 although there is room for more.',
		category: 'parallelism',
		severity: 'info',
		fixes: [],
		messages: {
			service: {
				what: 'the application runs with a parallelism of `1`, and automatic scaling is off',
				why: 'every operator has one subtask, whatever the load is',
				do: 'size `{name}` by the load, or turn automatic scaling on',
			},
			resource: {
				what: '`{name}` is `1` where every TaskManager has `{slots}` slots',
				why: 'every operator of the job has one subtask, and the other slots stand empty, whatever the load is',
				do: 'set `spec.job.parallelism` to what the job needs, or give a TaskManager one slot',
			},
			slots: {
				what: '`parallelism.default` is `1` where every TaskManager has `{slots}` slots',
				why: 'a job that states no parallelism of its own uses one of them, whatever the load is',
				do: 'set it to what the jobs need, or leave it to `-p` and the jobs and remove it',
			},
		},
		evidence: [
			'CoreOptions.DEFAULT_PARALLELISM: default 1 (option catalogue); a program and `-p` go before the file',
			'FlinkConfigBuilder.applyJobOrSessionSpec of the Kubernetes operator: spec.job.parallelism is parallelism.default',
			'AWS API, ParallelismConfiguration: Parallelism is where automatic scaling starts',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const stated = config.setting(PARALLELISM);
		if (stated === undefined || config.number(PARALLELISM) !== 1 || isBatch(application)) return;
		if (platform === 'msf') {
			if (config.boolean(AUTOSCALING) !== false) return;
			yield { message: 'service', data: { name: nameOn(platform, PARALLELISM) }, at: config.place(stated), option: PARALLELISM };
			return;
		}
		const slots = config.setting(SLOTS);
		const count = config.number(SLOTS);
		// The files that Flink ships say 1 and 1; what a program says of itself is its own business.
		if (slots === undefined || count === undefined || count < 2 || stated.layer === 'program' || !looksLikeProduction(application)) return;
		const ofResource = stated.layer === 'deployment';
		// The autoscaler, and the reactive mode, take it for where to start.
		if (ofResource && scalesItself(application)) return;
		yield {
			message: ofResource ? 'resource' : 'slots',
			data: { slots: count, name: stated.name },
			at: config.place(stated),
			option: PARALLELISM,
			related: [{ place: config.place(slots), message: 'slots of each TaskManager' }],
		};
	},
});
