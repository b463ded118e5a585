import { defineRule } from '../../model/finding.ts';
import { boolean } from '../../model/value.ts';

const AUTOSCALING = 'msf.autoscaling-enabled';

/** Managed Flink may not add KPUs under load. */
export const msfAutoscalingOff = defineRule({
	meta: {
		name: 'msf-autoscaling-off',
		summary: 'Automatic scaling of a Managed Flink application is off.',
		category: 'managed-flink',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'automatic scaling is off: `AutoScalingEnabled` is `false`',
				why: 'under a load that needs more CPU the application falls behind, and checkpoints slow down with the backpressure',
				do: 'set `AutoScalingEnabled` to `true`, unless something else scales the application',
			},
		},
		evidence: ['AWS developer guide, "Implement application scaling": CPU at 75 % or more for 15 minutes doubles the parallelism'],
	},
	*check({ config }) {
		const effective = config.known(AUTOSCALING);
		if (effective?.setting === undefined || config.boolean(AUTOSCALING) !== false) return;
		yield {
			message: 'off',
			at: config.place(effective.setting),
			option: AUTOSCALING,
			fix: {
				title: 'set `AutoScalingEnabled` to `true`',
				applicability: 'unsafe',
				decide: 'each scaling restarts the application and costs KPUs; a scaler of your own would work against it',
				changes: [{ kind: 'setOption', key: AUTOSCALING, value: boolean(true) }],
			},
		};
	},
});
