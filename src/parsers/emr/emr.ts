import { isScalar, type Pair, visit, type YAMLMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { fileOf } from '../embedded/embed.ts';
import { optionMapPart } from '../kubernetes/flink-configuration.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { pairIn, readYamlFile } from '../yaml/file.ts';

/**
 * Reads the `flink-conf` classification of EMR's configurations, in JSON (which is YAML) or YAML, wherever it stands: a list of its own, the input of
 * RunJobFlow, an instance group. The service's own flink-conf.yaml lies below it and is not seen, so absence is never claimed.
 * Source: Amazon EMR release guide, "Configure applications" and "Configure Flink".
 */
export const parseEmr: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => {
		const found: ConfigDocument[] = [];
		visit(document.contents, { Map: (_key, root) => void found.push(...partOf({ path, file, document, root }, root)) });
		return found;
	});
	const anchor = parts[0]?.anchor ?? { start: 0, end: 0 };
	return fileOf(path, text, 'emr', parts, {
		problems: file.problems.slice(0, 1),
		comments: path.endsWith('.json') ? [] : file.comments,
		claims: { role: 'cluster', partial: true },
		anchor,
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: file,
	});
};

function partOf(resource: Resource, map: YAMLMap): readonly ConfigDocument[] {
	const classification = field(map, 'Classification')?.value;
	const properties = field(map, 'Properties');
	if (properties === undefined || !isScalar(classification) || classification.value !== 'flink-conf') return [];
	return optionMapPart(resource, properties, { role: 'cluster', platform: 'standalone', partial: true });
}

/** A field in the API's spelling or that of the console and the SDKs, which begins small. */
function field(map: YAMLMap, name: string): Pair | undefined {
	return pairIn(map, name) ?? pairIn(map, name.charAt(0).toLowerCase() + name.slice(1));
}
