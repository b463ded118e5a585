import { type Document, isMap, isScalar, Pair, Scalar, YAMLMap, type YAMLSeq } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { nodeAt, pairIn, textAt, type YamlFile } from '../yaml/file.ts';
import { configMapParts } from './config-map.ts';
import { flinkResourceParts } from './flink-resource.ts';
import { silentPart } from './silent-part.ts';

/** A list of operations on a resource (JSON Patch, RFC 6902), as Kustomize takes it. */
interface OperationsIn {
	readonly path: string;
	readonly file: YamlFile;
	readonly document: Document.Parsed;
	readonly list: YAMLSeq;
}

/** The tree of a part that is one operation: only its value is edited, and others may be put behind it. */
export interface OperationTree {
	readonly operation: YAMLMap;
	/** Where the list it stands in is written in one line, or as JSON. */
	readonly flow: boolean;
	/** The names that its path goes through. */
	readonly segments: readonly string[];
}

/** Whether a document's tree is an operation. */
export function isOperation(tree: unknown): tree is OperationTree {
	return tree instanceof Object && 'operation' in tree && 'segments' in tree;
}

/** What the operations state, each as a part that is laid over the resource it is meant for. */
export function operationParts(source: OperationsIn): readonly ConfigDocument[] {
	return source.list.items.flatMap((operation) => (isMap(operation) ? partsOf(source, operation) : []));
}

function partsOf(source: OperationsIn, operation: YAMLMap): readonly ConfigDocument[] {
	const kind = textAt(operation, 'op');
	const pathNode = nodeAt(operation, 'path');
	if (!isScalar(pathNode) || kind === 'test' || kind === undefined) return [];
	const written = segmentsOf(String(pathNode.value));
	const segments = ofResource(written);
	if (!concernsFlink(segments)) return [];
	// What it moves or copies, or does inside of a list, is not followed.
	const followed = ['add', 'replace', 'remove'].includes(kind) && !segments.some((segment) => /^(?:\d+|-)$/.test(segment));
	const value = followed && kind !== 'remove' ? pairIn(operation, 'value')?.value : undefined;
	const stated = value === undefined ? [] : statedBy(source, segments, pathNode, value);
	const [start = 0, end = 0] = operation.range ?? [];
	const extent = { start, end };
	const unread = followed || segments.includes('podTemplate') ? {} : { unread: true as const };
	const claims: DocumentClaims = {
		role: 'cluster',
		partial: true,
		patch: { fragment: true, takesAway: [takenAway(segments, followed)], ...unread },
	};
	if (stated.length === 0) return [silentPart(source.path, source.file.text, claims, extent)];
	const tree: OperationTree = { operation, flow: source.list.flow === true, segments: written };
	return stated.map((part) => {
		const { flinkVersion, earlierFlink, entryClass, artifact } = part.claims;
		const said = {
			...(flinkVersion === undefined ? {} : { flinkVersion }),
			...(earlierFlink === undefined ? {} : { earlierFlink }),
			...(entryClass === undefined ? {} : { entryClass }),
			...(artifact === undefined ? {} : { artifact }),
		};
		const rest = { claims: { ...claims, ...said }, extent };
		return part.embedded === undefined ? { ...part, ...rest, format: 'kubernetes', tree } : { ...part, ...rest };
	});
}

/** Where a list is changed, what stands around it is no longer known. */
function takenAway(segments: readonly string[], followed: boolean): string {
	const names = segments[0] === 'spec' ? segments.slice(1) : segments;
	const index = names.indexOf('podTemplate');
	return (followed || index < 0 ? names : names.slice(0, index + 1)).join('.');
}

/** Escaped as RFC 6901 says. */
function segmentsOf(path: string): readonly string[] {
	return path
		.split('/')
		.slice(1)
		.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Fields of the operator's resources, of pods, and the files of a ConfigMap. */
const FIELDS =
	/^(?:flinkConfiguration|flinkVersion|image|mode|serviceAccount|restartNonce|deploymentName|logConfiguration|ingress|job|jobManager|taskManager|podTemplate|template)$/;

/** A FlinkBlueGreenDeployment has the fields of the deployments that it makes in its template. */
function ofResource(segments: readonly string[]): readonly string[] {
	const [section, template, inner, field] = segments;
	const wrapped = section === 'spec' && template === 'template' && inner === 'spec' && field !== undefined && FIELDS.test(field);
	return wrapped ? ['spec', ...segments.slice(3)] : segments;
}

function concernsFlink([section, field]: readonly string[]): boolean {
	return section === 'data' || (section === 'spec' && (field === undefined || FIELDS.test(field)));
}

/** The parts of a resource that states nothing but the operation's value. */
function statedBy(source: OperationsIn, segments: readonly string[], pathNode: Scalar, value: unknown): readonly ConfigDocument[] {
	const { path, file, document } = source;
	const name = nameRange(file.text, pathNode);
	const root = segments.reduceRight<unknown>((inner, segment) => mapOf(segment, name, inner), value);
	const resource = { path, file, document, root };
	const parts = segments[0] === 'data' ? configMapParts(resource) : flinkResourceParts(resource);
	// A field of the section `job` does not state the section.
	const own = segments.length > 2 ? parts.map(withoutSections) : parts;
	return own.filter(({ settings, embedded }) => settings.length > 0 || embedded !== undefined);
}

function withoutSections(part: ConfigDocument): ConfigDocument {
	return { ...part, settings: part.settings.filter(({ key }) => key !== 'k8s.job' && key !== 'k8s.log-configuration') };
}

function mapOf(name: string, at: Range, value: unknown): YAMLMap {
	const key = new Scalar(name);
	key.range = [at.start, at.end, at.end];
	const map = new YAMLMap();
	map.range = [at.start, at.end, at.end];
	map.items.push(new Pair(key, value));
	return map;
}

/** The last name of a path. */
function nameRange(text: string, { range }: Scalar): Range {
	const [start = 0, end = 0] = range ?? [];
	const written = text.slice(start, end);
	const stop = start + written.replace(/["']$/, '').length;
	return { start: start + written.lastIndexOf('/') + 1, end: stop };
}
