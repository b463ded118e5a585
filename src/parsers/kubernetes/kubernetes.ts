import { isMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { readYamlFile, textAt } from '../embedded/yaml-file.ts';
import { statementFinder } from '../statement-finder.ts';
import { configMapParts } from './config-map.ts';
import { flinkResourceParts } from './flink-resource.ts';
import type { Resource } from './resource.ts';

/** Reads a manifest: the Flink resources of the operator, ConfigMaps with configuration files, and the pods of a cluster. */
export const parseKubernetes: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => partsOf({ path, file, document, root: document.contents }));
	const start = Math.max(0, text.search(/\S/));
	return fileOf(path, text, 'kubernetes', parts, {
		problems: file.problems,
		comments: file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start, end: start },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: file,
	});
};

function partsOf(resource: Resource): readonly ConfigDocument[] {
	if (!isMap(resource.root)) return [];
	switch (textAt(resource.root, 'kind')) {
		case 'FlinkDeployment':
		case 'FlinkSessionJob':
			return flinkResourceParts(resource);
		case 'ConfigMap':
			return configMapParts(resource);
		default:
			return [];
	}
}
