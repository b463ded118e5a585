import type { ConfigDocument, DocumentClaims } from '../model/document.ts';
import type { Setting } from '../model/setting.ts';
import { parallelismOf } from '../parsers/kubernetes/parallelism.ts';
import { isResource } from '../parsers/kubernetes/resource.ts';

/** A resource as Kustomize leaves it: what it states, lowest layer first, each statement in the file where it stands. */
export interface BuiltResource {
	readonly kind: string;
	/** Every name it had on its way; the last one holds. */
	readonly names: readonly string[];
	readonly namespaces: readonly string[];
	readonly documents: readonly ConfigDocument[];
}

/**
 * Lays the parts of one patch over a resource: what both state, the patch states; what the patch takes away is no longer there.
 * @param sure whether the patch surely aims at this resource
 */
export function laidOver(below: BuiltResource, patch: readonly ConfigDocument[], sure: boolean): BuiltResource {
	const [first] = below.documents;
	if (first === undefined || patch.length === 0) return below;
	if (!below.kind.startsWith('Flink'))
		return { ...below, documents: [...below.documents.filter((own) => !isReplaced(own, patch)), ...above(first, patch)] };
	const taken = patch.flatMap(({ claims }) => claims.patch?.takesAway ?? []);
	const kept = below.documents.map((document) => without(document, taken, sure));
	const documents = [...kept, ...patch.map((document) => layer(document, first, taken, sure))];
	return { ...below, documents: settled(documents) };
}

/** Of a ConfigMap a patch replaces whole files, of a container whole variables and arguments. */
function isReplaced(own: ConfigDocument, patch: readonly ConfigDocument[]): boolean {
	return patch.some(
		(other) =>
			isFile(other) === isFile(own) &&
			(other.format === own.format || isFile(own)) &&
			other.settings.length + (other.claims.mounts?.length ?? 0) > 0,
	);
}

function isFile({ embedded, claims }: ConfigDocument): boolean {
	return embedded !== undefined || claims.mounts !== undefined;
}

function above({ claims }: ConfigDocument, patch: readonly ConfigDocument[]): readonly ConfigDocument[] {
	return patch.map((document) => {
		const { flinkVersion = claims.flinkVersion, mounts, configuredElsewhere } = document.claims;
		const { mounts: _mounts, configuredElsewhere: _elsewhere, flinkVersion: _version, ...same } = claims;
		return {
			...document,
			claims: {
				...same,
				...(mounts === undefined ? {} : { mounts }),
				...((configuredElsewhere ?? claims.configuredElsewhere) === true ? { configuredElsewhere: true } : {}),
				...(flinkVersion === undefined ? {} : { flinkVersion }),
			},
		};
	});
}

/** The document without what a patch takes away. */
function without(document: ConfigDocument, taken: readonly string[], sure: boolean): ConfigDocument {
	if (taken.length === 0) return document;
	const settings = document.settings.flatMap((setting) => {
		if (!isTaken(setting, taken)) return [setting];
		return sure ? [] : [{ ...setting, condition: 'sometimes' as const }];
	});
	return { ...document, settings, claims: taken.some(isOfPods) ? withoutVolumes(document.claims) : document.claims };
}

function isTaken(setting: Setting, taken: readonly string[]): boolean {
	const { layer, name, key } = setting;
	if (layer === 'deployment' && name.startsWith('k8s.')) return taken.some(isOfPods);
	const field = layer === 'deployment' ? name : `flinkConfiguration.${key}`;
	return taken.some((path) => path === '' || field === path || field.startsWith(`${path}.`));
}

function isOfPods(path: string): boolean {
	return path === '' || path.includes('podTemplate');
}

function withoutVolumes({ volumes: _volumes, ...claims }: DocumentClaims): DocumentClaims {
	return claims;
}

