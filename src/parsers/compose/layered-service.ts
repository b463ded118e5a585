import { type Document, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Word } from '../command-line/words.ts';
import { wordsOf } from '../docker/container.ts';
import { type InnerText, without } from '../embedded/inner-text.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { followed, mergedField, type YamlFile } from '../yaml/file.ts';

/** A Compose file as it was read. */
export interface ComposeSource {
	readonly path: string;
	readonly file: YamlFile;
	readonly document: Document.Parsed;
}

/** What one file says of a service. */
export interface ServiceLayer {
	readonly source: ComposeSource;
	readonly node: unknown;
}

/** A value with the file it stands in. */
export interface InSource<T> {
	readonly source: ComposeSource;
	readonly value: T;
}

/**
 * A service as several files state it, the lowest first: a field of a later file takes the place of an earlier one's, variables and volumes are joined
 * one by one, `!reset` takes a field away and `!override` keeps what stands below from being joined. Source: Compose specification, "Merge".
 */
export class LayeredService {
	constructor(private readonly layers: readonly ServiceLayer[]) {}

	/** The value of a field that is stated whole: an image, a command. */
	field(name: string): InSource<unknown> | undefined {
		return this.stated(name).at(-1);
	}

	/** The words of its entrypoint and its command, each in the file it stands in. */
	get words(): readonly InSource<readonly Word[]>[] {
		return ['entrypoint', 'command'].flatMap((name) => {
			const stated = this.field(name);
			return stated === undefined ? [] : [{ source: stated.source, value: wordsOf(stated.source.file.text, stated.value) }];
		});
	}

	/** The value of a variable in `environment`, which is a map, or a list of `NAME=value`. */
	variable(name: string): InSource<InnerText> | undefined {
		for (const { source, value } of this.stated('environment').toReversed()) {
			const found = variableIn(source, value, name);
			if (found !== undefined) return { source, value: found };
		}
		return undefined;
	}

	/** The names of its variables, those that only pass the caller's on included. */
	get variables(): readonly string[] {
		return this.stated('environment').flatMap(({ source, value }) => namesIn(source, value));
	}

	/** What is mounted into it: directories of the container with the volumes or host paths they show; an anonymous volume is shared with nobody. */
	get volumes(): ReadonlyMap<string, string> {
		return new Map(this.stated('volumes').flatMap(({ source, value }) => [...volumesIn(source.document, value)]));
	}

	/** What the files state of a field, as far as none above takes it away. */
	private stated(name: string): readonly InSource<unknown>[] {
		let found: InSource<unknown>[] = [];
		for (const { source, node } of this.layers) {
			const value = mergedField(node, name, source.document);
			if (value === undefined) continue;
			const tag = isNode(value) ? value.tag : undefined;
			if (tag === '!reset' || tag === '!override') found = [];
			if (tag !== '!reset') found.push({ source, value });
		}
		return found;
	}
}

function variableIn({ file, document }: ComposeSource, environment: unknown, name: string): InnerText | undefined {
	const own = mergedField(environment, name, document);
	if (isScalar(own)) return yamlScalarText(file.text, own);
	for (const item of isSeq(environment) ? environment.items : []) {
		const node = followed(item, document);
		const inner = isScalar(node) ? yamlScalarText(file.text, node) : undefined;
		const before = new RegExp(`^\\s*${name}=`).exec(inner?.text ?? '')?.[0].length;
		if (inner !== undefined && before !== undefined) return without(inner, before);
	}
	return undefined;
}

function namesIn({ document }: ComposeSource, environment: unknown): readonly string[] {
	if (isMap(environment)) return environment.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
	return (isSeq(environment) ? environment.items : []).flatMap((item) => {
		const node = followed(item, document);
		return isScalar(node) ? [(String(node.value).split('=', 1)[0] ?? '').trim()] : [];
	});
}

/** `source:target:mode`, or a map of the two. */
function volumesIn(document: Document.Parsed, volumes: unknown): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const item of isSeq(volumes) ? volumes.items : []) {
		const node = followed(item, document);
		const [source, target] = isMap(node)
			? [mergedField(node, 'source', document), mergedField(node, 'target', document)].map((end) =>
					isScalar(end) ? String(end.value) : '',
				)
			: isScalar(node)
				? String(node.value).split(':')
				: [];
		if (source !== undefined && source !== '' && target !== undefined && target !== '') found.set(target, source);
	}
	return found;
}
