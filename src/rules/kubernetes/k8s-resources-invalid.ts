import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type Report } from '../../model/finding.ts';
import { PROCESSES } from '../../model/questions/memory.ts';
import { isOperated, isSessionJob, operatorReads, runsJob } from '../../model/questions/operator.ts';
import type { Setting } from '../../model/setting.ts';
import { readQuantity } from '../../model/syntax/quantity.ts';
import { readValue } from '../../model/syntax/value-syntax.ts';
import { formatMemory, number, type TypedValue } from '../../model/value.ts';

/** Sizes by the key that holds them below `k8s.<process>-`, with the limit that each must stay below. */
const SIZES = [
	{ field: 'cpu', limit: 'cpu-limit', positive: true },
	{ field: 'cpu-limit', limit: undefined, positive: true },
	{ field: 'memory', limit: 'memory-limit', positive: true },
	{ field: 'memory-limit', limit: undefined, positive: true },
	{ field: 'ephemeral-storage', limit: undefined, positive: false },
] as const;
const REPLICAS = 'k8s.taskmanager-replicas';
const PARALLELISM = 'k8s.job-parallelism';

type Message = 'quantity' | 'positive' | 'above' | 'count' | 'memory' | 'unread';

/** Sizes and counts that make no pod. */
export const k8sResourcesInvalid = defineRule<Message>({
	meta: {
		name: 'k8s-resources-invalid',
		summary: 'A resource asks for processes that cannot be.',
		category: 'kubernetes',
		severity: 'error',
		fixes: ['safe', 'unsafe'],
		inDevelopment: true,
		messages: {
			quantity: {
				what: '`{value}` is no quantity of Kubernetes',
				why: 'the operator rejects the resource',
				do: 'write a number with a unit such as `500m`, `2Gi` or `10G`, or none',
			},
			positive: {
				what: '`{name}` is `{value}`, and must be more than nothing',
				why: 'the operator rejects the resource',
				do: 'ask for what the process needs',
			},
			above: {
				what: '`{name}` asks for `{value}`, above its limit of `{limit}`',
				why: 'the operator rejects the resource, as Kubernetes would the pod',
				do: 'raise the limit, or lower the request',
			},
			count: {
				what: '`{name}` is `{value}`, and must be at least 1',
				why: 'the operator rejects the resource',
				do: 'set it to 1 or more; to stop a job set `job.state` to `suspended`',
			},
			unread: {
				what: '`{name}: {value}` is no {what}, and not read beside `resources` either',
				why: 'the operator checks it all the same, and rejects the resource: "resource … parse error"',
				do: 'remove it',
			},
			memory: {
				what: "nothing says how much memory a {process} has, unless the operator's own default configuration does",
				why: 'the operator rejects the resource: "{process} resource memory must be defined"',
				do: 'set `{field}`, or `{key}` in `flinkConfiguration`',
			},
		},
		evidence: [
			'DefaultValidator.validateJobSpec, validateJmSpec, validateTmSpec, validateResources, validateResourceRequirements (oracle/operator: resources, replicas, memory)',
			'Operator 1.7.0 knows no `resources`, and checks the rest alike (oracle/operator)',
		],
	},
	*check(application) {
		if (!isOperated(application)) return;
		for (const { name, keys, derive } of PROCESSES) {
			const process = name.toLowerCase();
			yield* sizes(application, process, keys.process);
			const rejected = derive(application);
			if (rejected.kind === 'rejected' && rejected.why === 'not-configured') yield* memory(application, name, keys.process);
			yield* count(application, `k8s.${process}-replicas`);
			yield* unread(application, process);
		}
		// The TaskManagers' replicas come before the job's parallelism, but for session jobs, which have none.
		const replicas = application.config.setting(REPLICAS) !== undefined && !isSessionJob(application);
		if (runsJob(application) && !replicas) yield* count(application, PARALLELISM);
	},
});

