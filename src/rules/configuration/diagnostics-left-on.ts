import type { Application } from '../../model/application.ts';
import type { EffectiveConfiguration } from '../../model/effective/effective.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { looksLikeProduction } from '../../model/questions/cluster.ts';
import type { Setting } from '../../model/setting.ts';
import { boolean, duration, formatDuration, type TypedValue } from '../../model/value.ts';

const LATENCY = 'metrics.latency.interval';
const FLAME_GRAPH = 'rest.flamegraph.enabled';
const NATIVE_METRICS = 'state.backend.rocksdb.metrics.';

/** Measurements that are meant for an hour of searching run all the time. */
export const diagnosticsLeftOn = defineRule({
	meta: {
		name: 'diagnostics-left-on',
		summary: "Latency tracking, RocksDB's own metrics or flame graphs are left on in production.",
		category: 'configuration',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			latency: {
				what: 'every source sends a latency marker every `{interval}`',
				why: "each pair of a source and an operator's subtask gets a histogram of its own, which Flink's documentation says can significantly impact the performance of the cluster",
				do: 'set `metrics.latency.interval` to 0, and switch it on only while you measure',
			},
			native: {
				what: "{count} of RocksDB's own metrics are collected, such as `{key}`",
				why: "RocksDB is asked for each of them for every state of every task, which Flink's documentation says may degrade performance",
				do: 'keep those that a dashboard or an alarm reads',
			},
			flameGraph: {
				what: 'the web interface may draw flame graphs',
				why: 'whoever opens one has the threads of all TaskManagers sampled, which Flink leaves off by default so as not to disturb production',
				do: 'set `rest.flamegraph.enabled` to `false`, and switch it on only while you search',
			},
		},
		evidence: [
			'MetricOptions.LATENCY_INTERVAL, RestOptions.ENABLE_FLAMEGRAPH, RocksDBNativeMetricOptions: all off by default (option catalogue, 1.13 to 2.3)',
			'Flink documentation, "Metrics", "End-to-End latency tracking": it can significantly impact the performance of the cluster, and is recommended for debugging only',
			'Flink documentation, "Flame Graphs": opt-in, to prevent unintended impacts on production environments; "Configuration", "RocksDB Native Metrics": may cause degraded performance',
			'MetricOptions.LATENCY_SOURCE_GRANULARITY: `operator` by default, which tells sources apart; RocksDBNativeMetricMonitor.registerColumnFamily registers each property for each column family',
		],
	},
	*check(application) {
		const { config } = application;
		const latency = config.setting(LATENCY);
		const interval = config.duration(LATENCY);
		if (latency !== undefined && interval !== undefined && interval > 0)
			yield {
				message: 'latency',
				data: { interval: formatDuration(interval) },
				at: config.place(latency),
				option: LATENCY,
				fix: switchOff(LATENCY, duration(0), 'latency tracking'),
			};
		yield* nativeMetrics(application);
		const flameGraph = config.setting(FLAME_GRAPH);
		if (flameGraph === undefined || config.boolean(FLAME_GRAPH) !== true || !looksLikeProduction(application)) return;
		yield {
			message: 'flameGraph',
			at: config.place(flameGraph),
			option: FLAME_GRAPH,
			fix: switchOff(FLAME_GRAPH, boolean(false), 'flame graphs'),
		};
	},
});

/** A few metrics may be there for a dashboard; a whole list of them is what somebody switched on to search for something. */
const MANY = 6;

function* nativeMetrics({ config }: Application) {
	const collected = metricsOn(config);
	const [first] = collected;
	const backend = config.name('state.backend.type');
	if (first === undefined || collected.length < MANY || (backend !== undefined && backend !== 'rocksdb')) return;
	yield {
		message: 'native' as const,
		data: { count: collected.length, key: first.key },
		at: config.place(first),
		option: first.key,
		related: collected.slice(1, 4).map((setting) => ({ place: config.place(setting), message: 'collected too' })),
	};
}

function metricsOn(config: EffectiveConfiguration): readonly Setting[] {
	return config.settings.filter(({ key, inert }) => {
		if (inert !== undefined || !key.startsWith(NATIVE_METRICS) || config.catalogue.find(key).length === 0) return false;
		return config.boolean(key) === true;
	});
}

function switchOff(key: string, value: TypedValue, what: string): Fix {
	return {
		title: `switch ${what} off`,
		applicability: 'unsafe',
		decide: 'whether a dashboard, an alarm or somebody who is searching needs it now',
		changes: [{ kind: 'setOption', key, value }],
	};
}
