import type { CallArgument } from '../../model/change.ts';
import type { DeprecatedCallFact, EquivalentCall } from '../../model/job.ts';
import type { FlinkVersion } from '../../model/version.ts';
import type { Analysis } from './analysis.ts';
import type { HandleKind } from './handles.ts';
import { qualifiedClassName } from './names.ts';
import type { JavaNode } from './node.ts';
import { type Call, callOf } from './syntax.ts';

/** The name of an enum constant, or a truth value, that a call is given for certain. */
type Given = string | boolean | undefined;

/** A deprecated overload, and what means the same. */
interface Overload {
	readonly owner: HandleKind;
	readonly parameters: number;
	readonly options: readonly string[];
	readonly deprecatedFrom: FlinkVersion;
	readonly removedIn?: FlinkVersion;
	/** The enum of the last argument, by its simple name. */
	readonly enum?: string;
	/** Its class in full, where one of the same name makes a call that is not deprecated. */
	readonly enumClass?: string;
	readonly equivalents: (given: Given) => readonly EquivalentCall[];
}

const RETENTION = 'execution.checkpointing.externalized-checkpoint-retention';
const RETENTION_CLASS = 'org.apache.flink.configuration.ExternalizedCheckpointRetention';
const MODE = 'execution.checkpointing.mode';
const MODE_CLASS = 'org.apache.flink.core.execution.CheckpointingMode';
const OLD_MODE_CLASS = 'org.apache.flink.streaming.api.CheckpointingMode';

const first: CallArgument = { kind: 'kept', index: 0 };

const retained = (given: Given): readonly EquivalentCall[] =>
	typeof given !== 'string'
		? []
		: [
				{
					name: 'setExternalizedCheckpointRetention',
					arguments: [{ kind: 'constant', className: RETENTION_CLASS, name: given }],
					from: '1.20',
				},
			];

/**
 * The deprecated calls of Flink's configuration objects that another call can stand for, by method.
 * Source: the methods marked @Deprecated in the jars of Flink 1.13 to 2.3, and their bodies in the source jars.
 */
const OVERLOADS: Readonly<Record<string, readonly Overload[]>> = {
	setFailOnCheckpointingErrors: [
		{
			owner: 'checkpoint-config',
			parameters: 1,
			options: ['execution.checkpointing.tolerable-failed-checkpoints'],
			deprecatedFrom: '1.13',
			removedIn: '2.0',
			equivalents: (given) =>
				typeof given !== 'boolean'
					? []
					: [
							{
								name: 'setTolerableCheckpointFailureNumber',
								arguments: [given ? { kind: 'value', value: 0 } : { kind: 'constant', className: 'java.lang.Integer', name: 'MAX_VALUE' }],
								from: '1.13',
								// The old method returns at once where a number is configured already (CheckpointConfig, 1.13 to 1.20).
								alone: true,
							},
						],
		},
	],
	setAlignmentTimeout: [
		{
			owner: 'checkpoint-config',
			parameters: 1,
			options: ['execution.checkpointing.aligned-checkpoint-timeout'],
			deprecatedFrom: '1.14',
			removedIn: '2.0',
			equivalents: () => [{ name: 'setAlignedCheckpointTimeout', arguments: [first], from: '1.14' }],
		},
	],
	enableExternalizedCheckpoints: [
		{
			owner: 'checkpoint-config',
			parameters: 1,
			options: [RETENTION],
			enum: 'ExternalizedCheckpointCleanup',
			deprecatedFrom: '1.13',
			removedIn: '2.0',
			equivalents: (given) => [
				...retained(given),
				{ name: 'setExternalizedCheckpointCleanup', arguments: [first], from: '1.13', to: '1.20' },
			],
		},
	],
	setExternalizedCheckpointCleanup: [
		{
			owner: 'checkpoint-config',
			parameters: 1,
			options: [RETENTION],
			enum: 'ExternalizedCheckpointCleanup',
			deprecatedFrom: '1.20',
			removedIn: '2.0',
			equivalents: retained,
		},
	],
	setCheckpointingMode: [
		{
			owner: 'checkpoint-config',
			parameters: 1,
			options: [MODE],
			enum: 'CheckpointingMode',
			deprecatedFrom: '1.20',
			equivalents: (given) =>
				typeof given !== 'string'
					? []
					: [
							{
								name: 'setCheckpointingConsistencyMode',
								arguments: [{ kind: 'constant', className: MODE_CLASS, name: given }],
								from: '1.20',
							},
						],
		},
	],
	enableCheckpointing: [
		{
			owner: 'environment',
			parameters: 0,
			options: ['execution.checkpointing.interval'],
			deprecatedFrom: '1.13',
			removedIn: '2.0',
			equivalents: () => [{ name: 'enableCheckpointing', arguments: [{ kind: 'value', value: 500 }], from: '1.13' }],
		},
		{
			owner: 'environment',
			parameters: 2,
			options: ['execution.checkpointing.interval', MODE],
			deprecatedFrom: '1.20',
			enum: 'CheckpointingMode',
			enumClass: OLD_MODE_CLASS,
			equivalents: (given) =>
				typeof given !== 'string'
					? []
					: [{ name: 'enableCheckpointing', arguments: [first, { kind: 'constant', className: MODE_CLASS, name: given }], from: '1.20' }],
		},
	],
};

