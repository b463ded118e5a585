const RESOURCE = /^\uFEFF?(?:---[ \t]*)?(?:[ \t]*)apiVersion[ \t]*:/m;
const FLINK_RESOURCE = /^[ \t]*(?:- )?kind[ \t]*:[ \t]*["']?Flink(?:Deployment|SessionJob|BlueGreenDeployment)\b/m;
/** A configuration file as a ConfigMap's entry or under a mounted folder, the variable of the official images, or options as arguments. */
const CARRIES_CONFIGURATION =
	/^[ \t]*["']?[\w.-]*(?:flink-conf|config)\.ya?ml["']?[ \t]*:|mountPath[ \t]*:[^\n]*\/conf\b|FLINK_PROPERTIES|jobmanager\.|taskmanager\.|-D[ \t]*(?:state|execution|parallelism|restart-strategy)\./m;

/** `flink run` in a script, or as two words of a command. */
const SUBMITS = /\bflink["']?,?\s+(?:-\s+)?["']?run(?:-application)?\b|^[ \t]*-[ \t]+["']?run(?:-application)?["']?[ \t]*\r?$/m;

/** Whether a YAML text may be a Kubernetes manifest that configures Flink, told without parsing it. */
export function recogniseKubernetes(text: string): boolean {
	if (text.includes('configMapGenerator') && /flink/i.test(text) && /(?:flink-conf|config)\.yaml/.test(text)) return true;
	if (!text.includes('apiVersion') || !RESOURCE.test(text)) return false;
	if (text.includes('flink.apache.org/') && FLINK_RESOURCE.test(text)) return true;
	return /flink/i.test(text) && (CARRIES_CONFIGURATION.test(text) || SUBMITS.test(text));
}

const FLAT_OPTION =
	/^[ \t]+["']?(?:taskmanager|jobmanager|state|execution|high-availability|restart-strategy|parallelism)\.[\w.-]+["']?[ \t]*:/m;
const CONFIGURATION_SECTION =
	/^[ \t]*["']?(?:flink-conf\.yaml|config\.yaml|flink[-_]?(?:conf(?:ig(?:uration)?)?|properties))["']?[ \t]*:/im;

/** Whether a YAML text that is no manifest may hold the values of a Helm chart that configures Flink, told without parsing it. */
export function recogniseHelmValues(text: string): boolean {
	if (/^(?:services|Resources|AWSTemplateFormatVersion|openapi|swagger|jobs)[ \t]*:/m.test(text)) return false;
	return FLAT_OPTION.test(text) || CONFIGURATION_SECTION.test(text);
}

/** Whether a whole document of the text says that it is one of the operator's resources. */
export function isFlinkResource(text: string): boolean {
	return /^kind[ \t]*:[ \t]*["']?Flink(?:Deployment|SessionJob|BlueGreenDeployment)\b/m.test(text);
}
