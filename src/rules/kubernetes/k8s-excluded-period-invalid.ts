import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { periodFault } from '../../model/syntax/excluded-period.ts';

const ENABLED = 'job.autoscaler.enabled';
const PERIODS = 'job.autoscaler.excluded.periods';

/** Times at which the autoscaler is to rest, in words that it does not know. */
export const k8sExcludedPeriodInvalid = defineRule({
	meta: {
		name: 'k8s-excluded-period-invalid',
		summary: 'A period without scaling is neither hours of a day nor a cron expression of Quartz.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			unreadable: {
				what: '`{period}` is neither hours of a day nor a cron expression of Quartz',
				why: 'the operator rejects the resource: "Invalid value … in the autoscaler config"; Quartz begins with seconds, and wants `?` for one of the two days',
				do: 'write hours as `9:30-17:00`, a night as two periods, and cron as `* * 9-17 ? * MON-FRI`',
			},
			alike: {
				what: '`{period}` joins two periods of one kind',
				why: 'the operator rejects the resource: `&&` takes one daily period and one cron expression',
				do: 'separate the two by `;`, or make one of them the other kind',
			},
			many: {
				what: '`{period}` joins more than two periods',
				why: 'the operator rejects the resource: `&&` takes one daily period and one cron expression',
				do: 'separate periods by `;`',
			},
		},
		evidence: [
			'CalendarUtils.validateExcludedExpression, asked by AutoscalerValidator where the autoscaler is on (oracle/operator: excluded periods, operator 1.7.0 and 1.16)',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = config.known(PERIODS);
		if (!isOperated(application) || config.boolean(ENABLED) !== true) return;
		if (stated?.setting === undefined || stated.value.type !== 'list') return;
		for (const period of stated.value.items) {
			const fault = periodFault(period);
			if (fault === undefined) continue;
			yield { message: fault, data: { period: period.trim() }, at: config.place(stated.setting), option: PERIODS };
			return;
		}
	},
});
