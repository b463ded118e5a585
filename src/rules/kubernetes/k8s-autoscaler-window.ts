import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { duration, formatDuration } from '../../model/value.ts';

const ENABLED = 'job.autoscaler.enabled';
const WINDOW = 'job.autoscaler.metrics.window';
const RECONCILE = 'kubernetes.operator.reconcile.interval';
/** Flink's own default (ms). */
const RECOMMENDED = 15 * 60_000;

/** The autoscaler compares samples, one per reconciliation, and never has two. */
export const k8sAutoscalerWindow = defineRule({
	meta: {
		name: 'k8s-autoscaler-window',
		summary: "The autoscaler's window never holds two samples.",
		category: 'kubernetes',
		severity: 'error',
		fixes: ['safe'],
		inDevelopment: true,
		messages: {
			short: {
				what: '`{key}` is `{window}`, less than the `{reconcile}` between two looks of the operator',
				why: 'the autoscaler gets one sample at each look and needs two in its window: it never scales, and operators from 1.16 on reject the resource',
				do: `set it to several times the interval: \`${formatDuration(RECOMMENDED)}\` is the default`,
			},
		},
		evidence: [
			'DefaultValidator.validateMetricsWindow (oracle/operator: autoscaler window, operator 1.16); ScalingMetricCollector trims samples to the window',
			'kubernetes.operator.reconcile.interval: default 60 s, often set for the whole operator',
		],
	},
	*check(application) {
		const { config } = application;
		// Without a window of its own, the interval is what is out of the ordinary.
		const setting = config.setting(WINDOW) ?? config.setting(RECONCILE);
		const window = config.duration(WINDOW);
		const reconcile = config.duration(RECONCILE);
		if (!isOperated(application) || config.boolean(ENABLED) !== true) return;
		if (setting === undefined || window === undefined || reconcile === undefined || window >= reconcile) return;
		const wanted = Math.max(RECOMMENDED, 2 * reconcile);
		const key = config.setting(WINDOW)?.key ?? WINDOW;
		yield {
			message: 'short',
			data: { key, window: formatDuration(window), reconcile: formatDuration(reconcile) },
			at: config.place(setting),
			option: WINDOW,
			fix: {
				title: `set \`${key}\` to \`${formatDuration(wanted)}\``,
				applicability: 'safe',
				changes: [{ kind: 'setOption', key: WINDOW, value: duration(wanted) }],
			},
		};
	},
});