/** The deprecated calls of a file's program that another call can stand for, in source order. */
export function readDeprecatedCalls(analysis: Analysis): readonly DeprecatedCallFact[] {
	const ids = new Map<string, number>();
	return analysis.source.identifiers(Object.keys(OVERLOADS)).flatMap((node) => {
		const call = callOf(node);
		const overload = call === undefined ? undefined : overloadOf(call, analysis);
		if (call === undefined || overload === undefined) return [];
		const id = `${qualifiedClassName(call.node, analysis.source.names)}.${call.name}`;
		const count = (ids.get(id) ?? 0) + 1;
		ids.set(id, count);
		return {
			id: count === 1 ? id : `${id}#${count}`,
			name: call.name,
			options: overload.options,
			deprecatedFrom: overload.deprecatedFrom,
			...(overload.removedIn === undefined ? {} : { removedIn: overload.removedIn }),
			equivalents: overload.equivalents(given(call, overload, analysis)),
			condition: analysis.placement(call.node, call.receiver).condition,
			file: analysis.source.path,
			range: call.range,
		};
	});
}

function overloadOf(call: Call, analysis: Analysis): Overload | undefined {
	const owner = call.receiver === undefined ? undefined : analysis.handles.of(call.receiver);
	const last = call.args.at(-1);
	return OVERLOADS[call.name]?.find((overload) => {
		if (overload.owner !== owner || overload.parameters !== call.args.length) return false;
		return overload.enumClass === undefined || (last !== undefined && isConstantOf(last, overload.enumClass, analysis));
	});
}

/** What the last argument says where it stands: a variable's value is not written there. */
function given(call: Call, overload: Overload, analysis: Analysis): Given {
	const last = call.args.at(-1);
	if (last === undefined || analysis.types.declarationOf(last) !== undefined) return undefined;
	const constant = analysis.values.constant(last);
	if (constant?.type === 'boolean') return constant.value;
	return constant?.type === 'enum' && constant.owner === overload.enum ? constant.name : undefined;
}

/** Whether an expression is a constant of a class: `Mode.A` or `A` with an import, or either in full. */
function isConstantOf(expression: JavaNode, className: string, { source }: Analysis): boolean {
	if (expression.type === 'identifier') {
		const path = source.names.importedMember(expression.text);
		return path === `${className}.${expression.text}` || (path === undefined && source.names.staticallyImportedClasses.includes(className));
	}
	const owner = expression.type === 'field_access' ? (expression.field('object')?.text.replace(/\s+/g, '') ?? '') : '';
	const dot = className.lastIndexOf('.');
	return source.names.isFrom(owner, className.slice(dot + 1), [className.slice(0, dot)]);
}
