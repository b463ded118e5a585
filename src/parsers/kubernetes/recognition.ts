const RESOURCE = /^(?:---[ \t]*)?(?:[ \t]*)apiVersion[ \t]*:/m;
const FLINK_RESOURCE = /^[ \t]*kind[ \t]*:[ \t]*["']?Flink(?:Deployment|SessionJob)\b/m;
/** A configuration file as a ConfigMap's entry, or the variable of the official images. */
const CARRIES_CONFIGURATION =
	/^[ \t]*["']?[\w.-]*(?:flink-conf|config)\.ya?ml["']?[ \t]*:|FLINK_PROPERTIES|jobmanager\.|taskmanager\.|-D[ \t]*(?:state|execution)\./m;

/** Whether a YAML text may be a Kubernetes manifest that configures Flink, told without parsing it. */
export function recogniseKubernetes(text: string): boolean {
	if (!text.includes('apiVersion') || !RESOURCE.test(text)) return false;
	if (text.includes('flink.apache.org/') && FLINK_RESOURCE.test(text)) return true;
	return /flink/i.test(text) && CARRIES_CONFIGURATION.test(text);
}
