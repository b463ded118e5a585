/** One thing that is wrong with flint's configuration. */
export interface ConfigurationProblem {
	/** One sentence without a full stop. */
	readonly message: string;
	/** `flint.config.yaml:3:5`, with the path as the reader should see it. */
	readonly place: string;
	/** What to do about it: "did you mean `ignore`?". */
	readonly suggestion?: string;
}

/** flint's configuration cannot be used; flint prints what is wrong and exits 2. */
export class ConfigurationError extends Error {
	override readonly name = 'ConfigurationError';

	constructor(readonly problems: readonly ConfigurationProblem[]) {
		super(problems.map((problem) => problem.message).join('; '));
	}
}
