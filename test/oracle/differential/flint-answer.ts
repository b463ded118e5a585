import { catalogue } from '../../../src/catalog/catalogue.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import type { EffectiveConfiguration } from '../../../src/model/effective/effective.ts';
import type { Setting } from '../../../src/model/setting.ts';
import type { TypedValue, Value } from '../../../src/model/value.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { isConfigYamlTree, parseConfigYaml } from '../../../src/parsers/config-yaml/config-yaml.ts';
import { parseFlinkConf } from '../../../src/parsers/flink-conf/flink-conf.ts';
import { maskTemplates } from '../../../src/parsers/yaml/templates.ts';
import { applications } from '../../../src/workspace/applications/applications.ts';
import { decode } from '../../../src/workspace/files/read.ts';
import type { FlintAnswer, FlintReading } from './answers.ts';
import type { DifferentialFile } from './corpus.ts';

const PARSERS = {
	legacy: (text: string) => parseFlinkConf('conf/flink-conf.yaml', text),
	standard: (text: string) => parseConfigYaml('conf/config.yaml', text),
} as const;

/** A file as flint reads it, which is the same for every version; without a document, the reason why there is none. */
export interface ReadFile {
	readonly document?: ConfigDocument;
	readonly why: string;
}

/** Reads a file as flint's workspace does. */
export function readFile({ kind, bytes }: DifferentialFile): ReadFile {
	if (bytes === undefined) return { why: NOT_THERE };
	const { text, problem } = decode('conf', bytes);
	return problem === undefined ? { document: PARSERS[kind](text), why: '' } : { why: problem.message };
}

const TEMPLATED = 'a template in the file is filled in before Flink reads it';
const NOT_THERE = 'there is no such file';

/** What flint says of a file for one version of Flink, in the terms of Flink's answers. */
export function flintAnswer({ document, why }: ReadFile, version: FlinkVersion): FlintAnswer {
	const reading = (): FlintReading => ({ unclaimed: 'the file is not read' });
	if (document === undefined) return { problems: [why], reading, ...(why === NOT_THERE ? {} : { unsure: 'flint reads UTF-8 only' }) };
	if (document.format === 'flink-conf' && /#\{[\w.-]+\}/.test(document.text)) return { problems: [], reading, unsure: TEMPLATED };
	const templated = document.format === 'config-yaml' && maskTemplates(document.text).text !== document.text;
	const unsure = templated ? { unsure: TEMPLATED } : {};
	const problems = document.problems.map(({ message }) => message);
	if (problems.length > 0) return { problems, reading, ...unsure };
	const [application] = applications([document], [], [], { version: { version } });
	return {
		...heldTexts(document),
		...unsure,
		reading: (key) => (application === undefined ? { absent: true } : readingOf(application.config, key, version)),
	};
}

/** Key to text as Flink's configuration holds it; undefined where a template decides. */
function heldTexts(document: ConfigDocument): Pick<FlintAnswer, 'values' | 'unclaimed'> {
	const held: Record<string, string | undefined> = {};
	const unclaimed: string[] = [];
	const sections = isConfigYamlTree(document.tree) ? document.tree.sections : new Set<Setting>();
	for (const setting of document.settings) {
		const { value } = setting;
		if (sections.has(setting) && value.kind === 'unknown') unclaimed.push(`${setting.key}.`);
		else if (sections.has(setting) && value.kind === 'known' && value.value.type === 'map') {
			for (const [key, item] of Object.entries(value.value.entries)) held[`${setting.key}.${key}`] = item;
		} else held[setting.key] = textOf(document, setting);
	}
	return { values: held, unclaimed };
}

function textOf(document: ConfigDocument, { value, valueRange }: Setting): string | undefined {
	if (value.kind !== 'unknown') return value.text;
	return document.format === 'config-yaml' || valueRange === undefined ? undefined : document.text.slice(valueRange.start, valueRange.end);
}

function readingOf(config: EffectiveConfiguration, key: string, version: FlinkVersion): FlintReading {
	const option = catalogue.find(key)[0];
	// `interval` is the end of `metrics.reporter.<name>.interval`: Flink reads it behind a prefix only.
	if (option === undefined) return key.includes('.') ? { absent: true } : { unclaimed: 'the end of a key' };
	// `web.port` was an option of its own while it was already another name of `rest.bind-port`.
	if (catalogue.keyToWrite(option, version) !== key) return { unclaimed: 'an older name of another option' };
	const { value, origin } = config.get(key);
	if (origin.kind !== 'setting' || value === undefined) return { absent: true };
	const reading = option.type === 'object' ? { unclaimed: 'an object' } : plainReading(value);
	return 'value' in reading ? { ...reading, type: option.type } : reading;
}

/** A value in the form of Flink's answers. */
export function plainReading(value: Value): FlintReading {
	if (value.kind === 'invalid') return { rejected: value.why };
	return value.kind === 'unknown' ? { unclaimed: value.why } : { value: plain(value.value) };
}

function plain(value: TypedValue): unknown {
	switch (value.type) {
		case 'duration':
			return value.ms;
		case 'memory':
			return value.bytes;
		case 'list':
			return value.items;
		case 'map':
			return value.entries;
		default:
			return value.value;
	}
}
