/** A case in which Flink's answer depends on what no configuration states: flint must not know it. */
export interface Undecidable {
	/** `<file>/<name>` of the combination. */
	readonly name: string;
	/** The questions it is about, as `<section>.<field>`; without it, whether Flink rejects the combination. */
	readonly questions?: readonly string[];
	readonly why: string;
}

/** Every combination that no reader of configurations can decide. The test asserts that flint says so. */
export const UNDECIDABLE: readonly Undecidable[] = [
	{
		name: 'storage/dir-placeholder',
		questions: ['checkpointStorage.dir'],
		why: 'a template is filled in before Flink reads it; the oracle gives Flink the text as it is',
	},
	{ name: 'submit/savepoint-path-missing', why: 'the file system decides when the job is submitted' },
];
