import { isMap, isSeq, type YAMLMap } from 'yaml';
import { readItems, readValue, templateIn, type ValueContext } from '../../model/syntax/value-syntax.ts';
import { known, type OptionType, type Value } from '../../model/value.ts';
import { parseFlinkYaml } from '../flink-yaml/parse.ts';
import { AliasProblem, Anchors, itemTexts, nodeText } from './nodes.ts';
import { isNullNode } from './scalar.ts';

/** The options under which flint reads YAML as Flink's loader does, as far as the two agree. */
export const YAML_OPTIONS = {
	version: '1.2',
	schema: 'core',
	uniqueKeys: false,
	strict: true,
	prettyErrors: false,
	logLevel: 'silent',
	keepSourceTokens: false,
} as const;

/**
 * Reads a text as Flink does after a config.yaml: lists and maps may be written in one-line YAML (`[a, b]`, `{k: v}`) and
 * otherwise have the older syntax. Source: ConfigurationUtils.convertToList and convertToProperties with standard YAML (1.19–2.3).
 */
export function readYamlText(type: OptionType, text: string, context: ValueContext = {}): Value {
	if ((type !== 'list' && type !== 'map') || templateIn(text) !== undefined || !/[[{:-]/.test(text) || text.length > 100_000)
		return readValue(type, text, context);
	return collectionIn(type, text, context) ?? readValue(type, text, context);
}

function collectionIn(type: 'list' | 'map', text: string, context: ValueContext): Value | undefined {
	try {
		const { contents, problems } = parseFlinkYaml(text);
		if (problems.length > 0) return undefined;
		if (type === 'list') return isSeq(contents) ? listValue(itemTexts(contents, new Anchors()), text, context) : undefined;
		return isMap(contents) ? mapValue(contents, text) : undefined;
	} catch (problem) {
		if (problem instanceof RangeError || problem instanceof AliasProblem) return undefined;
		throw problem;
	}
}

/** A list of elements, or undefined where there are none to be had. */
export function listValue(items: readonly string[] | undefined, text: string, context: ValueContext): Value | undefined {
	if (items === undefined) return undefined;
	const reading = readItems({ parts: items }, context);
	return 'why' in reading ? { kind: 'invalid', text, why: reading.why } : known(reading, text);
}

function mapValue(map: YAMLMap, text: string): Value | undefined {
	const anchors = new Anchors();
	if (map.items.some(({ key, value }) => isNullNode(key) || isNullNode(value))) return undefined;
	const entries = map.items.map(({ key, value }) => [nodeText(key, anchors), nodeText(value, anchors)] as const);
	return known({ type: 'map', entries: Object.fromEntries(entries) }, text);
}
