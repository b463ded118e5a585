import { type ConfigDocument, documentsIn, type Format, type ParseProblem } from '../../model/document.ts';
import { concerningFlink } from '../../model/questions/alarms.ts';
import { contains, type Range } from '../../model/range.ts';
import { secretsByForm } from '../../model/secret.ts';
import type { ChartText } from '../../parsers/helm/chart.ts';
import { secretLines } from '../../parsers/keys/secret-lines.ts';
import { recognisePrometheusRules } from '../../parsers/prometheus/recognition.ts';
import { idleCompositions } from '../compose/compositions.ts';
import { idleImages } from '../compose/images.ts';
import { onlyIfNamed } from '../files/names.ts';
import { readSource, type SourceFile, type Unread } from '../files/read.ts';
import { type ChartFiles, chartsAmong } from '../helm/charts.ts';
import { idleFiles } from '../kustomize/recipes.ts';
import type { RunObserver } from '../observer.ts';
import { formats } from './formats.ts';
import { recognise } from './recognise.ts';

/** What reading a project's candidate files gave. */
export interface ProjectDocuments {
	readonly documents: ReadonlyMap<string, ConfigDocument>;
	/** Paths of every build file, those that never mention Flink included: they bound Java modules. */
	readonly buildFiles: readonly string[];
	readonly unread: readonly Unread[];
	/** Helm charts that configure Flink; `withCharts` follows their templates into their values. */
	readonly charts?: readonly ChartFiles[];
	/** Parsers that threw: faults of flint, never of the file. */
	readonly failures: readonly { readonly path: string; readonly error: unknown }[];
}

const BUILD_FILE = /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/;

/** What is to be read. */
export interface ReadRequest {
	readonly root: string;
	/** Paths of the candidate files, relative to the root. */
	readonly files: readonly string[];
	/** Texts that stand in for files, by path. */
	readonly overlay: ReadonlyMap<string, string>;
	readonly observer?: RunObserver | undefined;
	/** Whether flint's configuration names the file as one that a job's code loads. */
	readonly isJobConfig?: (path: string) => boolean;
}

/** Reads, recognises and parses files; only the text of those that are recognised is kept. */
export async function readDocuments({ root, files, overlay, observer, isJobConfig }: ReadRequest): Promise<ProjectDocuments> {
	const documents = new Map<string, ConfigDocument>();
	const unread: Unread[] = [];
	const failures: { path: string; error: unknown }[] = [];
	for (const [index, path] of files.entries()) {
		const pause = observer?.file(path, index, files.length);
		if (pause !== undefined) await pause;
		const named = isJobConfig?.(path) === true;
		if (!named && onlyIfNamed(path)) continue;
		const substitute = overlay.get(path);
		const source: SourceFile | Unread = substitute === undefined ? readSource(root, path) : { path, text: substitute };
		if (!('text' in source)) {
			unread.push(source);
			continue;
		}
		try {
			const document =
				named && recognise(path, source.text) === undefined ? await readAs('job-config', source) : await readDocument(source);
			if (document !== undefined) documents.set(path, document);
		} catch (error) {
			failures.push({ path, error });
		}
	}
	for (const path of [...idleFiles(documents), ...idleCompositions(documents), ...idleImages(documents)]) documents.delete(path);
	leaveOutOthersAlarms(documents);
	const text = (path: string): string | undefined => {
		const source = overlay.get(path) ?? documents.get(path)?.text ?? readSource(root, path);
		return typeof source === 'string' ? source : 'text' in source && source.problem === undefined ? source.text : undefined;
	};
	const charts = chartsAmong(files, text);
	for (const source of charts.flatMap(({ values, variants }) => (values === undefined ? variants : [values, ...variants])))
		if (!documents.has(source.path)) documents.set(source.path, await valuesDocument(source));
	return { documents, charts, buildFiles: files.filter((path) => BUILD_FILE.test(path)), unread, failures };
}

/** A chart's values, whatever they look like by themselves. */
async function valuesDocument(source: ChartText): Promise<ConfigDocument> {
	const document = await readAs('kubernetes', source);
	return { ...document, parts: document.parts ?? [] };
}

