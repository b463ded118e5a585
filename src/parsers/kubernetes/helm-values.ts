import { type Document, isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { ConfigDocument, DocumentClaims, Parse } from '../../model/document.ts';
import { parseConfigYaml } from '../config-yaml/config-yaml.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { parseFlinkConf } from '../flink-conf/flink-conf.ts';
import { isReadByFlink, keyEvidence } from '../keys/flink-keys.ts';
import { recogniseConfiguration } from '../keys/recognition.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { followed, readYamlFile, type YamlFile } from '../yaml/file.ts';
import { optionMapPart } from './flink-configuration.ts';
import { secretsIn } from './secrets.ts';

/** A place in the values at which Flink's configuration may stand. */
interface Place {
	readonly pair: Pair;
	/** Names of the sections around it and its own. */
	readonly path: readonly string[];
}

/**
 * Reads the values of a Helm chart: maps of Flink's options and texts of configuration files, wherever they stand.
 * Other values are laid over them or under them, and templates add more: what is missing is never claimed.
 */
export const parseHelmValues: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => [...places(document)].flatMap((place) => partsAt(path, file, document, place)));
	const start = parts[0]?.anchor.start ?? Math.max(0, text.search(/\S/));
	const whole = fileOf(path, text, 'kubernetes', parts, {
		// Other values are none of Flink's business.
		problems: [],
		comments: file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start, end: start },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map(({ range }) => range)),
		),
		tree: file,
	});
	return { ...whole, secrets: [...whole.secrets, ...secretsIn(file)] };
};

/** Sections named like Flink's configuration may nest its keys; elsewhere `taskmanager: { memory: … }` is the chart's own. */
const SECTION =
	/^(?:flink[-_]?(?:conf(?:ig(?:uration)?)?|properties|options)|(?:job|task)manager[-_]?config(?:uration)?|(?:conf(?:ig(?:uration)?)?)?[-_]?flink[-_]?conf(?:ig(?:uration)?)?)$/i;

function* places(document: Document.Parsed): Generator<Place> {
	const open: { readonly map: YAMLMap; readonly path: readonly string[] }[] = [];
	if (isMap(document.contents)) open.push({ map: document.contents, path: [] });
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		for (const pair of next.map.items) {
			if (!isScalar(pair.key)) continue;
			const path = [...next.path, String(pair.key.value)];
			const value = followed(pair.value, document);
			const found = isScalar(value) || (isMap(value) && holdsOptions(path, value));
			if (found) yield { pair, path };
			else if (isMap(value) && value === pair.value && path.length < DEEPEST) open.push({ map: value, path });
		}
	}
}

/** Values are not nested deeper. */
const DEEPEST = 20;

function holdsOptions(path: readonly string[], map: YAMLMap): boolean {
	if (map.items.some(({ key, value }) => isScalar(key) && isScalar(value) && keyEvidence(String(key.value)) === 'flink')) return true;
	return SECTION.test(path.at(-1) ?? '') && map.items.some(({ key }) => isScalar(key) && SECTIONS_OF_FLINK.test(String(key.value)));
}

const SECTIONS_OF_FLINK = /^(?:taskmanager|jobmanager|state|execution|high-availability|restart-strategy|parallelism|metrics)(?:\.|$)/;

function partsAt(path: string, file: YamlFile, document: Document.Parsed, place: Place): readonly ConfigDocument[] {
	const claims = claimsOf(path, place);
	const { pair } = place;
	const value = followed(pair.value, document);
	if (isMap(value)) return optionMapPart({ path, file, document, root: document.contents }, pair, claims).map(ofFlink);
	if (!isScalar(value) || value !== pair.value || !String(value.value ?? '').includes(':')) return [];
	const inner = yamlScalarText(file.text, value);
	const name = place.path.at(-1) ?? '';
	const format = inner === undefined ? undefined : recogniseConfiguration(name, inner.text);
	if (inner === undefined || format === undefined) return [];
	// A text in a section of no file's name is what a template puts into one.
	const parse = format === 'flink-conf' && /flink-conf/i.test(name) ? parseFlinkConf : parseConfigYaml;
	return [embed(parse(path, inner.text), inner, { text: file.text, claims })];
}

/** A chart has names of its own beside Flink's, which its templates translate. */
function ofFlink(part: ConfigDocument): ConfigDocument {
	return { ...part, settings: part.settings.filter(({ key }) => isReadByFlink(key)) };
}

function claimsOf(path: string, { path: sections }: Place): DocumentClaims {
	const operators = sections.includes('defaultConfiguration');
	return {
		role: operators ? 'defaults' : 'cluster',
		cluster: `helm/${path}#${sections.join('/')}`,
		partial: true,
		...(sections.at(-1) === 'flinkConfiguration' ? { platform: 'kubernetes-operator' as const } : {}),
	};
}
