import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import { lineAround } from '../text/statement-finder.ts';
import type { PodNode } from './pod.ts';
import { silentPart } from './silent-part.ts';
import { spanOf } from './span.ts';
import { configMapIdentity } from './workload.ts';

/** The ConfigMaps that a kustomization makes of files: pods that mount one read the file. */
export function generatedParts(root: PodNode): readonly ConfigDocument[] {
	const { path, file } = root.resource;
	return root.at('configMapGenerator').items.flatMap((generator): readonly ConfigDocument[] => {
		const name = generator.at('name').text;
		// `flink-conf.yaml`, or `flink-conf.yaml=conf/base.yaml`.
		const files = generator.at('files').items.flatMap(({ text }) => (text === undefined ? [] : [text.slice(text.indexOf('=') + 1)]));
		const stated = ['files', 'literals'].flatMap((field) => generator.at(field).items);
		if (name === undefined || !stated.some(({ text }) => CONFIGURATION.test(text ?? ''))) return [];
		const line = lineAround(file.text, spanOf(generator.at('name')).start);
		const namespace = generator.at('namespace').text ?? '';
		const behavior = generator.at('behavior').text;
		const merges = behavior === 'merge' || behavior === 'replace';
		const claims: DocumentClaims = {
			role: 'cluster',
			cluster: configMapIdentity(namespace, name),
			name,
			mounts: files,
			configuredElsewhere: true,
			resource: { kind: 'ConfigMap', name, namespace },
			...(merges ? { patch: { fragment: true as const, takesAway: [] } } : {}),
		};
		return [silentPart(path, file.text, claims, line)];
	});
}

const CONFIGURATION = /^(?:flink-conf|config)\.yaml(?:=|$)|(?:^|\/)flink-conf\.yaml$/;
