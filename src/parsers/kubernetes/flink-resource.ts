import { isMap } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import { flinkVersion } from '../../model/version.ts';
import { embed } from '../embedded/embed.ts';
import { parseStringMap } from '../embedded/string-map.ts';
import { mapText, nodeAt, pairIn, pairRange, textAt } from '../embedded/yaml-file.ts';
import type { Resource } from './resource.ts';

/** A FlinkDeployment or FlinkSessionJob: what its `flinkConfiguration` states, then what its own fields do. */
export function flinkResourceParts(resource: Resource): readonly ConfigDocument[] {
	const { path, file, root } = resource;
	const configuration = nodeAt(root, 'spec', 'flinkConfiguration');
	const inner = isMap(configuration) ? mapText(file.text, configuration) : undefined;
	if (inner === undefined) return [];
	return [embed(parseStringMap(path, inner.text), inner, { text: file.text, claims: claimsOf(resource) })];
}

function claimsOf({ root, file }: Resource): DocumentClaims {
	const session = textAt(root, 'kind') === 'FlinkSessionJob';
	const name = textAt(root, 'metadata', 'name');
	const namespace = textAt(root, 'metadata', 'namespace') ?? '';
	const cluster = session ? textAt(root, 'spec', 'deploymentName') : name;
	const stated = pairIn(nodeAt(root, 'spec'), 'flinkVersion');
	const version = stated === undefined ? undefined : flinkVersion(textAt(root, 'spec', 'flinkVersion') ?? '');
	return {
		role: session ? 'job' : 'cluster',
		platform: 'kubernetes-operator',
		...(cluster === undefined ? {} : { cluster: `flink/${namespace}/${cluster}` }),
		...(name === undefined ? {} : { name }),
		...(stated === undefined || version === undefined ? {} : { flinkVersion: { version, range: pairRange(file.text, stated) } }),
		...(file.structural ? { partial: true } : {}),
	};
}
