import { isMap, YAMLMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { followed, itemsAt, nodeAt, pairIn, readYamlFile, textAt } from '../yaml/file.ts';
import { configMapParts } from './config-map.ts';
import { flinkResourceParts } from './flink-resource.ts';
import { parseHelmValues } from './helm-values.ts';
import { parseKustomization } from './kustomization.ts';
import { isKustomization, isOperations } from './kustomize-recognition.ts';
import { parseOperations } from './operations-file.ts';
import { patchFacts } from './patch-facts.ts';
import { isFlinkResource } from './recognition.ts';
import type { Resource } from './resource.ts';
import { secretsIn } from './secrets.ts';
import { POD_SPECS, workloadParts } from './workload.ts';

/** Reads a manifest: the Flink resources of the operator, ConfigMaps with configuration files, and the pods of a cluster. */
export const parseKubernetes: Parse = (path, text) => {
	if (isKustomization(path, text)) return parseKustomization(path, text, parseResources);
	return isOperations(text) ? parseOperations(path, text) : parseResources(path, text);
};

const parseResources: Parse = (path, text) => {
	if (!text.includes('apiVersion')) return parseHelmValues(path, text);
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => partsOf({ path, file, document, root: document.contents }));
	const start = Math.max(0, text.search(/\S/));
	const whole = fileOf(path, text, 'kubernetes', parts, {
		// A file of which nothing is known to be Flink's may be as broken as it likes.
		problems: parts.length > 0 || isFlinkResource(text) ? file.problems : [],
		comments: file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start, end: start },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: file,
	});
	return { ...whole, secrets: [...whole.secrets, ...secretsIn(file)] };
};

/** Each part says which resource it speaks of, for what is laid over that. */
function partsOf(resource: Resource): readonly ConfigDocument[] {
	const { root } = resource;
	const parts = statedBy(resource);
	if (parts.length === 0) return parts;
	const [kind = '', name = '', namespace = ''] = [['kind'], ['metadata', 'name'], ['metadata', 'namespace']].map((at) =>
		textAt(root, ...at),
	);
	const patch = patchFacts(root);
	const claims = { resource: { kind, name, namespace }, ...(patch === undefined ? {} : { patch }) };
	return parts.map((part) => ({ ...part, claims: { ...claims, ...part.claims } }));
}

function statedBy(resource: Resource): readonly ConfigDocument[] {
	if (!isMap(resource.root)) return [];
	const kind = textAt(resource.root, 'kind') ?? '';
	if (kind === 'FlinkDeployment' || kind === 'FlinkSessionJob') return flinkResourceParts(resource);
	if (kind === 'FlinkBlueGreenDeployment') return flinkResourceParts({ ...resource, root: templateOf(resource.root) });
	if (kind === 'ConfigMap') return configMapParts(resource);
	if (LIST.test(kind)) return itemsOf(resource, 'items');
	// OpenShift fills in the parameters: `${NAME}` is a template in any of its objects.
	if (kind === 'Template') return itemsOf(resource, 'objects');
	const podSpec = Object.hasOwn(POD_SPECS, kind) ? POD_SPECS[kind] : undefined;
	return podSpec === undefined ? [] : workloadParts(resource, podSpec);
}

const LIST =
	/^(?:|ConfigMap|Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Job|CronJob|FlinkDeployment|FlinkSessionJob|FlinkBlueGreenDeployment)List$/;

/**
 * The FlinkDeployment that a FlinkBlueGreenDeployment makes two of: its template's `spec` under its own name.
 * Source: flink-kubernetes-operator, FlinkBlueGreenDeploymentSpec (1.13 and later).
 */
function templateOf(root: unknown): unknown {
	const spec = pairIn(nodeAt(root, 'spec', 'template'), 'spec');
	if (!isMap(root) || spec === undefined) return root;
	const deployment = new YAMLMap();
	deployment.items = [...root.items.filter((pair) => pair !== pairIn(root, 'spec')), spec];
	deployment.range = root.range ?? null;
	return deployment;
}

function itemsOf(resource: Resource, field: string): readonly ConfigDocument[] {
	return itemsAt(resource.root, field).flatMap((item) => {
		const root = followed(item, resource.document);
		return isMap(root) && /^(?:List|Template)$/.test(textAt(root, 'kind') ?? '') ? [] : partsOf({ ...resource, root });
	});
}
