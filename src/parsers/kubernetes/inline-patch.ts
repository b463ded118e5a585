import { isScalar, isSeq } from 'yaml';
import type { ConfigDocument, DocumentClaims, Embedding, Parse } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { embed } from '../embedded/embed.ts';
import type { InnerText } from '../embedded/inner-text.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { readYamlFile } from '../yaml/file.ts';
import { operationParts } from './json-patch.ts';
import type { PodNode } from './pod.ts';
import { spanOf } from './span.ts';

/**
 * The patch that stands inside a kustomization, in the field `patch` of an item or as the item itself.
 * @param parseManifest reads a patch that is a partial resource
 */
export function inlinePatchParts(item: PodNode, parseManifest: Parse): readonly ConfigDocument[] {
	const own = item.at('patch');
	const scalar = own.node === undefined ? item : own;
	const { file, path } = item.resource;
	if (!isScalar(scalar.node) || (own.node === undefined && scalar.text?.includes('\n') !== true)) return [];
	const inner = yamlScalarText(file.text, scalar.node);
	if (inner === undefined) return [];
	const inline = spanOf(scalar).start;
	return patchParts(path, inner.text, parseManifest).map((part) => {
		const { patch } = part.claims;
		const claims = { ...part.claims, patch: { takesAway: [], ...patch, fragment: true, inline } } as const;
		return inside(part, inner, { text: file.text, claims: moved(claims, inner.start) });
	});
}

/** What a claim is read from stands in the file around the patch. */
function moved(claims: DocumentClaims, by: number): DocumentClaims {
	const { flinkVersion, earlierFlink, ...rest } = claims;
	const at = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
	return {
		...rest,
		...(flinkVersion === undefined ? {} : { flinkVersion: { ...flinkVersion, range: at(flinkVersion.range) } }),
		...(earlierFlink === undefined ? {} : { earlierFlink: { ...earlierFlink, range: at(earlierFlink.range) } }),
	};
}

/** What a patch states, whichever of the two kinds it is. */
function patchParts(path: string, text: string, parseManifest: Parse): readonly ConfigDocument[] {
	const file = readYamlFile(text);
	const [document] = file.documents;
	const list = document?.contents;
	if (document !== undefined && isSeq(list)) return operationParts({ path, file, document, list });
	return parseManifest(path, text).parts ?? [];
}

/** A part of the patch as a part of the file around it. */
function inside(part: ConfigDocument, inner: InnerText, surroundings: Parameters<typeof embed>[2]): ConfigDocument {
	const at = ({ start, end }: Range): Range => ({ start: start + inner.start, end: end + inner.start });
	const document = embed(part, inner, surroundings);
	return {
		...document,
		...(part.extent === undefined ? {} : { extent: at(part.extent) }),
		...(part.embedded === undefined ? {} : { embedded: nested(part.embedded, inner) }),
	};
}

/** A document in a text of a patch: what is written there is spelled as the patch must, and then as the file must. */
function nested(embedding: Embedding, { start, encode }: InnerText): Embedding {
	return {
		...embedding,
		start: embedding.start + start,
		encode: (text) => {
			const spelled = embedding.encode(text);
			return spelled === undefined ? undefined : encode(spelled);
		},
	};
}