/** Whether a file of alarms concerns Flink is only known when all are read: an alert may ask a series that another file computes. */
function leaveOutOthersAlarms(documents: Map<string, ConfigDocument>): void {
	const files = [...documents.values()];
	const ours = new Set(concerningFlink(files.flatMap(documentsIn)).map(({ path }) => path));
	for (const file of files) {
		const alarmsAlone = documentsIn(file).every(({ alarms }) => alarms !== undefined);
		if (alarmsAlone && file.problems.length === 0 && !ours.has(file.path)) documents.delete(file.path);
	}
}

/** Parses one text, or gives undefined where it says nothing about Flink. */
export async function readDocument(source: SourceFile): Promise<ConfigDocument | undefined> {
	const { path, text, problem } = source;
	const format = recognise(path, text);
	if (format === undefined) return undefined;
	if (problem !== undefined) return unreadable(path, text, format, problem);
	const document = await readAs(format, source);
	return holdsNothing(document) ? undefined : document;
}

/** A file that could have carried Flink's configuration, and does not. */
function holdsNothing({ format, parts, problems, settings, jobs, alarms, claims }: ConfigDocument): boolean {
	if (alarms !== undefined) return !alarms.partial && problems.length + alarms.alerts.length + alarms.recordings.length === 0;
	if (jobs?.sql !== undefined) return settings.length + jobs.sql.tables.length + jobs.sql.queries.length + jobs.sql.views.length === 0;
	return CARRIERS.has(format) && parts === undefined && problems.length === 0 && claims.imageConfiguration === undefined;
}

const CARRIERS: ReadonlySet<Format> = new Set(['kubernetes', 'compose', 'env-file', 'dockerfile', 'emr', 'command-line']);

/** Parses a text as the format it is known to have, even where nothing in it tells any more. */
export async function readAs(format: Format, { path, text }: SourceFile): Promise<ConfigDocument> {
	const parse = await formats[format].parser();
	const document = withSecretsByForm(await withItsAlarms(parse(path, text)));
	const lines = secretLines(format, text, document.secrets);
	return lines.length === 0 ? document : { ...document, secrets: [...document.secrets, ...lines] };
}

/** A manifest or a chart's values may hold alarms beside all else. */
async function withItsAlarms(document: ConfigDocument): Promise<ConfigDocument> {
	const { format, path, text } = document;
	if (format === 'prometheus-rules' || !MAY_HOLD_ALARMS.has(format) || !recognisePrometheusRules(text)) return document;
	const { parseAlarms, withAlarms } = await import('../../parsers/prometheus/alarms.ts');
	const alarms = parseAlarms(path, text);
	if (alarms.parts === undefined && holdsNothing(alarms)) return document;
	return holdsNothing(document) ? alarms : withAlarms(document, alarms);
}

const MAY_HOLD_ALARMS: ReadonlySet<Format> = new Set(['kubernetes', 'compose', 'emr', 'config-yaml', 'command-line', 'job-config']);

/** Keys that stand in any file, whatever it calls them, are never printed; of a file that holds documents, one of these has each. */
function withSecretsByForm(document: ConfigDocument): ConfigDocument {
	const found = secretsByForm(document.text);
	if (found.length === 0) return document;
	const { parts, secrets } = document;
	const own = parts?.map((part, index) => {
		const inside = found.filter((secret) => holder(parts, secret) === index);
		return inside.length === 0 ? part : { ...part, secrets: [...part.secrets, ...inside] };
	});
	return { ...document, secrets: [...secrets, ...found], ...(own === undefined ? {} : { parts: own }) };
}

/** The part around a place of its file, else the first. */
function holder(parts: readonly ConfigDocument[], range: Range): number {
	const around = parts.findIndex(({ extent }) => extent !== undefined && contains(extent, range));
	return Math.max(0, around);
}

/** A file that is meant for Flink but is no text: it holds nothing but its problem. */
function unreadable(path: string, text: string, format: Format, problem: ParseProblem): ConfigDocument {
	const whole = { start: 0, end: text.length };
	return {
		path,
		text,
		format,
		settings: [],
		notes: [],
		problems: [problem],
		comments: [],
		claims: {},
		anchor: problem.range,
		secrets: [whole],
		statementAt: () => whole,
		tree: undefined,
		...(format === 'prometheus-rules' ? { alarms: { alerts: [], recordings: [], partial: true } } : {}),
	};
}
