import { isMap, isScalar, isSeq } from 'yaml';
import type { Composition } from '../../model/composition.ts';
import { followed, mergedField } from '../yaml/file.ts';
import { clusterParts } from './clusters.ts';
import type { ComposeSource } from './layered-service.ts';
import { type ExtendedSource, servicesOf } from './service.ts';

/** A file as Compose merges it with others. */
export function compositionOf(path: string, sources: readonly ComposeSource[]): Composition {
	const services = servicesOf(sources, () => undefined).filter(
		({ process, properties }) => process !== undefined || properties !== undefined,
	);
	return {
		includes: sources.flatMap(includesOf),
		extends: sources.flatMap(extendsOf),
		onlyOverrides: services.length > 0 && services.every(({ startable }) => !startable),
		path,
		trees: sources,
		merged: (files, extended) => {
			const trees: ExtendedSource = (from, reference) => sourcesOf(extended(from, reference));
			return clusterParts(
				files.flatMap((file) => sourcesOf(file) ?? []),
				trees,
			);
		},
	};
}

function sourcesOf(composition: Composition | undefined): readonly ComposeSource[] | undefined {
	return isSources(composition?.trees) ? composition.trees : undefined;
}

function isSources(trees: unknown): trees is readonly ComposeSource[] {
	return Array.isArray(trees) && trees.every((one) => one instanceof Object && 'document' in one && 'file' in one);
}

/** `include` lists paths, or maps with one or several under `path`. */
function includesOf({ document }: ComposeSource): readonly string[] {
	const list = mergedField(document.contents, 'include', document);
	return (isSeq(list) ? list.items : []).flatMap((item) => {
		const node = followed(item, document);
		return texts(isMap(node) ? mergedField(node, 'path', document) : node);
	});
}

function texts(node: unknown): readonly string[] {
	if (isSeq(node)) return node.items.flatMap(texts);
	return isScalar(node) && node.value !== null ? [String(node.value)] : [];
}

function extendsOf({ document }: ComposeSource): readonly string[] {
	const services = mergedField(document.contents, 'services', document);
	return (isMap(services) ? services.items : []).flatMap(({ value }) => {
		const stated = mergedField(followed(value, document), 'extends', document);
		return texts(mergedField(stated, 'file', document));
	});
}
