/** Whether a JSON or YAML text may hold EMR's `flink-conf` classification, told without parsing it. */
export function recogniseEmr(text: string): boolean {
	return (
		text.includes('flink-conf') &&
		/["']?[cC]lassification["']?[ \t]*:[ \t]*["']?flink-conf\b/.test(text) &&
		!text.includes('AWSTemplateFormatVersion')
	);
}
