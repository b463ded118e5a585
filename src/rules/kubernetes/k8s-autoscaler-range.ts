import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

const PREFIX = 'job.autoscaler.';
const ENABLED = `${PREFIX}enabled`;
const TARGET = `${PREFIX}utilization.target`;

/** What an option of the autoscaler may be; a text is the option that holds the bound, `when` the one that switches the check on. */
interface Bounds {
	readonly option: string;
	readonly min: number;
	readonly max: number | undefined;
	readonly when?: string;
}

/** Source: AutoscalerValidator.validateAutoscalerOptions. */
const BOUNDS: readonly Bounds[] = [
	{ option: 'scale-down.max-factor', min: 0, max: undefined },
	{ option: 'scale-up.max-factor', min: 0, max: undefined },
	{ option: 'utilization.target', min: 0, max: 1 },
	{ option: 'target.utilization.boundary', min: 0, max: undefined },
	{ option: 'utilization.max', min: 0, max: 1 },
	{ option: 'utilization.min', min: 0, max: 1 },
	{ option: 'memory.gc-pressure.threshold', min: 0, max: 1 },
	{ option: 'memory.heap-usage.threshold', min: 0, max: 1 },
	{ option: 'observed-scalability.coefficient-min', min: 0.01, max: 1, when: 'observed-scalability.enabled' },
	{ option: 'scaling.effectiveness.threshold', min: 0, max: 1, when: 'scaling.effectiveness.detection.enabled' },
	{ option: 'memory.tuning.overhead', min: 0, max: 1, when: 'memory.tuning.enabled' },
];

/** Numbers that the autoscaler cannot work with. */
export const k8sAutoscalerRange = defineRule({
	meta: {
		name: 'k8s-autoscaler-range',
		summary: 'An option of the autoscaler is outside its range.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			range: {
				what: '`{key}` is `{value}`, and must be {range}',
				why: 'the operator rejects the resource: "The AutoScalerOption {option} is invalid"',
				do: 'choose a value in the range; utilization is a share of 1, not a percentage',
			},
			target: {
				what: '`{key}` is `{value}`, and must be at {side} the target of `{target}`',
				why: 'the operator rejects the resource: the job would be scaled at its own target',
				do: 'choose a minimum below the target and a maximum above it',
			},
		},
		evidence: [
			'AutoscalerValidator.validateAutoscalerOptions (oracle/operator: autoscaler); of the last three of its options 1.7.0 knows none, and it knows neither utilization.min nor utilization.max',
		],
	},
	*check(application) {
		const { config } = application;
		if (!isOperated(application) || config.boolean(ENABLED) !== true) return;
		for (const { option, min, max, when } of BOUNDS) {
			const key = PREFIX + option;
			const setting = config.setting(key);
			const value = config.number(key);
			if (setting === undefined || value === undefined || (when !== undefined && config.boolean(PREFIX + when) !== true)) continue;
			const report = { at: config.place(setting), option: key };
			if (value < min || (max !== undefined && value > max)) {
				const range = max === undefined ? `at least \`${min}\`` : `between \`${min}\` and \`${max}\``;
				yield { ...report, message: 'range', data: { key: setting.key, option: key, value, range } };
				continue;
			}
			const side = wrongSide(application, option, value);
			if (side !== undefined) yield { ...report, message: 'target', data: { key: setting.key, value, ...side } };
		}
	},
});

function wrongSide({ config }: Application, option: string, value: number): { readonly side: string; readonly target: number } | undefined {
	const target = config.number(TARGET);
	if (target === undefined) return undefined;
	if (option === 'utilization.max' && value < target) return { side: 'least', target };
	if (option === 'utilization.min' && value > target) return { side: 'most', target };
	return undefined;
}
