import { addTo } from '../../model/groups.ts';
import type { JavaNode } from './node.ts';
import type { Declaration } from './scope.ts';
import type { JavaSource } from './source.ts';
import type { Types } from './types.ts';

// An assignment or a step: `x = `, `x += `, `x++`, `--x`. A word is only tried at its start, so the pattern stays linear.
const WRITE = /(?<![\w$])([A-Za-z_$][\w$]*)\s*(?:(?:[-+*/%&|^]|<<|>>>?)?=(?!=)|\+\+|--)|(?:\+\+|--)\s*([A-Za-z_$][\w$]*)/g;

/** Where the variables of a file are written after their declaration. */
export class Assignments {
	private offsets: ReadonlyMap<string, readonly number[]> | undefined;
	private readonly kept = new Map<JavaNode, readonly JavaNode[]>();

	constructor(
		private readonly source: JavaSource,
		private readonly types: Types,
	) {}

	/** The assignments and steps that write a declared variable, in source order. */
	of(declaration: Declaration): readonly JavaNode[] {
		const kept = this.kept.get(declaration.node);
		if (kept !== undefined) return kept;
		const offsets = (this.index().get(declaration.name) ?? []).filter((offset) => inScope(declaration, offset));
		const writes: JavaNode[] = [];
		for (const leaf of this.source.leavesAt(offsets, declaration.kind === 'field' ? undefined : declaration.scope)) {
			const write = writeAt(leaf);
			if (write === undefined || leaf === nameOf(declaration)) continue;
			const target = leaf.parent?.type === 'field_access' ? leaf.parent : leaf;
			const meant = this.types.declarationOf(target);
			// `other.x = …` writes a field that cannot be told: it counts as a write of every field of that name.
			if (meant === undefined ? target !== leaf : meant.node === declaration.node) writes.push(write);
		}
		this.kept.set(declaration.node, writes);
		return writes;
	}

	private index(): ReadonlyMap<string, readonly number[]> {
		if (this.offsets !== undefined) return this.offsets;
		const offsets = new Map<string, number[]>();
		WRITE.lastIndex = 0;
		for (let match = WRITE.exec(this.source.text); match !== null; match = WRITE.exec(this.source.text)) {
			const name = match[1] ?? match[2] ?? '';
			const at = match[1] === undefined ? match.index + match[0].length - name.length : match.index;
			addTo(offsets, name, at);
		}
		this.offsets = offsets;
		return offsets;
	}
}

function inScope(declaration: Declaration, offset: number): boolean {
	if (declaration.kind === 'field') return true;
	return declaration.scope.start <= offset && offset < declaration.scope.end;
}

function nameOf(declaration: Declaration): JavaNode | undefined {
	return declaration.node.type === 'identifier' ? declaration.node : declaration.node.field('name');
}

/** The assignment or step whose target the identifier is. */
function writeAt(leaf: JavaNode): JavaNode | undefined {
	const target = leaf.parent?.type === 'field_access' && leaf.parent.field('field') === leaf ? leaf.parent : leaf;
	const parent = target.parent;
	if (parent?.type === 'update_expression') return parent;
	return parent?.type === 'assignment_expression' && parent.field('left') === target ? parent : undefined;
}
