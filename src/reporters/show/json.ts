import type {
	FileStatement,
	JudgedStatement,
	Outcome,
	Shown,
	ShownApplication,
	ShownFile,
	ShownOption,
	ShownStatement,
	ShownValue,
} from './shown.ts';

/** Name and version of the format; a change that breaks a reader makes it `/2`. */
export const SHOW_SCHEMA = 'flint-show/1';

/** What `flint show` found as JSON, by the stable contract that schemas/flint-show-1.json describes. */
export function showJson({ applications, file }: Shown, version: string): string {
	const value = {
		schema: SHOW_SCHEMA,
		version,
		applications: applications.map(jsonApplication),
		file: file === undefined ? null : jsonFile(file),
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

function jsonApplication(application: ShownApplication): object {
	const { id, platform, version, versionFrom, environment, files, unseen, options } = application;
	return {
		id,
		platform,
		flinkVersion: version ?? null,
		flinkVersionFrom: versionFrom ?? null,
		environment,
		files,
		unseen,
		options: options.map(jsonOption),
	};
}

function jsonOption({ key, type, recognised, value, origin, flinkDefault, statements }: ShownOption): object {
	return {
		option: key,
		type: type ?? null,
		recognised,
		...jsonValue(value),
		origin: origin.kind === 'setting' ? { kind: 'setting', ...jsonPlace(origin.statement) } : origin,
		flinkDefault: flinkDefault ?? null,
		statements: statements.map(jsonJudged),
	};
}

function jsonPlace({ file, line, column, name }: ShownStatement): object {
	return { file, line, column, name };
}

function jsonStatement(statement: ShownStatement): object {
	const { key, value, layer, condition } = statement;
	return { ...jsonPlace(statement), key, ...jsonValue(value), layer, condition };
}

function jsonJudged(statement: JudgedStatement): object {
	return { ...jsonStatement(statement), outcome: jsonOutcome(statement.outcome) };
}

function jsonOutcome({ kind, why }: Outcome): object {
	return { kind, why: why ?? null };
}

function jsonValue({ state, text, why, fallback }: ShownValue): object {
	return { state, value: text ?? null, why: why ?? null, fallback: fallback ?? null };
}

function jsonFile({ path, format, why, applications, settings, notes, problems }: ShownFile): object {
	return { path, format: format ?? null, why: why ?? null, applications, settings: settings.map(jsonFileStatement), notes, problems };
}

function jsonFileStatement(statement: FileStatement): object {
	const outcomes = statement.outcomes.map(({ application, outcome }) => ({ application, ...jsonOutcome(outcome) }));
	return { ...jsonStatement(statement), outcomes };
}
