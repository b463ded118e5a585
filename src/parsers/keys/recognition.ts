import { isReadByFlink, keyEvidence } from './flink-keys.ts';

/** The formats that hold Flink options as plain keys. */
type ConfigurationFormat = 'flink-conf' | 'config-yaml';

/** Sections and fields of Kubernetes, Helm, Compose, CloudFormation, workflows and others; Flink's files have none of them. */
const FOREIGN_ROOT =
	/^(?:apiVersion|services|AWSTemplateFormatVersion|Resources|jobs|stages|spring|openapi|swagger|scrape_configs)[ \t]*:/m;
/** A pipeline of Flink CDC: its own format, which holds none of Flink's options (flink-cdc-cli, YamlPipelineDefinitionParser). */
const CDC_PIPELINE = { source: /^source[ \t]*:[ \t]*(?:#.*)?$/m, sink: /^sink[ \t]*:[ \t]*(?:#.*)?$/m };
/** Typesafe's configuration, whose blocks open with a brace behind the name. */
const HOCON = /^[ \t]*[A-Za-z][\w.-]*[ \t]*\{[ \t]*$/m;
const FOREIGN_ANYWHERE =
	/^[ \t]*(?:replicas|replicaCount|nodeSelector|tolerations|imagePullPolicy|imagePullSecrets|initContainers|volumeMounts)[ \t]*:/m;

const KEY_LINE = /^([ \t]*)(["']?)([A-Za-z][\w.-]*)\2[ \t]*([:=])(.*)$/;

/**
 * The format of a text that states Flink options as its own keys, told without parsing it; undefined for anything else.
 * The name only decides between the two: what contains `flink-conf` is read by Flink's line parser, everything else as YAML,
 * because `config.yaml` is the only other file that Flink reads. A text under another name is a part of one of them, and YAML is
 * what the current versions read. A file that is called flink-conf.yaml and says nothing (empty, comments, binary) is recognised too.
 */
export function recogniseConfiguration(basename: string, text: string): ConfigurationFormat | undefined {
	const format = /flink-conf(?!iguration)/i.test(basename) ? 'flink-conf' : 'config-yaml';
	const proper = /^flink-conf\.ya?ml$/i.test(basename);
	if (proper && (text.includes('\0') || saysNothing(text))) return format;
	if (FOREIGN_ROOT.test(text) || FOREIGN_ANYWHERE.test(text)) return undefined;
	if (!proper && (isCdcPipeline(text) || HOCON.test(text))) return undefined;
	return speaksOfFlink(text, /flink/i.test(basename), proper) ? format : undefined;
}

function isCdcPipeline(text: string): boolean {
	return CDC_PIPELINE.source.test(text) && CDC_PIPELINE.sink.test(text);
}

function saysNothing(text: string): boolean {
	return !/^[ \t\ufeff]*[^\s#\ufeff]/m.test(text);
}

/** Whether the keys, each with the sections above it, show that the text is Flink's. */
function speaksOfFlink(text: string, flinkName: boolean, proper: boolean): boolean {
	const sections: { readonly column: number; readonly key: string }[] = [];
	let common = 0;
	for (const line of linesOf(text)) {
		const match = KEY_LINE.exec(line);
		if (match === null) continue;
		const [, indent = '', , name = '', , rest = ''] = match;
		while ((sections.at(-1)?.column ?? -1) >= indent.length) sections.pop();
		const key = [...sections.map((section) => section.key), name].join('.');
		const evidence = sections.length > 0 && !/^\s*\S/.test(rest) ? 'none' : keyEvidence(key);
		if (evidence === 'flink') return true;
		if (evidence === 'common' && ++common >= (flinkName ? 1 : 3)) return true;
		if (proper && isReadByFlink(name)) return true;
		if (/^\s*(?:#.*|[|>][+-]?\d?\s*|[&!]\S+\s*)?$/.test(rest) && sections.length < 20) sections.push({ column: indent.length, key: name });
	}
	return false;
}

function* linesOf(text: string): Generator<string> {
	for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
		const end = text.indexOf('\n', start);
		const stop = end < 0 ? text.length : end;
		// No key is longer than this, and a line of megabytes is not worth copying.
		yield text.slice(start, Math.min(stop, start + 2000)).replace(/\r$/, '');
		start = stop + 1;
	}
}
