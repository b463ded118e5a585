import type { Document } from 'yaml';
import type { YamlFile } from '../yaml/file.ts';

/** One resource of a manifest. */
export interface Resource {
	readonly path: string;
	readonly file: YamlFile;
	/** The YAML document it stands in, for its anchors. */
	readonly document: Document.Parsed;
	/** The resource itself: the document's root, or an item of a List. */
	readonly root: unknown;
}

/** Whether a document's tree is one of the operator's resources. */
export function isResource(tree: unknown): tree is Resource {
	return tree instanceof Object && 'root' in tree && 'file' in tree && 'document' in tree;
}
