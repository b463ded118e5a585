const RESOURCE = /^\uFEFF?(?:---[ \t]*)?(?:[ \t]*)apiVersion[ \t]*:/m;
const FLINK_RESOURCE = /^[ \t]*kind[ \t]*:[ \t]*["']?Flink(?:Deployment|SessionJob)\b/m;
/** A configuration file as a ConfigMap's entry or under a mounted folder, the variable of the official images, or options as arguments. */
const CARRIES_CONFIGURATION =
	/^[ \t]*["']?[\w.-]*(?:flink-conf|config)\.ya?ml["']?[ \t]*:|mountPath[ \t]*:[^\n]*\/conf\b|FLINK_PROPERTIES|jobmanager\.|taskmanager\.|-D[ \t]*(?:state|execution|parallelism|restart-strategy)\./m;

/** Whether a YAML text may be a Kubernetes manifest that configures Flink, told without parsing it. */
export function recogniseKubernetes(text: string): boolean {
	if (!text.includes('apiVersion') || !RESOURCE.test(text)) return false;
	if (text.includes('flink.apache.org/') && FLINK_RESOURCE.test(text)) return true;
	return /flink/i.test(text) && CARRIES_CONFIGURATION.test(text);
}
