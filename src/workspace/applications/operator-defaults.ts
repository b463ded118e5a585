import { catalogue } from '../../catalog/catalogue.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';
import { compareVersions, type FlinkVersion, flinkVersion } from '../../model/version.ts';
import { type Deployment, partial } from './deployments.ts';

/**
 * Puts the operator's own configuration, where the project holds one, below what its resources state. Of several it is not known which
 * one is installed: what any of them states may be stated.
 */
export function overOperatorDefaults(found: readonly Deployment[]): readonly Deployment[] {
	const defaults = found.filter(({ kind }) => kind === 'defaults');
	const [only, another] = defaults;
	if (only === undefined || !found.some(isOperators)) return found.map(aloneAsDefaults);
	if (another === undefined) {
		return found.flatMap((deployment) => (deployment === only ? [] : isOperators(deployment) ? [joined(deployment, only)] : [deployment]));
	}
	const stated = new Set(
		defaults.flatMap(({ documents }) => documents.flatMap(({ settings }) => settings.map(({ key }) => unprefixed(key)))),
	);
	return found.map((deployment) => (isOperators(deployment) ? possiblyBelow(deployment, stated) : aloneAsDefaults(deployment)));
}

/** What resources add to the operator's own configuration is not seen. */
function aloneAsDefaults(deployment: Deployment): Deployment {
	return deployment.kind === 'defaults' ? { ...deployment, documents: deployment.documents.map(partial) } : deployment;
}

function isOperators({ kind, documents }: Deployment): boolean {
	return kind === 'cluster' && documents.some(({ claims }) => claims.platform === 'kubernetes-operator');
}

function joined(deployment: Deployment, { documents }: Deployment): Deployment {
	const [first] = deployment.documents;
	// The identity of a resource is `flink/<namespace>/<name>`.
	const namespace = first?.claims.cluster?.split('/')[1] ?? '';
	const version = deployment.documents.find(({ claims }) => claims.flinkVersion !== undefined)?.claims.flinkVersion?.version;
	return { ...deployment, documents: [...deployment.documents, ...documents.map((document) => resolved(document, namespace, version))] };
}

function possiblyBelow(deployment: Deployment, stated: ReadonlySet<string>): Deployment {
	const documents = deployment.documents.map((document) => ({
		...document,
		claims: { ...document.claims, provided: new Set([...(document.claims.provided ?? []), ...stated]) },
	}));
	return { ...deployment, documents };
}

const PREFIX = /^kubernetes\.operator\.default-configuration\.(?:namespace\.([^.]+)|flink-version\.v(\d+)_(\d+)(\+?))\./;

function unprefixed(key: string): string {
	return key.replace(PREFIX, '');
}

/**
 * The configuration that resources of a namespace and version get: the common keys, then the namespace's, then those of the versions up to
 * its own (`v1_19+`) in ascending order, then its own (`v1_20`). Source: FlinkConfigManager.getDefaultConfig.
 */
function resolved(document: ConfigDocument, namespace: string, version: FlinkVersion | undefined): ConfigDocument {
	// Of the operator's configuration nothing may be seen at all, so what is seen of it never says less.
	const { cluster: _cluster, partial: _partial, ...claims } = document.claims;
	const ranked = document.settings.flatMap((setting) => {
		const rank = rankOf(setting.key, namespace, version);
		return rank === undefined ? [] : [{ setting: forResources(setting, version), rank }];
	});
	const own = ranked.toSorted((a, b) => a.rank - b.rank).map(({ setting }) => setting);
	return { ...document, claims: { ...claims, role: 'defaults' }, settings: [...document.settings, ...own] };
}

/** In which order a prefixed key is laid over the others, if it holds at all. */
function rankOf(key: string, namespace: string, version: FlinkVersion | undefined): number | undefined {
	const match = PREFIX.exec(key);
	if (match === null) return undefined;
	if (match[1] !== undefined) return match[1] === namespace ? 0 : undefined;
	const from = flinkVersion(`${match[2]}.${match[3]}`);
	if (from === undefined || version === undefined) return undefined;
	const distance = compareVersions(version, from);
	if (match[4] === '+') return distance >= 0 ? 1000 - distance : undefined;
	return distance === 0 ? 2000 : undefined;
}

function forResources(setting: Setting, version: FlinkVersion | undefined): Setting {
	const key = unprefixed(setting.key);
	const [option] = catalogue.find(key);
	if (option === undefined || setting.value.kind === 'unknown') return { ...setting, key };
	return { ...setting, key, value: catalogue.read(option, setting.value.text, version) };
}

/** The documents in the order in which their statements are laid over each other: the operator's own below all. */
export function lowestFirst(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const isDefault = ({ claims }: ConfigDocument): boolean => claims.role === 'defaults';
	return documents.some(isDefault) ? [...documents.filter(isDefault), ...documents.filter((document) => !isDefault(document))] : documents;
}
