import { isMap, isScalar } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import { versionOfImage } from '../docker/image.ts';
import { type StatedVersion, statedVersion } from '../text/stated-version.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { nodeAt, pairIn, pairRange, textAt } from '../yaml/file.ts';
import { Templated } from '../yaml/template-flow.ts';
import { MASK } from '../yaml/templates.ts';
import { optionMapPart } from './flink-configuration.ts';
import { podSettings, podVolumes } from './pod-template.ts';
import type { Resource } from './resource.ts';
import { specSettings } from './spec.ts';

/** A FlinkDeployment or FlinkSessionJob: what its `flinkConfiguration` states, then what its own fields do. */
export function flinkResourceParts(resource: Resource): readonly ConfigDocument[] {
	const configuration = pairIn(nodeAt(resource.root, 'spec'), 'flinkConfiguration');
	const claims = claimsOf(resource);
	const layer = claims.role === 'job' ? 'dynamic' : 'file';
	const configured = configuration === undefined ? [] : optionMapPart(resource, configuration, claims, layer);
	return [...configured, specPart(resource, configured[0], claims)];
}

/** The resource's own fields. */
function specPart(resource: Resource, configured: ConfigDocument | undefined, claims: DocumentClaims): ConfigDocument {
	const { path, file, root } = resource;
	const [start = 0, end = 0] = isMap(root) ? (root.range ?? []) : [];
	const templated = new Templated(file.flow, [], [], { start, end });
	const stated = [...specSettings(resource, configured?.settings ?? []), ...podSettings(resource)];
	const settings = stated.map((setting) => templated.settled(setting));
	const kind = pairIn(root, 'kind');
	const anchor = kind === undefined ? { start: 0, end: 0 } : pairRange(file.text, kind);
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
		statementAt: statementFinder(
			file.text,
			settings.map(({ range }) => range),
		),
		tree: resource,
		extent: { start, end },
	};
}

function claimsOf(resource: Resource): DocumentClaims {
	const { root, file } = resource;
	const session = textAt(root, 'kind') === 'FlinkSessionJob';
	const name = plainText(root, 'metadata', 'name');
	const cluster = session ? clusterName(resource, 'spec', 'deploymentName') : clusterName(resource, 'metadata', 'name');
	const version = versionClaim(resource);
	const jar = plainText(root, 'spec', 'job', 'jarURI');
	const entryClass = plainText(root, 'spec', 'job', 'entryClass');
	const artifact = jar?.slice(jar.lastIndexOf('/') + 1);
	return {
		role: session ? 'job' : 'cluster',
		platform: 'kubernetes-operator',
		wholeInFile: true,
		...(session ? {} : { volumes: podVolumes(resource) }),
		...(cluster === undefined ? {} : { cluster: `flink/${textAt(root, 'metadata', 'namespace') ?? ''}/${cluster}` }),
		...(name === undefined ? {} : { name }),
		...version,
		...(entryClass === undefined ? {} : { entryClass }),
		...(artifact === undefined || artifact === '' ? {} : { artifact }),
		...(file.structural || isPatch(root, session) ? { partial: true } : {}),
	};
}

/** What tells the cluster from others: its name; what a template brings is one name in one file, whatever it is. */
function clusterName({ root, file, path }: Resource, ...at: readonly [string, string]): string | undefined {
	const plain = plainText(root, ...at);
	const node = nodeAt(root, ...at);
	if (plain !== undefined || !isScalar(node)) return plain;
	const [start = 0, end = 0] = node.range ?? [];
	return `${path}#${file.text.slice(start, end)}`;
}

/** A text without a template in it. */
function plainText(root: unknown, ...path: readonly string[]): string | undefined {
	const text = textAt(root, ...path);
	return text?.includes(MASK) === true ? undefined : text;
}

/** What lacks a field that the operator insists on is laid over another file, as Kustomize does: what it does not say may stand there. */
function isPatch(root: unknown, session: boolean): boolean {
	const states = (...fields: readonly string[]): boolean => fields.every((field) => nodeAt(root, 'spec', field) !== undefined);
	if (session) return !states('deploymentName');
	// Nobody repeats the image and both processes in order to change something else: here only the version was forgotten.
	return !states('flinkVersion') && !states('image', 'jobManager', 'taskManager');
}

/** The operator deploys the version of `flinkVersion`, which it insists on; a patch may know the image alone. */
function versionClaim({ root, file }: Resource): StatedVersion | undefined {
	const spec = nodeAt(root, 'spec');
	const stated = pairIn(spec, 'flinkVersion');
	if (stated !== undefined) return statedVersion(plainText(spec, 'flinkVersion') ?? '', pairRange(file.text, stated));
	const image = pairIn(spec, 'image');
	return image === undefined ? undefined : versionOfImage(plainText(spec, 'image') ?? '', pairRange(file.text, image));
}
