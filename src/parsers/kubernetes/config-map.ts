import { isMap, isScalar } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import { parseConfigYaml } from '../config-yaml/config-yaml.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from '../docker/flink-properties.ts';
import { embed } from '../embedded/embed.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { parseFlinkConf } from '../flink-conf/flink-conf.ts';
import { recogniseConfiguration } from '../keys/recognition.ts';
import { nodeAt, textAt } from '../yaml/file.ts';
import { MASK } from '../yaml/templates.ts';
import type { Resource } from './resource.ts';
import { configMapIdentity } from './workload.ts';

/** The configuration files in a ConfigMap's data, each read as Flink reads the file that is mounted, and the options of its FLINK_PROPERTIES. */
export function configMapParts({ path, file, root }: Resource): readonly ConfigDocument[] {
	const data = nodeAt(root, 'data');
	if (!isMap(data)) return [];
	const claims = claimsOf(root, file.structural);
	return data.items.flatMap(({ key, value }) => {
		if (!isScalar(key) || !isScalar(value)) return [];
		const inner = yamlScalarText(file.text, value);
		const format = inner === undefined ? undefined : recogniseConfiguration(String(key.value), inner.text);
		if (inner === undefined || format === undefined) return [];
		// Containers take it over as their variable, which the image's start script adds to the image's file.
		if (key.value === 'FLINK_PROPERTIES') {
			const added = { ...claims, provided: STATED_BY_IMAGE };
			return [embed(parseFlinkProperties(path, inner.text, undefined), inner, { text: file.text, claims: added })];
		}
		const document = format === 'flink-conf' ? parseFlinkConf(path, inner.text) : parseConfigYaml(path, inner.text);
		return [embed(document, inner, { text: file.text, claims })];
	});
}

function claimsOf(root: unknown, structural: boolean): DocumentClaims {
	const name = textAt(root, 'metadata', 'name');
	const cluster = configMapIdentity(textAt(root, 'metadata', 'namespace') ?? '', name ?? '');
	const plain = name === undefined || name.includes(MASK) ? {} : { name };
	return { role: 'cluster', cluster, ...plain, ...(structural ? { partial: true } : {}) };
}
