import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import { boolean } from '../../model/value.ts';

const OBJECT_REUSE = 'pipeline.object-reuse';

/** State on the heap holds the very objects that operators hand on, and nobody copies them in between. */
export const objectReuseOnHeapBackend = defineRule({
	meta: {
		name: 'object-reuse-on-heap-backend',
		summary: 'Objects are reused while state lives on the heap.',
		category: 'memory',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			reused: {
				what: 'objects are reused, and the state of this job lives on the heap',
				why: 'the heap backend keeps the very objects it is given, and chained operators hand them on without a copy: a function that changes a record changes the state that holds it',
				do: 'use immutable records, or set `pipeline.object-reuse` to `false`',
			},
		},
		evidence: [
			'Flink documentation, "State Backends", HashMapStateBackend: it stores data as objects on the heap, so that it is unsafe to reuse objects',
			'PipelineOptions.OBJECT_REUSE: default false (option catalogue); the heap is where state lives if no backend is stated (oracle: combinations/defaults)',
		],
	},
	*check(application) {
		const { config, job } = application;
		const setting = config.setting(OBJECT_REUSE);
		if (setting === undefined || config.boolean(OBJECT_REUSE) !== true || isBatch(application)) return;
		if (stateBackend(application) !== 'heap') return;
		const descriptor = job.descriptors.find(({ use }) => use === 'keyed' || use === 'window' || use === 'trigger');
		if (descriptor === undefined) return;
		yield {
			message: 'reused',
			at: config.place(setting),
			option: OBJECT_REUSE,
			related: [{ place: { file: descriptor.file, range: descriptor.range }, message: 'state of the job' }],
			fix: {
				title: `set \`${OBJECT_REUSE}\` to \`false\``,
				applicability: 'unsafe',
				decide: 'every record is copied between chained operators again, which costs throughput',
				changes: [{ kind: 'setOption', key: OBJECT_REUSE, value: boolean(false) }],
			},
		};
	},
});