function* sizes({ config }: Application, process: string, memoryKey: string): Iterable<Report<Message>> {
	for (const { field, limit, positive } of SIZES) {
		const key = field === 'memory' ? memoryKey : `k8s.${process}-${field}`;
		const setting = config.setting(key);
		if (setting?.value.kind !== 'known' || setting.layer !== 'deployment') continue;
		const report = { at: config.place(setting), option: key };
		const data = { name: setting.name, value: shown(setting.value.value, setting.value.text) };
		const amount = amountOf(setting.value.value);
		if (amount === undefined) {
			yield { ...report, message: 'quantity', data };
			continue;
		}
		if (positive ? amount <= 0 : amount < 0) yield { ...report, message: 'positive', data };
		const bound = limit === undefined ? undefined : config.setting(`k8s.${process}-${limit}`);
		const most = bound?.value.kind === 'known' ? amountOf(bound.value.value) : undefined;
		if (bound?.value.kind !== 'known' || most === undefined || amount <= most) continue;
		const related = [{ place: config.place(bound), message: 'the limit is set here' }];
		const fix = raised(bound, setting.value.value);
		yield { ...report, message: 'above', data: { ...data, limit: shown(bound.value.value, bound.value.text) }, related, fix };
	}
}

/** What is asked for becomes the limit: the request may well be what somebody measured. */
function raised(limit: Setting, wanted: TypedValue): Fix {
	return {
		title: `raise \`${limit.name}\` to the request`,
		applicability: 'unsafe',
		decide: 'whether the request or the limit is the one that was meant',
		changes: [{ kind: 'setOption', key: limit.key, value: wanted }],
	};
}

/** Memory is read as Flink reads it; anything else is a quantity of Kubernetes. */
function amountOf(value: TypedValue): number | undefined {
	if (value.type === 'memory') return value.bytes;
	return value.type === 'text' ? readQuantity(value.value) : undefined;
}

function shown(value: TypedValue, text: string): string {
	return value.type === 'memory' ? formatMemory(value.bytes) : text;
}

function* count({ config }: Application, key: string): Iterable<Report<Message>> {
	const setting = config.setting(key);
	const value = config.number(key);
	if (setting === undefined || value === undefined || value >= 1) return;
	const fix: Fix = {
		title: `set \`${setting.name}\` to \`1\``,
		applicability: 'unsafe',
		decide: 'how many the job needs; to stop it set `job.state` to `suspended` instead',
		changes: [{ kind: 'setOption', key, value: number(1) }],
	};
	// How wide a job runs is for its owner to say.
	const message = { message: 'count', data: { name: setting.name, value }, at: config.place(setting), option: key } as const;
	yield key === PARALLELISM ? message : { ...message, fix };
}

/** What `resource` says beside `resources`, which replaces it: its texts are parsed first. Source: DefaultValidator.validateResources. */
function* unread({ config }: Application, process: string): Iterable<Report<Message>> {
	for (const { field, what, isSound } of UNREAD) {
		const setting = config.setting(`k8s.${process}-unread-${field}`);
		if (setting?.value.kind !== 'known' || isSound(setting.value.text)) continue;
		const { name, value } = setting;
		yield {
			message: 'unread',
			data: { name, value: value.text, what },
			at: config.place(setting),
			option: setting.key,
			fix: { title: `remove \`${name}\``, applicability: 'safe', changes: [{ kind: 'removeSetting', setting }] },
		};
	}
}

const UNREAD = [
	{ field: 'memory', what: 'memory size', isSound: (text: string) => readValue('memory', text).kind !== 'invalid' },
	{ field: 'ephemeral-storage', what: 'quantity of Kubernetes', isSound: (text: string) => readQuantity(text) !== undefined },
] as const;

/** Where the resource says nothing, the operator asks Flink whether the configuration does. */
function* memory(application: Application, process: string, key: string): Iterable<Report<Message>> {
	const { config } = application;
	if (!config.visibility.configuration || operatorReads(config, key) !== undefined) return;
	const at = config.setting('k8s.deployment-name') ?? config.setting('k8s.flink-version');
	if (at === undefined) return;
	const field = `${process === 'JobManager' ? 'jobManager' : 'taskManager'}.resource.memory`;
	yield { message: 'memory', data: { process, field, key }, at: config.place(at), option: key };
}
