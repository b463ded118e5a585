import type { Deployment } from './deployments.ts';

/** Deployments that several overlays make of one base: a program that runs in one of them runs in all. */
export class Variants {
	/** One deployment of each base, and those that are built of none. */
	readonly representatives: readonly Deployment[];
	private readonly families: ReadonlyMap<Deployment, readonly Deployment[]>;

	constructor(found: readonly Deployment[]) {
		const byBase = new Map<string, Deployment[]>();
		const families = new Map<Deployment, readonly Deployment[]>();
		for (const deployment of found) {
			const base = baseOf(deployment);
			const family = (base === undefined ? undefined : byBase.get(base)) ?? [];
			family.push(deployment);
			if (base !== undefined) byBase.set(base, family);
			if (family.length === 1) families.set(deployment, family);
		}
		this.families = families;
		this.representatives = [...families.keys()];
	}

	/** The deployment with its siblings; alone where it was put together from others, or is none. */
	of(deployment: Deployment | undefined): readonly (Deployment | undefined)[] {
		return (deployment === undefined ? undefined : this.families.get(deployment)) ?? [deployment];
	}
}

function baseOf({ documents }: Deployment): string | undefined {
	const [first] = documents;
	return first?.claims.build === undefined ? undefined : `${first.path}:${first.extent?.start ?? ''}`;
}
