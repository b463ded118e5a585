import type { Application } from './application.ts';
import type { Place, Range } from './range.ts';

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

/** What the project's alerts watch of Flink; undefined where none does, or where some may not be seen. */
export function watchOf({ documents }: Application): Watch | undefined {
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

/** Whether an alert asks a metric of one of these names, whatever scope stands before it (`flink_jobmanager_job_`) or suffix behind it. */
export function watches({ metrics }: Watch, names: readonly string[]): boolean {
	return [...metrics].some((metric) => names.some((name) => metric.toLowerCase().includes(name.toLowerCase())));
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
