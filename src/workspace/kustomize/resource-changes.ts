import type { ConfigDocument } from '../../model/document.ts';
import type { Recipe } from '../../model/recipe.ts';
import type { Setting } from '../../model/setting.ts';
import { known, text, type Value } from '../../model/value.ts';
import type { BuiltResource } from './layers.ts';

/** A resource with the name and the namespace that a recipe gives it. */
export function renamed({ prefix, suffix, namespace }: Recipe, resource: BuiltResource): BuiltResource {
	const old = resource.names.at(-1) ?? '';
	const name = `${prefix}${old}${suffix}`;
	if (name === old && namespace === undefined) return resource;
	return {
		...resource,
		names: name === old ? resource.names : [...resource.names, name],
		namespaces: namespace === undefined ? resource.namespaces : [...resource.namespaces, namespace],
		documents: resource.documents.map((document) => renamedDocument(document, name === old ? undefined : name, namespace)),
	};
}

function renamedDocument(document: ConfigDocument, name: string | undefined, namespace: string | undefined): ConfigDocument {
	const { claims } = document;
	const identity = claims.cluster === undefined || namespace === undefined ? undefined : inNamespace(claims.cluster, namespace);
	const rest = {
		...(identity === undefined ? {} : { cluster: identity }),
		...(name === undefined || claims.name === undefined ? {} : { name }),
	};
	const settings = name === undefined ? document.settings : document.settings.map((setting) => namedSetting(setting, name));
	return { ...document, settings, claims: { ...claims, ...rest } };
}

/** The identities of clusters in manifests are `<what>/<namespace>/<name>`. */
function inNamespace(cluster: string, namespace: string): string {
	const [what = '', , ...name] = cluster.split('/');
	return [what, namespace, ...name].join('/');
}

/** The name that is applied has no text of its own that an editor could write. */
function namedSetting(setting: Setting, name: string): Setting {
	if (!NAMES.has(setting.key)) return setting;
	const { valueRange: _none, ...place } = setting;
	return { ...place, value: known(text(name)) };
}

const NAMES = new Set(['k8s.deployment-name', 'k8s.session-job-name']);

/** A resource with the images that a recipe gives it: the version that the old one's tag stated holds no longer. */
export function reimaged({ images }: Recipe, resource: BuiltResource): BuiltResource {
	const containers = resource.documents.flatMap(({ claims }) => claims.containers ?? []);
	if (!containers.some(({ image }) => image !== undefined && images.includes(untagged(image)))) return resource;
	return {
		...resource,
		documents: resource.documents.map((document) => {
			const { flinkVersion: _version, earlierFlink: _earlier, containers: own, ...claims } = document.claims;
			const unnamed = own?.map(({ image: _image, ...container }) => container);
			return { ...document, claims: { ...claims, ...(unnamed === undefined ? {} : { containers: unnamed }) } };
		}),
	};
}

function untagged(image: string): string {
	return image.replace(/@.*$/s, '').replace(/:[^/]*$/, '');
}

/** A resource of a recipe that changes more than is read: what it does not state may be stated, and what is named there may be changed. */
export function unseenIn({ unseen, replaced }: Recipe, resource: BuiltResource): BuiltResource {
	if (!unseen && replaced === '') return resource;
	return {
		...resource,
		documents: resource.documents.map((document) => ({
			...document,
			claims: unseen ? { ...document.claims, partial: true } : document.claims,
			settings: document.settings.map((setting) => (isReplaced(setting, replaced) ? { ...setting, value: REPLACED } : setting)),
		})),
	};
}

const REPLACED: Value = { kind: 'unknown', why: 'the kustomization replaces it' };

function isReplaced({ key, name, value }: Setting, replaced: string): boolean {
	if (replaced === '') return false;
	const written = value.kind === 'unknown' ? '' : value.text;
	return replaced.includes(key) || (name.includes('.') && replaced.includes(`spec.${name}`)) || written.includes('$(');
}
