import type { Application } from '../../model/application.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import { inContainers, onYarn } from '../../model/questions/cluster.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { fixedTaskManagers } from '../../model/questions/task-managers.ts';
import type { Setting } from '../../model/setting.ts';

const PARALLELISM = 'parallelism.default';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const MOST_SLOTS = 'slotmanager.number-of-slots.max';
const SCHEDULER = 'jobmanager.scheduler';
const MODE = 'scheduler-mode';

/** The parallelism asks for more slots than the cluster may have. */
export const slotsParallelismMismatch = defineRule({
	meta: {
		name: 'slots-parallelism-mismatch',
		summary: 'The parallelism asks for more slots than the cluster may have.',
		category: 'parallelism',
		severity: 'warning',
		fixes: [],
		messages: {
			tooFew: {
				what: 'a parallelism of `{parallelism}` needs that many slots, and the cluster may have `{most}`',
				why: 'Flink starts no TaskManager beyond `slotmanager.number-of-slots.max`, so the job waits for slots until it fails with NoResourceAvailableException',
				do: 'raise `slotmanager.number-of-slots.max`, or lower the parallelism',
			},
			rounded: {
				what: 'the cluster may have `{most}` slots, and TaskManagers come with `{slots}` each',
				why: 'a TaskManager that would exceed the maximum is not started, so only `{usable}` slots can be had and the parallelism of `{parallelism}` is out of reach',
				do: 'make `slotmanager.number-of-slots.max` a multiple of `taskmanager.numberOfTaskSlots`',
			},
			fixed: {
				what: 'a parallelism of `{parallelism}` needs that many slots, and {managers} with `{slots}` each: `{usable}`{unseen}',
				why: 'nothing starts another TaskManager in a standalone cluster, so the job waits for slots until `slot.request.timeout` and fails with NoResourceAvailableException',
				do: 'start more TaskManagers or give each more slots, lower the parallelism, or let `jobmanager.scheduler` be `adaptive`, which runs with what there is',
			},
		},
		evidence: [
			'ResourceManagerOptions.MAX_SLOT_NUM (1.18 to 2.3): limits what Flink allocates on YARN and native Kubernetes, without effect on standalone clusters; streaming jobs fail where there are not enough slots',
			'ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME (1.13 to 2.3): after it, by default slot.request.timeout, a standalone cluster fails requests that no registered slot can satisfy',
			'An operator of parallelism n occupies n slots (slot sharing); the adaptive scheduler takes what it gets',
		],
	},
	*check(application) {
		const { config, platform } = application;
		yield* inFixedCluster(application);
		const limit = config.setting(MOST_SLOTS);
		const [parallelism, most, slots] = [config.number(PARALLELISM), config.number(MOST_SLOTS), config.number(SLOTS)];
		if (limit === undefined || parallelism === undefined || most === undefined || slots === undefined || slots < 1) return;
		if (platform === 'msf' || !(inContainers(application) || onYarn(application))) return;
		if (takesWhatItGets(application)) return;
		const usable = Math.floor(most / slots) * slots;
		if (parallelism <= usable) return;
		const stated = config.setting(PARALLELISM);
		yield {
			message: parallelism > most ? 'tooFew' : 'rounded',
			data: { parallelism, most, slots, usable },
			at: config.place(limit),
			option: MOST_SLOTS,
			related: stated === undefined ? [] : [{ place: config.place(stated), message: `the parallelism is ${parallelism}` }],
		};
	},
});

function takesWhatItGets({ config }: Application): boolean {
	return config.name(SCHEDULER)?.startsWith('adaptive') === true || config.setting(MODE) !== undefined;
}

/** The one job of a standalone cluster, whose TaskManagers are counted in its file. */
function* inFixedCluster(application: Application): Iterable<Report<'fixed'>> {
	const { config } = application;
	const managers = fixedTaskManagers(application);
	const [stated, each] = [config.setting(PARALLELISM), config.setting(SLOTS)];
	const [parallelism, slots] = [config.number(PARALLELISM), config.number(SLOTS)];
	// What an image gives by itself comes from a variable that is not read.
	if (managers === undefined || stated === undefined || each === undefined || parallelism === undefined || slots === undefined) return;
	if (!config.statements(SLOTS).every((one) => one.inert !== undefined || sameNumber(one, slots))) return;
	if (takesWhatItGets(application) || isBatch(application) || config.name('execution.runtime-mode') === 'automatic') return;
	const usable = managers * slots;
	if (parallelism <= usable) return;
	yield {
		message: 'fixed',
		data: {
			parallelism,
			slots,
			usable,
			managers: managers === 1 ? 'there is one TaskManager' : `there are ${managers} TaskManagers`,
			unseen: config.visibility.program ? '' : ", unless the job's code sets another one",
		},
		at: config.place(stated),
		option: PARALLELISM,
		related: [{ place: config.place(each), message: `each TaskManager has ${slots}` }],
	};
}

/** TaskManagers of several sizes are not counted. */
function sameNumber({ value }: Setting, slots: number): boolean {
	return value.kind === 'known' && value.value.type === 'number' && value.value.value === slots;
}
