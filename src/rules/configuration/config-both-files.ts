import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import type { ReadingNote } from '../../model/note.ts';
import { notesOf, placeOf } from '../../model/questions/notes.ts';
import { Statements } from '../../model/questions/statements.ts';

/** Two configuration files of one cluster: Flink reads one of them. */
export const configBothFiles = defineRule({
	meta: {
		name: 'config-both-files',
		summary: '`flink-conf.yaml` and `config.yaml` stand in one folder, and Flink reads only one of them.',
		category: 'configuration',
		severity: 'warning',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			both: {
				what: '{what}',
				why: 'whatever is stated or changed in the other file has no effect, and nothing tells so',
				do: 'keep one file: `config.yaml` from Flink 1.19 on, `flink-conf.yaml` before',
			},
			same: {
				what: '{what}',
				why: 'it says nothing that the other file does not say, but a change made here has no effect',
				do: 'remove it',
			},
		},
		evidence: [
			'GlobalConfiguration: up to 1.18 only flink-conf.yaml is read, 1.19 and 1.20 prefer it, 2.x reads only config.yaml (oracle: directories/both)',
			'A `flink-conf.yaml` that 2.x does not read and that stands alone is `legacy-flink-conf-file`',
		],
	},
	*check(application) {
		for (const note of notesOf(application, 'ignored-file')) {
			const same = saysNothingElse(application, note);
			yield {
				message: same ? 'same' : 'both',
				severity: same ? 'info' : 'warning',
				data: { what: note.what },
				at: placeOf(note),
				symbol: note.file,
				fix: same ? removal(note.file) : undefined,
			};
		}
	},
});

/** Where both files say something of their own, only a human knows which one is right. */
function removal(file: string): Fix {
	return {
		title: 'remove the file',
		applicability: 'unsafe',
		decide: 'whether an image, a mount or a script still names the file, or another Flink version reads it',
		changes: [{ kind: 'removeFile', file }],
	};
}

/** Whether every statement of an ignored file is in force through the file that is read. */
function saysNothingElse({ config }: Application, note: ReadingNote): boolean {
	const own = config.settings.filter(({ file }) => file === note.file);
	const statements = new Statements(config);
	return own.every(({ inert, key, value }) => {
		const read = statements.entry(key)?.value;
		return inert !== undefined && value.kind === 'known' && read?.kind === 'known' && read.text === value.text;
	});
}
