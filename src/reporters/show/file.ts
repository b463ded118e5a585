import { catalogue } from '../../catalog/catalogue.ts';
import type { LintResult } from '../../engine/result.ts';
import type { Application } from '../../model/application.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';
import type { Sources } from '../report.ts';
import { plainOutcome, plainWinner, settingsByKey } from './application.ts';
import type { FileStatement, Outcome, ShownFile } from './shown.ts';
import { outcomeOf, shownStatement } from './statements.ts';

/** What a file contributes; `why` says what kept it from being recognised, where it was not. */
export function shownFile(path: string, why: string | undefined, result: LintResult, sources: Sources): ShownFile {
	const document = result.documents.get(path);
	const applications = result.applications.filter(({ documents }) => documents.some((own) => own.path === path));
	const place = (offset: number): { readonly line: number; readonly column: number } => sources.get(path).position(offset);
	return {
		path: sources.shown(path),
		format: document?.format,
		why: document === undefined ? why : undefined,
		applications: applications.map(({ id }) => id),
		settings: document === undefined ? [] : fileStatements(document, applications, sources),
		notes: (document?.notes ?? []).map(({ kind, range, what }) => ({
			kind,
			...place(range.start),
			what: sources.get(path).maskMessage(what),
		})),
		problems: (document?.problems ?? []).map(({ range, message }) => ({ ...place(range.start), message })),
	};
}

/** An application's own copies of a file's statements (parsers know no version, and a file beside another may be inert). */
interface Holder {
	readonly application: Application;
	readonly byPlace: ReadonlyMap<string, Setting>;
	readonly byKey: ReadonlyMap<string, readonly Setting[]>;
}

function fileStatements(document: ConfigDocument, applications: readonly Application[], sources: Sources): readonly FileStatement[] {
	const holders = applications.map((application) => ({
		application,
		byPlace: new Map(application.config.settings.filter(({ file }) => file === document.path).map((held) => [placeOf(held), held])),
		byKey: settingsByKey(application),
	}));
	return document.settings.map((setting) => ({
		...shownStatement(setting, sources),
		outcomes: holders.flatMap((holder) => {
			const held = holder.byPlace.get(placeOf(setting));
			return held === undefined ? [] : [{ application: holder.application.id, outcome: outcomeIn(holder, held) }];
		}),
	}));
}

function placeOf({ range, key }: Setting): string {
	return `${range.start} ${range.end} ${key}`;
}

/** In force for one of the options that the key stands for is in force. */
function outcomeIn({ application, byKey }: Holder, setting: Setting): Outcome {
	const options = catalogue.find(setting.key);
	if (options.length === 0) return plainOutcome(setting, plainWinner(byKey.get(setting.key) ?? []));
	const outcomes = options.map((option) => outcomeOf(setting, application.config.get(option.key), application));
	return outcomes.find(({ kind }) => kind === 'in-force') ?? outcomes[0] ?? { kind: 'overridden', why: undefined };
}
