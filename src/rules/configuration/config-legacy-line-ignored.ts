import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type Report } from '../../model/finding.ts';
import type { ReadingNote } from '../../model/note.ts';
import { notesOf, placeOf } from '../notes.ts';

type LineReport = Report<'dropped' | 'empty' | 'nested' | 'cut'>;

/** Lines of a legacy file that Flink drops or reads otherwise than they look. */
export const configLegacyLineIgnored = defineRule({
	meta: {
		name: 'config-legacy-line-ignored',
		summary: 'Flink drops a line of `flink-conf.yaml`, or a part of it.',
		category: 'configuration',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			dropped: {
				what: '{what}',
				why: 'the option keeps its default, and only a warning in the log tells so',
				do: 'write `{key}: ` and the value behind it',
			},
			empty: {
				what: '{what}',
				why: 'the option keeps its default, and only a warning in the log tells so',
				do: 'write a value behind the key, or remove the line',
			},
			nested: {
				what: '{what}{others}',
				why: 'the old file format knows no sections: a line above does not lend its name, and the options keep their defaults',
				do: 'write each key in full on its own line, as `{key}: …`',
			},
			cut: {
				what: '{what}',
				why: 'a `#` begins a comment wherever it stands, inside quotes too, and the old file format has no way to write one',
				do: 'choose a value without `#`, or move to `config.yaml` (Flink 1.19 and later)',
			},
		},
		evidence: [
			'GlobalConfiguration.loadLegacyYAMLResource cuts at the first `#` and splits at the first `: ` (oracle: legacy, 1.18 and 1.20)',
		],
	},
	*check(application) {
		const notes = notesOf(application, 'dropped-line').filter(({ file }) => isRead(application, file));
		const nested = notes.filter(isNested);
		yield* nestedReports(application, nested);
		for (const note of notes) {
			if (!isNested(note) && !isSection(note)) yield lineReport(application, note);
		}
	},
});

/** A file that Flink does not read at all has no lines to drop. */
function isRead({ documents, config }: Application, file: string): boolean {
	const own = config.settings.filter((setting) => setting.file === file);
	return documents.some(({ path }) => path === file) && (own.length === 0 || own.some(({ inert }) => inert === undefined));
}

/** Flink reads the line, as a shorter key. */
function isNested({ meant, setting }: ReadingNote): boolean {
	return meant !== undefined && setting !== undefined && meant.key.endsWith(`.${setting.key}`);
}

/** A key without a value that is no option: the line above nested ones, which tell it already. */
function isSection({ meant }: ReadingNote): boolean {
	return meant?.text === '' && catalogue.find(meant.key).length === 0;
}

/** One finding for all lines of a file: they have one cause. */
function* nestedReports(application: Application, notes: readonly ReadingNote[]): Iterable<LineReport> {
	for (const file of new Set(notes.map((note) => note.file))) {
		const [first, ...others] = notes.filter((note) => note.file === file);
		if (first === undefined) continue;
		const fixes = [first, ...others].map((note) => restoration(application, note));
		const changes = fixes.flatMap((fix) => fix?.changes ?? []);
		yield {
			message: 'nested',
			data: {
				what: first.what,
				others: others.length === 0 ? '' : `, and ${others.length === 1 ? 'another line' : `${others.length} more lines`} likewise`,
				key: first.meant?.key ?? '',
			},
			at: placeOf(first),
			symbol: `nested ${first.meant?.key ?? ''}`,
			related: others.map((note) => ({ place: placeOf(note), message: `this sets \`${note.setting?.key ?? ''}\`` })),
			fix:
				fixes[0] === undefined || fixes.includes(undefined)
					? undefined
					: { ...fixes[0], title: others.length === 0 ? fixes[0].title : 'write each key in full', changes },
		};
	}
}

function lineReport(application: Application, note: ReadingNote): LineReport {
	const { what, meant, setting } = note;
	const at = placeOf(note);
	if (meant === undefined) return { message: 'cut', data: { what }, at, option: setting?.key, symbol: what };
	if (meant.text === '') return { message: 'empty', data: { what }, at, severity: 'info', option: meant.key };
	return { message: 'dropped', data: { what, key: meant.key }, at, option: meant.key, fix: restoration(application, note) };
}

/** What was meant, on one line; not where that would be stated twice, or where Flink would not take it. */
function restoration(application: Application, { file, range, meant, setting }: ReadingNote): Fix | undefined {
	if (meant === undefined || meantTwice(application, file, meant.key)) return undefined;
	const option = catalogue.find(meant.key)[0];
	if (option !== undefined && catalogue.read(option, meant.text, application.version?.version).kind === 'invalid') return undefined;
	return {
		title: `write \`${meant.key}\` as Flink reads it`,
		applicability: 'unsafe',
		decide: 'a setting that was ignored until now starts to apply',
		changes: [{ kind: 'restoreLine', file, range, key: meant.key, value: meant.text, instead: setting }],
	};
}

function meantTwice(application: Application, file: string, key: string): boolean {
	if (application.config.settings.some((setting) => setting.file === file && setting.key === key)) return true;
	return notesOf(application, 'dropped-line').filter((note) => note.file === file && note.meant?.key === key).length > 1;
}
