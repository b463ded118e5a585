import { defineRule } from '../../model/finding.ts';

/** A file that configures Flink and cannot be read to its end. */
export const parseError = defineRule({
	meta: {
		name: 'parse-error',
		summary: 'A file that configures Flink does not parse.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			broken: {
				what: 'this file does not parse: {problem}',
				why: 'nothing after this place is certain, so flint leaves the file alone',
				do: 'correct the syntax here',
			},
		},
		evidence: ['GlobalConfiguration rejects a config.yaml that is no YAML (oracle: files); AWS and javac reject the others'],
	},
	*check({ documents }) {
		const told = new Set<string>();
		for (const document of documents) {
			// The first problem is the cause; those after it are mostly its echo, and what a broken file holds has it too.
			const problem = document.problems[0];
			const place = `${document.path}:${problem?.range.start}`;
			if (problem === undefined || told.has(place)) continue;
			told.add(place);
			yield {
				message: 'broken',
				data: { problem: problem.message },
				at: { file: document.path, range: problem.range },
			};
		}
	},
});