/** A patch's part as a layer of the resource: who it is, and in which layer its options are read, the resource says. */
function layer(
	document: ConfigDocument,
	{ claims: below, settings: own }: ConfigDocument,
	taken: readonly string[],
	sure: boolean,
): ConfigDocument {
	const { role, cluster, name, platform } = below;
	const read = own.find(({ layer }) => layer !== 'deployment')?.layer ?? (role === 'job' ? 'dynamic' : 'file');
	const settings = document.settings
		.filter(({ key }) => !NAMES.has(key))
		.map((setting) => ({
			...setting,
			layer: setting.layer === 'deployment' ? setting.layer : read,
			condition: sure ? setting.condition : ('sometimes' as const),
		}));
	const { volumes, ...said } = document.claims;
	// A volume of another layer is not told from one that is not there.
	const seen = taken.some(isOfPods) && volumes !== undefined ? { volumes: volumes.map((one) => ({ ...one, whole: false })) } : {};
	const identity = {
		...(role === undefined ? {} : { role }),
		...(cluster === undefined ? {} : { cluster }),
		...(name === undefined ? {} : { name }),
		...(platform === undefined ? {} : { platform }),
	};
	return { ...document, settings, claims: { ...said, ...seen, ...identity } };
}

/** The name is the resource's own. */
const NAMES = new Set(['k8s.deployment-name', 'k8s.session-job-name']);

/** What all layers say together: one version, one program, one parallelism, and whether anything is left unseen. */
function settled(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const versioned = documents.findLast(({ settings }) => settings.some(({ key }) => key === 'k8s.flink-version'));
	const version = versioned ?? documents.findLast(({ claims }) => claims.flinkVersion !== undefined || claims.earlierFlink !== undefined);
	const entry = documents.findLast(({ claims }) => claims.entryClass !== undefined);
	const jar = documents.findLast(({ claims }) => claims.artifact !== undefined);
	const whole = documents.some(({ settings }) => settings.some(({ key }) => REQUIRED.has(key)));
	const unseen = documents.some((document) => !whole || isTemplated(document) || document.claims.patch?.unread === true);
	const one = documents.map((document) => {
		const { flinkVersion, earlierFlink, entryClass, artifact, partial: _partial, ...claims } = document.claims;
		return {
			...document,
			claims: {
				...claims,
				...(document === version && flinkVersion !== undefined ? { flinkVersion } : {}),
				...(document === version && earlierFlink !== undefined ? { earlierFlink } : {}),
				...(document === entry && entryClass !== undefined ? { entryClass } : {}),
				...(document === jar && artifact !== undefined ? { artifact } : {}),
				...(unseen ? { partial: true } : {}),
			},
		};
	});
	return withParallelism(one);
}

/** The operator insists on them: where none of the layers states one, a layer is missing. */
const REQUIRED = new Set(['k8s.flink-version', 'k8s.session-cluster']);

function isTemplated({ tree, embedded, writesUnseenKeys }: ConfigDocument): boolean {
	const own = embedded?.inner.tree ?? tree;
	return writesUnseenKeys === true || (isResource(own) && own.file.structural);
}

/** The parallelism is worked out of fields that may stand in several layers. */
function withParallelism(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const derived = ({ key, layer }: Setting): boolean => key === 'parallelism.default' && layer === 'deployment';
	const fields = new Map<string, Setting>();
	const configured: Setting[] = [];
	for (const setting of documents.flatMap(({ settings }) => settings)) {
		if (setting.layer !== 'deployment') configured.push(setting);
		else if (!derived(setting)) fields.set(setting.key, setting);
	}
	const results = parallelismOf([...fields.values()], configured);
	return documents.map((document) => {
		const settings = document.settings.filter((setting) => !derived(setting));
		const own = results.filter((result) =>
			settings.some(({ file, range, layer }) => layer === 'deployment' && file === result.file && range.start === result.range.start),
		);
		return { ...document, settings: [...settings, ...own] };
	});
}
