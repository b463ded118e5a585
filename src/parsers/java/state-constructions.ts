import type { JavaNode } from './node.ts';
import type { JavaSource } from './source.ts';
import { constructedType } from './syntax.ts';

/** A `new Name(…)` of a file. */
interface Construction {
	readonly node: JavaNode;
	/** The simple name of the class. */
	readonly name: string;
}

/** The constructions of classes of these names in a file, in source order. */
export function constructionsOf(source: JavaSource, names: Iterable<string>): readonly Construction[] {
	const found: Construction[] = [];
	for (const word of source.identifiers(names)) {
		let node = word.parent;
		while (node?.type === 'scoped_type_identifier' || node?.type === 'generic_type') node = node.parent;
		if (node === undefined) continue;
		const constructed = constructedType(node);
		// `new Foo<ValueStateDescriptor<…>>()` mentions the class inside its arguments.
		if (constructed?.name === word.text && constructed.type.start <= word.start && word.end <= constructed.type.end)
			found.push({ node, name: word.text });
	}
	return found;
}
