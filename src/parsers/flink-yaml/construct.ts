import { isScalar, type Node, type Pair, type Scalar, YAMLMap } from 'yaml';
import type { ParseProblem } from '../../model/document.ts';
import { resolveScalar } from '../yaml/scalar.ts';

const YAML_TAGS = 'tag:yaml.org,2002:';
/** The tags that Flink's reader makes something of, by what they may stand before. Source: snakeyaml-engine 2.6, CoreSchema and StandardConstructor. */
const SCALAR_TAGS: readonly string[] = ['str', 'int', 'float', 'bool', 'null', 'binary'];
const MAP_TAGS: readonly string[] = ['map', 'set'];

/** Why Flink cannot make a value of a node's tag and text, if it cannot. */
export function tagProblem(node: Node): string | undefined {
	const { tag } = node;
	if (tag === undefined || tag === '!') return undefined;
	const name = tag.startsWith(YAML_TAGS) ? tag.slice(YAML_TAGS.length) : undefined;
	const fitting = isScalar(node) ? SCALAR_TAGS : node instanceof YAMLMap ? MAP_TAGS : ['seq'];
	const short = `\`${tag.replace(YAML_TAGS, '!!')}\``;
	if (name === undefined || ![...SCALAR_TAGS, ...MAP_TAGS, 'seq'].includes(name)) return `Flink has no type for the tag ${short}`;
	if (!fitting.includes(name)) return `the tag ${short} does not fit what stands behind it`;
	return isScalar(node) && !isReadable(node, name) ? `what stands behind the tag ${short} is none` : undefined;
}

function isReadable(node: Scalar, name: string): boolean {
	const source = node.source ?? '';
	switch (name) {
		case 'int':
			return /^(?:[-+]?\d+|[-+]?0o[0-7]+|[-+]?0x[0-9a-f]+)$/i.test(source);
		case 'float':
			return /^(?:[-+]?(?:\.\d+|\d+\.?\d*)(?:e[-+]?\d+)?[fd]?|[-+]?0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)p[-+]?\d+[fd]?|[-+]?\.inf|\.nan)$/i.test(
				source.trim(),
			);
		case 'bool':
			return /^(?:true|false)$/i.test(source);
		case 'binary':
			return /^(?:[\w+/]{4})*(?:[\w+/]{2}(?:==)?|[\w+/]{3}=?)?$/.test(source.replace(/[ \t\n\v\f\r]/g, '')) && !source.includes('_');
		default:
			return true;
	}
}

/** The keys of a map that stand in it twice. */
export function* duplicateKeys(pairs: readonly Pair[], resolve: (key: unknown) => Node | undefined): Generator<ParseProblem> {
	const seen = new Set<string>();
	for (const { key: written } of pairs) {
		const key = resolve(written);
		if (!isScalar(key)) continue;
		const { kind, text } = resolveScalar(key);
		const identity = `${kind} ${text}`;
		const [start, end] = rangeOf(written);
		if (seen.has(identity)) yield { range: { start, end }, message: `the key \`${text}\` stands twice in one section` };
		seen.add(identity);
	}
}

function rangeOf(node: unknown): readonly [number, number] {
	const range = node instanceof Object && 'range' in node && Array.isArray(node.range) ? node.range : [0, 0];
	return [Number(range[0]), Number(range[1])];
}
