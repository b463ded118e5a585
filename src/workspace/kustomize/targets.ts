import type { ConfigDocument } from '../../model/document.ts';
import type { PatchTarget } from '../../model/recipe.ts';
import type { BuiltResource } from './layers.ts';

/** Whether a patch is laid over a resource: `perhaps` where labels or a pattern decide that is not read. */
type Aim = 'yes' | 'no' | 'perhaps';

/**
 * Whether a patch is meant for a resource: by the target that its recipe gives it, else by the kind and the name that it has itself.
 * Any name that the resource had on its way counts.
 */
export function aimsAt(target: PatchTarget | undefined, { claims }: ConfigDocument, resource: BuiltResource): Aim {
	const own = claims.resource;
	if (target === undefined) {
		if (own === undefined || own.kind !== resource.kind || !resource.names.includes(own.name)) return 'no';
		return own.namespace === '' || resource.namespaces.includes(own.namespace) ? 'yes' : 'no';
	}
	const aims = [
		matches(target.kind, [resource.kind]),
		matches(target.name, resource.names),
		matches(target.namespace, resource.namespaces),
		target.labelled ? 'perhaps' : 'yes',
	];
	return aims.includes('no') ? 'no' : aims.includes('perhaps') ? 'perhaps' : 'yes';
}

/** Targets are regular expressions that match as a whole. Of these, names and those with `.*` in them are read. */
function matches(pattern: string | undefined, texts: readonly string[]): Aim {
	if (pattern === undefined || pattern === '') return 'yes';
	const alternatives = pattern
		.replace(/^\^?\(?/, '')
		.replace(/\)?\$?$/, '')
		.split('|');
	if (alternatives.some((one) => /[^\w.*-]/.test(one) || /(?:^|[^.])\*/.test(one))) return 'perhaps';
	return alternatives.some((one) => texts.some((text) => fits(one.split('.*'), text))) ? 'yes' : 'no';
}

/** Whether a text begins and ends with the outer pieces and holds the others between them, in their order. */
function fits(pieces: readonly string[], text: string): boolean {
	const [first = '', ...others] = pieces;
	const last = others.pop();
	if (last === undefined) return text === first;
	if (!text.startsWith(first) || !text.endsWith(last)) return false;
	let at = first.length;
	for (const piece of others) {
		const found = text.indexOf(piece, at);
		if (found < 0) return false;
		at = found + piece.length;
	}
	return at <= text.length - last.length;
}
