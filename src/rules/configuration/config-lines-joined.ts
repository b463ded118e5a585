import { defineRule } from '../../model/finding.ts';
import { notesOf, placeOf } from '../../model/questions/notes.ts';

/** Options in a YAML block that joins its lines. */
export const configLinesJoined = defineRule({
	meta: {
		name: 'config-lines-joined',
		summary: 'A YAML block begins with `>`, which makes one line of all its options.',
		category: 'configuration',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			joined: {
				what: '{what}',
				why: 'Flink reads one option in each line, so the first one has a value that is none and the others keep their defaults',
				do: 'begin the block with `|`, which keeps its lines',
			},
		},
		evidence: [
			'YAML 1.2.2, 8.1.3 Folded Style: a line break between two lines that are not indented deeper becomes a blank',
			'docker-entrypoint.sh of apache/flink-docker: up to 1.18 FLINK_PROPERTIES is appended to flink-conf.yaml as it is, from 1.19 on each of its lines is split at the first colon',
		],
	},
	*check(application) {
		for (const note of notesOf(application, 'joined-lines')) {
			yield {
				message: 'joined',
				data: { what: note.what },
				at: placeOf(note),
				option: note.setting?.key,
				fix: {
					title: 'begin the block with `|`',
					applicability: 'unsafe',
					decide: 'settings that were ignored until now start to apply',
					changes: [{ kind: 'keepLines', file: note.file, range: note.range, keys: note.joined ?? [] }],
				},
			};
		}
	},
});
