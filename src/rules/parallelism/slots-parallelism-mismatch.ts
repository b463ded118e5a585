import { defineRule } from '../../model/finding.ts';
import { inContainers, onYarn } from '../../model/questions/cluster.ts';

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
		},
		evidence: [
			'ResourceManagerOptions.MAX_SLOT_NUM (1.18 to 2.3): limits what Flink allocates on YARN and native Kubernetes, without effect on standalone clusters; streaming jobs fail where there are not enough slots',
			'An operator of parallelism n occupies n slots (slot sharing); the adaptive scheduler takes what it gets',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const limit = config.setting(MOST_SLOTS);
		const [parallelism, most, slots] = [config.number(PARALLELISM), config.number(MOST_SLOTS), config.number(SLOTS)];
		if (limit === undefined || parallelism === undefined || most === undefined || slots === undefined || slots < 1) return;
		if (platform === 'msf' || !(inContainers(application) || onYarn(application))) return;
		if (config.name(SCHEDULER)?.startsWith('adaptive') === true || config.setting(MODE) !== undefined) return;
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
