import type { ConfigDocument } from '../../model/document.ts';
import { lineAround } from '../text/statement-finder.ts';
import { PodNode } from './pod.ts';
import type { Resource } from './resource.ts';
import { configMapIdentity } from './workload.ts';

/** The ConfigMaps that a kustomization makes of files: pods that mount one read the file. */
export function kustomizationParts(resource: Resource): readonly ConfigDocument[] {
	const { path, file } = resource;
	const root = new PodNode(resource, resource.root);
	return root.at('configMapGenerator').items.flatMap((generator): readonly ConfigDocument[] => {
		const name = generator.at('name').text;
		// `flink-conf.yaml`, or `flink-conf.yaml=conf/base.yaml`.
		const files = generator.at('files').items.flatMap(({ text }) => (text === undefined ? [] : [text.slice(text.indexOf('=') + 1)]));
		if (name === undefined || !generator.at('files').items.some(({ text }) => CONFIGURATION.test(text ?? ''))) return [];
		const start = file.text.indexOf(name, file.text.indexOf('configMapGenerator'));
		const line = lineAround(file.text, Math.max(0, start));
		const namespace = generator.at('namespace').text ?? '';
		return [
			{
				path,
				text: file.text,
				format: 'kubernetes',
				settings: [],
				notes: [],
				problems: [],
				comments: [],
				claims: { role: 'cluster', cluster: configMapIdentity(namespace, name), name, mounts: files, configuredElsewhere: true },
				anchor: line,
				secrets: [],
				statementAt: (offset) => lineAround(file.text, offset),
				tree: undefined,
				extent: line,
			},
		];
	});
}

const CONFIGURATION = /^(?:flink-conf|config)\.yaml(?:=|$)|(?:^|\/)flink-conf\.yaml$/;
