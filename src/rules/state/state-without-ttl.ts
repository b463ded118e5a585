import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import type { StateDescriptorFact } from '../../model/job.ts';
import { formatDuration } from '../../model/value.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';

/** Keyed state that grows with every new key and never shrinks. */
export const stateWithoutTtl = defineRule({
	meta: {
		name: 'state-without-ttl',
		summary: 'Keyed state is never cleared and has no time to live.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			never: {
				what: '{state} keeps an entry for every key: nothing clears it and it has no time to live',
				why: 'every key that was ever seen keeps its entry, so checkpoints grow until they no longer fit their timeout',
				do: 'give the descriptor a StateTtlConfig, or clear the state when its key is done',
			},
			timer: {
				what: '{state} keeps an entry for every key: a timer is registered, but nothing clears this state',
				why: 'a key whose timer fires keeps its entry, so checkpoints grow with the number of keys',
				do: 'clear it in `onTimer`, or give the descriptor a StateTtlConfig',
			},
		},
		evidence: [
			'Flink documentation, "Working with State": state without a StateTtlConfig is kept until it is cleared',
			'Run (1.20 to 2.3): adding a TTL to existing state throws StateMigrationException before 2.1 (RocksDB) and 2.2 (heap)',
		],
	},
	*check(application, { recommended }) {
		for (const descriptor of application.job.descriptors) {
			if (descriptor.use !== 'keyed') continue;
			if (descriptor.bound !== 'never' && descriptor.bound !== 'timer-without-clear') continue;
			const never = descriptor.bound === 'never';
			const ttl = formatDuration(recommended.stateTtl);
			yield {
				message: never ? 'never' : 'timer',
				data: { state: describe(descriptor) },
				at: { file: descriptor.file, range: descriptor.range },
				severity: never || forgotten(descriptor) ? 'warning' : 'info',
				symbol: descriptor.id,
				related:
					descriptor.timer === undefined
						? []
						: [{ place: { file: descriptor.file, range: descriptor.timer }, message: 'the timer is registered here' }],
				fix: {
					title: `give it a time to live of \`${ttl}\``,
					applicability: 'unsafe',
					decide: decision(application),
					changes: [{ kind: 'enableTtl', file: descriptor.file, descriptor: descriptor.id, ttl: recommended.stateTtl }],
				},
			};
		}
	},
});

/** Under a timer people often keep a small value on purpose; a growing list, or one state of several that the timer clears, they forgot. */
function forgotten({ kind, onlyGrows, siblingsCleared }: StateDescriptorFact): boolean {
	return siblingsCleared || (kind === 'list' && onlyGrows);
}

function describe({ kind, stateName }: StateDescriptorFact): string {
	return stateName === undefined ? `this ${kind} state` : `${kind} state \`${stateName}\``;
}

/** What a time to live does to a job that already has the state, in its Flink version and with its backend (see evidence). */
function decision({ version, config }: Application): string {
	const expires = 'an expired entry reads as if it had never been there, so how long it must live is a business decision';
	const backend = config.name('state.backend.type');
	if (backend === 'forst') return `${expires}, and ForSt cannot restore existing state once it has one`;
	if (version === undefined)
		return `${expires}, and up to Flink 2.0 (RocksDB) or 2.1 (heap) a running job cannot restore existing state once it has one`;
	if (atLeast(version.version, RESTORES_FROM[backend ?? ''] ?? EVERY_BACKEND_FROM)) return expires;
	const which = version.version === '2.1' && backend === undefined ? ' with the heap backend' : '';
	return `${expires}, and Flink ${version.version}${which} cannot restore existing state once it has one (StateMigrationException): start without it or migrate it`;
}

/** The first minor that restores state without a time to live into state with one. */
const RESTORES_FROM: Readonly<Record<string, FlinkVersion>> = { rocksdb: '2.1' };
const EVERY_BACKEND_FROM: FlinkVersion = '2.2';
