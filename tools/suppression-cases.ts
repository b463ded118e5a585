import type { RuleCase } from '../test/harness/case.ts';

const BAD = { kind: 'invalid', findings: [], fixed: {}, fixedUnsafe: {} } as const;
const GOOD = { kind: 'valid', findings: [], fixed: {}, fixedUnsafe: {} } as const;

/** A file in which the suppression is due, but for its comment. */
function rocksdb(comment: string): RuleCase['files'] {
	return {
		'conf/flink-conf.yaml': `# the session cluster of the orders team\n${comment}state.backend: rocksdb\nexecution.checkpointing.interval: 60 s\nexecution.checkpointing.min-pause: 30 s\n`,
	};
}

const REASON = '-- the state has a few megabytes, restores are faster';
const due = rocksdb(`# flint-ignore-next-line incremental-checkpoints-off ${REASON}\n`);

/** The examples of the rules about suppressions, which are tested elsewhere and have no case files. */
export const suppressionCases: Readonly<Record<string, readonly RuleCase[]>> = {
	'suppression-without-reason': [
		{ ...BAD, name: 'no reason', files: rocksdb('# flint-ignore-next-line incremental-checkpoints-off\n') },
		{ ...GOOD, name: 'a reason', files: due },
	],
	'suppression-unused': [
		{ ...BAD, name: 'nothing to hide', files: rocksdb(`# flint-ignore-next-line min-pause-not-set ${REASON}\n`) },
		{ ...GOOD, name: 'something to hide', files: due },
	],
	'suppression-unknown-rule': [
		{ ...BAD, name: 'misspelt', files: rocksdb(`# flint-ignore-next-line incremental-checkpoint-off ${REASON}\n`) },
		{ ...GOOD, name: 'spelt right', files: due },
	],
};
