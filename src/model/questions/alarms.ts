import type { Place, Range } from '../range.ts';

/** What a file of alarms watches. */
export interface AlarmFacts {
	readonly alerts: readonly AlertFact[];
	/** Series that the file computes from others, which alerts may ask instead. */
	readonly recordings: readonly RecordingFact[];
	/** A template brings more rules than the file shows. */
	readonly partial: boolean;
}

/** An alert. */
interface AlertFact {
	readonly range: Range;
	/** Every name in its condition that may be a metric's, as written. */
	readonly metrics: readonly string[];
}

/** A series under a name of its own. */
interface RecordingFact {
	readonly name: string;
	readonly metrics: readonly string[];
}

/** The alarms on an application's Flink, of which all are seen. */
interface Watch {
	/** The last alert that asks a metric of Flink, in the first file that has one. */
	readonly at: Place;
	readonly metrics: ReadonlySet<string>;
}

/** A document that states alarms. */
interface AlarmDocument {
	readonly path: string;
	readonly alarms?: AlarmFacts;
}

/** What the project's alerts watch of Flink; undefined where none does, or where some may not be seen. */
export function watchOf({ documents }: { readonly documents: readonly AlarmDocument[] }): Watch | undefined {
	const files = documents.flatMap(({ path, alarms }) => (alarms === undefined ? [] : [{ path, alarms }]));
	if (files.some(({ alarms }) => alarms.partial)) return undefined;
	const recordings = recorded(files.flatMap(({ alarms }) => alarms.recordings));
	const watched = ({ metrics }: AlertFact): readonly string[] => resolved(metrics, recordings);
	for (const { path, alarms } of files) {
		const last = alarms.alerts.findLast((alert) => watched(alert).some(isFlinks));
		if (last === undefined) continue;
		const metrics = new Set(files.flatMap((file) => file.alarms.alerts.flatMap(watched)));
		return { at: { file: path, range: last.range }, metrics };
	}
	return undefined;
}

/**
 * Those documents of alarms that concern Flink, or of which not all is seen; none where nothing asks a metric of Flink.
 * What only tells of lag belongs to it: an exporter of consumer groups tells how far a job is behind.
 */
export function concerningFlink<T extends AlarmDocument>(documents: readonly T[]): readonly T[] {
	const recordings = recorded(documents.flatMap(({ alarms }) => alarms?.recordings ?? []));
	const asks = ({ alarms }: T, what: (metric: string) => boolean): boolean =>
		[...(alarms?.alerts ?? []), ...(alarms?.recordings ?? [])].some(({ metrics }) => resolved(metrics, recordings).some(what));
	if (!documents.some((document) => asks(document, isFlinks))) return [];
	return documents.filter(
		(document) => document.alarms?.partial === true || asks(document, (metric) => isFlinks(metric) || asksLag(metric)),
	);
}

/** Whether an alert asks a metric of one of these names, whatever scope stands before it (`flink_jobmanager_job_`) or suffix behind it. */
export function watches({ metrics }: Watch, names: readonly string[]): boolean {
	return [...metrics].some((metric) => names.some((name) => metric.toLowerCase().includes(name.toLowerCase())));
}

/** Whether an alert asks how far something lags behind, or whether it is held up. */
export function watchesLag({ metrics }: Watch): boolean {
	return [...metrics].some(asksLag);
}

/**
 * Names of how far a reader is behind: Flink's own (`records_lag_max`, `pendingRecords`, `currentEmitEventTimeLag`, `currentInputWatermark`,
 * `millisBehindLatest`), those of exporters beside it (consumer groups, offsets, Kinesis' iterator age, a backlog), and of a job that is held
 * up (`isBackPressured`, `busyTimeMsPerSecond`). Word by word: a `flag` is none, and `offset` alone is a word of PromQL.
 */
const LAG =
	/(?:^|[^a-z])lag(?:[^a-z]|$)|[a-z]Lag(?![a-z])|(?:event_?time|watermark|records|consumer)_?lag|pending_?(?:records|bytes)|behind|watermark|iterator_?age|backlog|(?:_offset|Offset|offset_)|back_?pressure|busy_?time|pool_?usage/;
const LAG_ANY_CASE =
	/eventtimelag|pending_?(?:records|bytes)|behind|watermark|iterator_?age|backlog|back_?pressure|busy_?time|pool_?usage/i;

/** Whether a name, or some name in a text, tells how far something lags behind. */
export function asksLag(text: string): boolean {
	return LAG.test(text) || LAG_ANY_CASE.test(text);
}

/** Prometheus names a metric of Flink by its logical scope: `flink_jobmanager_job_uptime` (AbstractPrometheusReporter); the operator's own are others. */
function isFlinks(metric: string): boolean {
	return metric.startsWith('flink_jobmanager_') || metric.startsWith('flink_taskmanager_');
}

function recorded(recordings: readonly RecordingFact[]): ReadonlyMap<string, ReadonlySet<string>> {
	const found = new Map<string, Set<string>>();
	for (const { name, metrics } of recordings) {
		const own = found.get(name) ?? new Set<string>();
		for (const metric of metrics) own.add(metric);
		found.set(name, own);
	}
	return found;
}

/** The metrics with those that recorded series among them were computed from. */
function resolved(metrics: readonly string[], recordings: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
	const found = new Set(metrics);
	// A set is walked on into what is added meanwhile, each name once.
	for (const metric of found) {
		for (const source of recordings.get(metric) ?? []) found.add(source);
	}
	return [...found];
}
