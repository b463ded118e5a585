import { isMap, isScalar, visit, type YAMLMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { parseStringMap } from '../embedded/string-map.ts';
import { mapText, pairIn, readYamlFile, type YamlFile } from '../embedded/yaml-file.ts';
import { statementFinder } from '../statement-finder.ts';

/**
 * Reads the `flink-conf` classification of EMR's configurations, in JSON (which is YAML) or YAML, wherever it stands: a list of its own, the input of
 * RunJobFlow, an instance group. The service's own flink-conf.yaml lies below it and is not seen, so absence is never claimed.
 * Source: Amazon EMR release guide, "Configure applications" and "Configure Flink".
 */
export const parseEmr: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap(({ contents }) => {
		const found: ConfigDocument[] = [];
		visit(contents, { Map: (_key, map) => void found.push(...partOf(path, file, map)) });
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

function partOf(path: string, file: YamlFile, map: YAMLMap): readonly ConfigDocument[] {
	const classification = field(map, 'Classification');
	if (!isScalar(classification) || classification.value !== 'flink-conf') return [];
	const properties = field(map, 'Properties');
	const inner = isMap(properties) ? mapText(file.text, properties) : undefined;
	if (inner === undefined) return [];
	return [
		embed(parseStringMap(path, inner.text), inner, { text: file.text, claims: { role: 'cluster', platform: 'standalone', partial: true } }),
	];
}

/** A field in the API's spelling or that of the console and the SDKs, which begins small. */
function field(map: YAMLMap, name: string): unknown {
	return (pairIn(map, name) ?? pairIn(map, name.charAt(0).toLowerCase() + name.slice(1)))?.value;
}
