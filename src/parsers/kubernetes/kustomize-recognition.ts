const NAMES = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);
const KIND = /^kind[ \t]*:[ \t]*["']?(?:Kustomization|Component)\b/m;
const VERSION = /^apiVersion[ \t]*:[ \t]*["']?([\w.-]+)/m;
const OPERATION = /["']?\bop["']?[ \t]*:[ \t]*["']?(?:add|replace|remove|move|copy)\b/;
const PATH =
	/["']?\bpath["']?[ \t]*:[ \t]*["']?\/(?:spec\/(?:flink|job|taskManager|image|mode|podTemplate|template|serviceAccount)|data\/)/;

/** Whether a file is a kustomization: by its name, unless another tool's resource has it, or by what it says of itself. */
export function isKustomization(path: string, text: string): boolean {
	const version = VERSION.exec(text)?.[1];
	if (NAMES.has(path.slice(path.lastIndexOf('/') + 1))) return version === undefined || version.startsWith('kustomize.config.k8s.io');
	return version === 'kustomize.config.k8s.io' && KIND.test(text);
}

/** Whether a text is a list of operations that may change what Flink is configured by. */
export function isOperations(text: string): boolean {
	return OPERATION.test(text) && PATH.test(text) && !/^(?:apiVersion|kind|openapi|swagger)[ \t]*:/m.test(text);
}
