import { asksLag } from '../../model/questions/alarms.ts';

const RULE = /(?:^|[\s{,"'])(?:alert|record)["']?[ \t]*:/m;
const CONDITION = /(?:^|[\s{,"'])expr["']?[ \t]*:/m;
/** Grafana's queries, in files that it is provisioned from. */
const GRAFANA = /^[ \t]*(?:-[ \t]+)?model[ \t]*:/m;
/** Resources of the operators of Prometheus, VictoriaMetrics and Grafana, and of managed services. */
const RESOURCE =
	/^[ \t]*(?:-[ \t]+)?kind[ \t]*:[ \t]*["']?(?:PrometheusRule(?:List)?|VMRule|GrafanaAlertRuleGroup|(?:Cluster|Global)?Rules)["']?[ \t]*(?:#.*)?$/m;
/** Resources and files that other tools make alarms of, each in words of its own: objectives of service levels, Datadog's monitors. */
const MADE_BY_TOOLS =
	/^[ \t]*(?:-[ \t]+)?(?:kind[ \t]*:[ \t]*["']?(?:PrometheusServiceLevel|ServiceLevelObjective|SLO|AlertPolicy|DatadogMonitor|DatadogSLO)\b|version[ \t]*:[ \t]*["']?prometheus\/v1\b)/m;
/** A series under a name of its own, by Prometheus' convention. */
const RECORDED = /\w:[A-Za-z_]/;

/** Whether a YAML text may hold alarms that concern Flink, told without parsing it. */
export function recognisePrometheusRules(text: string): boolean {
	if (alarmsByTools(text)) return true;
	if (RESOURCE.test(text)) return concernsFlink(text) || text.includes('{{');
	const rules = text.includes('expr') && RULE.test(text) && CONDITION.test(text);
	return (rules || (text.includes('model') && GRAFANA.test(text))) && concernsFlink(text);
}

/** Whether a tool makes alarms on Flink of a text, which flint does not read. */
export function alarmsByTools(text: string): boolean {
	return /flink/i.test(text) && MADE_BY_TOOLS.test(text);
}

/** Whether a whole file is one of rules: what else it says is theirs. */
export function isRuleFile(text: string): boolean {
	return /^\ufeff?(?:groups[ \t]*:|kind[ \t]*:[ \t]*["']?(?:PrometheusRule|VMRule)\b)/m.test(text) && recognisePrometheusRules(text);
}

/** Whether a JSON text may hold alarms that concern Flink. */
export function recogniseAlarmJson(text: string): boolean {
	if (!/^\s*[{[]/.test(text)) return false;
	const prometheus = /"(?:alert|record)"\s*:\s*"/.test(text) && /"expr"\s*:/.test(text);
	const grafana = /"alert"\s*:\s*\{/.test(text) || (/"model"\s*:\s*\{/.test(text) && /"data"\s*:\s*\[/.test(text));
	return (prometheus || grafana) && concernsFlink(text);
}

/** Code that makes alarms and that flint does not read, by the file's name: it is only asked whether it may. */
export function isUnreadCode(path: string): boolean {
	return /\.(?:jsonnet|libsonnet|tf)$/.test(path);
}

/** Whether a text in a language that flint does not read may make alarms on Flink: Jsonnet, Terraform. */
export function recogniseUnreadAlarms(text: string): boolean {
	return /flink_(?:job|task)manager_/.test(text) && /alert|rule/i.test(text);
}

/** It asks Flink, how far something lags behind, or a series that another file may compute from either. */
function concernsFlink(text: string): boolean {
	return /flink/i.test(text) || asksLag(text) || RECORDED.test(text);
}
