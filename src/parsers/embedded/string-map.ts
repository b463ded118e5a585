import type { ConfigDocument } from '../../model/document.ts';
import { isConfigYamlTree, parseConfigYaml } from '../config-yaml/config-yaml.ts';

/**
 * Reads a map of options whose values are strings to whoever reads it, such as `flinkConfiguration` or EMR's `Properties`.
 * Flink's own loader never sees it: what that would refuse, or turn into another type, does not count here.
 */
export function parseStringMap(path: string, text: string): ConfigDocument {
	const document = parseConfigYaml(path, text);
	const { tree } = document;
	return {
		...document,
		problems: [],
		notes: document.notes.filter(({ kind }) => kind === 'duplicate'),
		tree: isConfigYamlTree(tree) ? { ...tree, strings: true } : tree,
	};
}
