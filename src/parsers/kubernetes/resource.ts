import type { YamlFile } from '../embedded/yaml-file.ts';

/** One resource of a manifest. */
export interface Resource {
	readonly path: string;
	readonly file: YamlFile;
	/** Root of its YAML document. */
	readonly root: unknown;
}
