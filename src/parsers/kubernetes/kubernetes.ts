import { isMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { followed, itemsAt, pairIn, readYamlFile, textAt } from '../embedded/yaml-file.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { configMapParts } from './config-map.ts';
import { flinkResourceParts } from './flink-resource.ts';
import { parseHelmValues } from './helm-values.ts';
import { kustomizationParts } from './kustomization.ts';
import { isFlinkResource } from './recognition.ts';
import type { Resource } from './resource.ts';
import { secretsIn } from './secrets.ts';
import { POD_SPECS, workloadParts } from './workload.ts';

/** Reads a manifest: the Flink resources of the operator, ConfigMaps with configuration files, and the pods of a cluster. */
export const parseKubernetes: Parse = (path, text) => {
	if (!/apiVersion|configMapGenerator/.test(text)) return parseHelmValues(path, text);
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

function partsOf(resource: Resource): readonly ConfigDocument[] {
	if (!isMap(resource.root)) return [];
	const kind = textAt(resource.root, 'kind') ?? '';
	if (kind === 'FlinkDeployment' || kind === 'FlinkSessionJob') return flinkResourceParts(resource);
	if (kind === 'Kustomization' || (kind === '' && pairIn(resource.root, 'configMapGenerator') !== undefined))
		return kustomizationParts(resource);
	if (kind === 'ConfigMap') return configMapParts(resource);
	if (/^(?:|ConfigMap|Deployment|StatefulSet|Pod|Job|FlinkDeployment|FlinkSessionJob)List$/.test(kind)) return itemsOf(resource);
	const podSpec = Object.hasOwn(POD_SPECS, kind) ? POD_SPECS[kind] : undefined;
	return podSpec === undefined ? [] : workloadParts(resource, podSpec);
}

function itemsOf(resource: Resource): readonly ConfigDocument[] {
	return itemsAt(resource.root, 'items').flatMap((item) => {
		const root = followed(item, resource.document);
		return isMap(root) && /^List$/.test(textAt(root, 'kind') ?? '') ? [] : partsOf({ ...resource, root });
	});
}
