import type { Node } from 'yaml';
import type { Comment, ParseProblem } from '../../model/document.ts';
import { parseFlinkYaml } from '../flink-yaml/parse.ts';
import { maskTemplates } from './templates.ts';
import { unprintable } from './tokens.ts';

/** The text of a config.yaml as Flink's loader takes it apart. */
export interface YamlSource {
	/** The text that was parsed: offsets are those of the file, but templates are masked. */
	readonly text: string;
	/** The root; null where the text holds none or cannot be read at all. */
	readonly contents: Node | null;
	/** Where the text stops being YAML: what follows was not read. */
	readonly brokenFrom: number;
	readonly comments: readonly Comment[];
	readonly problems: readonly ParseProblem[];
	/** Lines of template decide what the file holds: only what certainly stands there counts. */
	readonly structural: boolean;
}

/** Parses the text of a config.yaml. It never throws for bad input. */
export function readYaml(original: string): YamlSource {
	const { text, structural } = maskTemplates(original);
	const { contents, brokenFrom, comments, problems } = parseFlinkYaml(text);
	return { text, contents, brokenFrom, comments, structural, problems: structural ? [] : byPlace([...unprintable(text), ...problems]) };
}

function byPlace(problems: readonly ParseProblem[]): readonly ParseProblem[] {
	return [...problems].sort((a, b) => a.range.start - b.range.start);
}
