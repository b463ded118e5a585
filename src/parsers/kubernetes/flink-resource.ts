import { isMap } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import { embed } from '../embedded/embed.ts';
import { parseStringMap } from '../embedded/string-map.ts';
import { mapText, nodeAt, pairIn, pairRange, textAt } from '../embedded/yaml-file.ts';
import { statedVersion } from '../stated-version.ts';
import { statementFinder } from '../statement-finder.ts';
import type { Resource } from './resource.ts';
import { specSettings } from './spec.ts';

/** A FlinkDeployment or FlinkSessionJob: what its `flinkConfiguration` states, then what its own fields do. */
export function flinkResourceParts(resource: Resource): readonly ConfigDocument[] {
	const { path, file, root } = resource;
	const configuration = nodeAt(root, 'spec', 'flinkConfiguration');
	const inner = isMap(configuration) ? mapText(file.text, configuration) : undefined;
	const claims = claimsOf(resource);
	const surroundings = { text: file.text, claims, ...(claims.role === 'job' ? { layer: 'dynamic' as const } : {}) };
	const configured = inner === undefined ? [] : [embed(parseStringMap(path, inner.text), inner, surroundings)];
	return [...configured, specPart(resource, claims)];
}

/** The resource's own fields. */
function specPart(resource: Resource, claims: DocumentClaims): ConfigDocument {
	const { path, file, root } = resource;
	const settings = specSettings(resource);
	const ranges = settings.map(({ range }) => range);
	const kind = pairIn(root, 'kind');
	const anchor = kind === undefined ? { start: 0, end: 0 } : pairRange(file.text, kind);
	const [start = 0, end = 0] = isMap(root) ? (root.range ?? []) : [];
	return {
		path,
		text: file.text,
		format: 'kubernetes',
		settings,
		notes: [],
		problems: [],
		comments: [],
		claims,
		anchor,
		secrets: [],
		statementAt: statementFinder(file.text, ranges),
		tree: resource,
		extent: { start, end },
	};
}

function claimsOf({ root, file }: Resource): DocumentClaims {
	const session = textAt(root, 'kind') === 'FlinkSessionJob';
	const name = textAt(root, 'metadata', 'name');
	const namespace = textAt(root, 'metadata', 'namespace') ?? '';
	const cluster = session ? textAt(root, 'spec', 'deploymentName') : name;
	const stated = pairIn(nodeAt(root, 'spec'), 'flinkVersion');
	const version =
		stated === undefined ? undefined : statedVersion(textAt(root, 'spec', 'flinkVersion') ?? '', pairRange(file.text, stated));
	return {
		role: session ? 'job' : 'cluster',
		platform: 'kubernetes-operator',
		...(cluster === undefined ? {} : { cluster: `flink/${namespace}/${cluster}` }),
		...(name === undefined ? {} : { name }),
		...version,
		...(file.structural ? { partial: true } : {}),
	};
}
