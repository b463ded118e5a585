/** Whether a YAML text may hold Prometheus rules that ask a metric of Flink, told without parsing it. */
export function recognisePrometheusRules(text: string): boolean {
	if (!text.includes('flink_') || !/^(?:groups[ \t]*:|kind[ \t]*:[ \t]*["']?PrometheusRule\b)/m.test(text)) return false;
	return /^[ \t]*(?:-[ \t]+)?expr[ \t]*:/m.test(text) && /^[ \t]*(?:-[ \t]+)?(?:alert|record)[ \t]*:/m.test(text);
}
