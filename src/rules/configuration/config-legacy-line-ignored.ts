import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import { defineRule, type Fix, type Report } from '../../model/finding.ts';
import { addTo } from '../../model/groups.ts';
import type { ReadingNote } from '../../model/note.ts';
import { notesOf, placeOf } from '../../model/questions/notes.ts';
import { Statements } from '../../model/questions/statements.ts';

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
		const lines = new Lines(application);
		for (const file of lines.nested.values()) yield nestedReport(application, lines, file);
		for (const note of lines.others) yield lineReport(application, lines, note);
	},
});

/** The notes on lines of files that Flink reads, with what else stands there. */
class Lines {
	/** Nested lines by file: they have one cause. */
	readonly nested = new Map<string, ReadingNote[]>();
	readonly others: ReadingNote[] = [];
	private readonly statements: Statements;
	private readonly meant = new Map<string, number>();

	constructor(application: Application) {
		this.statements = new Statements(application.config);
		for (const note of notesOf(application, 'dropped-line')) {
			if (!this.statements.isRead(note.file)) continue;
			if (note.meant !== undefined) this.meant.set(idOf(note.file, note.meant.key), this.timesMeant(note.file, note.meant.key) + 1);
			if (isNested(note)) this.addNested(note);
			else if (!isSection(note)) this.others.push(note);
		}
	}

	/** Whether a line of that key would stand beside another one. */
	isTaken(file: string, key: string): boolean {
		return this.statements.inFile(file, key) !== undefined || this.timesMeant(file, key) > 1;
	}

	private timesMeant(file: string, key: string): number {
		return this.meant.get(idOf(file, key)) ?? 0;
	}

	private addNested(note: ReadingNote): void {
		addTo(this.nested, note.file, note);
	}
}

function idOf(file: string, key: string): string {
	return `${file}\n${key}`;
}

/** Flink reads the line, as a shorter key. */
function isNested({ meant, setting }: ReadingNote): boolean {
	return meant !== undefined && setting !== undefined && meant.key.endsWith(`.${setting.key}`);
}

/** A key without a value that is no option: the line above nested ones, which tell it already. */
function isSection({ meant }: ReadingNote): boolean {
	return meant?.text === '' && catalogue.find(meant.key).length === 0;
}

function nestedReport(application: Application, lines: Lines, notes: readonly ReadingNote[]): LineReport {
	const [first, ...others] = notes;
	if (first === undefined) throw new Error('a group of nested lines is empty');
	const fixes = notes.map((note) => restoration(application, lines, note));
	const [fix] = fixes;
	const more = others.length === 1 ? 'another line' : `${others.length} more lines`;
	const key = first.meant?.key ?? '';
	return {
		message: 'nested',
		data: { what: first.what, others: others.length === 0 ? '' : `, and ${more} likewise`, key },
		at: placeOf(first),
		option: key,
		related: others.map((note) => ({ place: placeOf(note), message: `this sets \`${note.setting?.key ?? ''}\`` })),
		fix:
			fix === undefined || fixes.includes(undefined)
				? undefined
				: {
						...fix,
						title: others.length === 0 ? fix.title : 'write each key in full',
						changes: fixes.flatMap((one) => one?.changes ?? []),
					},
	};
}

function lineReport(application: Application, lines: Lines, note: ReadingNote): LineReport {
	const { what, meant, setting } = note;
	const at = placeOf(note);
	if (meant === undefined) return { message: 'cut', data: { what }, at, option: setting?.key, symbol: what };
	if (meant.text === '') return { message: 'empty', data: { what }, at, severity: 'info', option: meant.key };
	return { message: 'dropped', data: { what, key: meant.key }, at, option: meant.key, fix: restoration(application, lines, note) };
}

/** What was meant, on one line; not where that would be stated twice, or where Flink would not take it. */
function restoration(application: Application, lines: Lines, { file, range, meant, setting }: ReadingNote): Fix | undefined {
	if (meant === undefined || lines.isTaken(file, meant.key)) return undefined;
	const option = catalogue.find(meant.key)[0];
	if (option !== undefined && catalogue.read(option, meant.text, application.version?.version).kind === 'invalid') return undefined;
	return {
		title: `write \`${meant.key}\` as Flink reads it`,
		applicability: 'unsafe',
		decide: 'a setting that was ignored until now starts to apply',
		changes: [{ kind: 'restoreLine', file, range, key: meant.key, value: meant.text, instead: setting }],
	};
}
