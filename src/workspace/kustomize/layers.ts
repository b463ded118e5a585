import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';
import { parallelismOf } from '../../parsers/kubernetes/parallelism.ts';
import { isResource } from '../../parsers/kubernetes/resource.ts';

/** A resource as Kustomize leaves it: what it states, lowest layer first, each statement in the file where it stands. */
export interface BuiltResource {
	readonly kind: string;
	/** Every name it had on its way; the last one holds. */
	readonly names: readonly string[];
	readonly namespaces: readonly string[];
	readonly documents: readonly ConfigDocument[];
}

/** The parts of one patch, and whether it surely aims at a resource. */
export interface Patch {
	readonly parts: readonly ConfigDocument[];
	readonly sure: boolean;
}

/** Lays patches over a resource, the lowest first: what several state, the last one states; what one takes away is no longer there. */
export function laidOver(below: BuiltResource, patches: readonly Patch[]): BuiltResource {
	const [first] = below.documents;
	if (first === undefined || patches.length === 0) return below;
	const layers = [{ parts: below.documents, sure: true }, ...patches];
	if (!below.kind.startsWith('Flink')) return { ...below, documents: withoutReplaced(layers, first) };
	const taken = new Taken();
	const kept = layers.toReversed().map(({ parts, sure }) => {
		const own = parts === below.documents ? parts : parts.map((part) => layer(part, first, sure));
		const left = own.map((document) => taken.from(document));
		for (const { claims } of parts) for (const path of claims.patch?.takesAway ?? []) taken.add(path, sure);
		return left;
	});
	return { ...below, documents: settled(kept.toReversed().flat()) };
}

/** Of a ConfigMap a patch replaces whole files, of a container whole variables and arguments. */
function withoutReplaced(layers: readonly Patch[], first: ConfigDocument): readonly ConfigDocument[] {
	const replaced = new Set<string>();
	const kept = layers.toReversed().map(({ parts }, index) => {
		const left = parts.filter((part) => !replaced.has(slotOf(part)));
		for (const part of parts) if (part.settings.length + (part.claims.mounts?.length ?? 0) > 0) replaced.add(slotOf(part));
		return index === layers.length - 1 ? left : left.map((part) => withIdentity(part, first));
	});
	return kept.toReversed().flat();
}

function slotOf({ embedded, claims, format }: ConfigDocument): string {
	return embedded !== undefined || claims.mounts !== undefined ? 'file' : format;
}

function withIdentity(document: ConfigDocument, { claims }: ConfigDocument): ConfigDocument {
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
}

/** Longer names are nobody's. */
const LONGEST_FIELD = 500;

/** The fields that layers above take away. */
class Taken {
	private readonly surely = new Set<string>();
	private readonly perhaps = new Set<string>();
	private pods = false;

	add(path: string, sure: boolean): void {
		(sure ? this.surely : this.perhaps).add(path);
		if (isOfPods(path)) this.pods = true;
	}

	/** What is left of a document. */
	from(document: ConfigDocument): ConfigDocument {
		if (this.surely.size + this.perhaps.size === 0) return document;
		const settings = document.settings.flatMap((setting) => {
			const field = fieldOf(setting);
			const gone = field === undefined ? this.pods : holds(this.surely, field);
			if (gone) return [];
			return field !== undefined && holds(this.perhaps, field) ? [{ ...setting, condition: 'sometimes' as const }] : [setting];
		});
		return { ...document, settings, claims: this.pods ? withoutVolumes(document.claims) : document.claims };
	}
}

/** The field that makes a statement, without `spec`; undefined for what is worked out of a pod. */
function fieldOf({ layer, name, key }: Setting): string | undefined {
	if (layer === 'deployment') return name.startsWith('k8s.') ? undefined : name;
	return `flinkConfiguration.${key}`;
}

/** Whether a field, or a section around it, is one of those. */
function holds(paths: ReadonlySet<string>, field: string): boolean {
	if (paths.has('') || paths.has(field)) return true;
	if (field.length > LONGEST_FIELD) return false;
	for (let dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) if (paths.has(field.slice(0, dot))) return true;
	return false;
}

function isOfPods(path: string): boolean {
	return path === '' || path.includes('podTemplate');
}

function withoutVolumes({ volumes: _volumes, ...claims }: DocumentClaims): DocumentClaims {
	return claims;
}

/** A patch's part as a layer of the resource: who it is, and in which layer its options are read, the resource says. */
function layer(document: ConfigDocument, { claims: below, settings: own }: ConfigDocument, sure: boolean): ConfigDocument {
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
	const pods = document.claims.patch?.takesAway.some(isOfPods) === true;
	const seen = pods && volumes !== undefined ? { volumes: volumes.map((one) => ({ ...one, whole: false })) } : {};
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
