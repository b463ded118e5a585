import type { JavaNode } from './node.ts';
import { declaredName, enclosingNamedType, isType, lastName } from './syntax.ts';

/** What a file's package and import declarations say about names. */
export class Names {
	readonly packageName: string;
	/** Simple name → qualified name of single-type imports. */
	private readonly types = new Map<string, string>();
	/** Member name → qualified name (`….CheckpointingMode.EXACTLY_ONCE`) of single static imports. */
	private readonly members = new Map<string, string>();
	/** Packages or classes imported with `.*`. */
	private readonly wildcards: string[] = [];
	private readonly staticWildcards: string[] = [];

	constructor(root: JavaNode) {
		let packageName = '';
		for (const node of root.children) {
			if (node.type === 'package_declaration') packageName = withoutComments(node.text).replace(/^.*?\bpackage\b|[\s;]+/gs, '');
			if (node.type === 'import_declaration') this.add(withoutComments(node.text));
		}
		this.packageName = packageName;
	}

	private add(declaration: string): void {
		const isStatic = /^import\s+static\b/.test(declaration);
		const path = declaration.replace(/^import\s+(?:static\b)?/, '').replace(/[\s;]+/g, '');
		if (path === '') return;
		if (path.endsWith('.*')) (isStatic ? this.staticWildcards : this.wildcards).push(path.slice(0, -2));
		else (isStatic ? this.members : this.types).set(lastName(path), path);
	}

	/** The qualified name a single import gives to a simple type name. */
	imported(simple: string): string | undefined {
		return this.types.get(simple);
	}

	/** The qualified name a single static import gives to a member: `….CheckpointingMode.EXACTLY_ONCE`. */
	importedMember(simple: string): string | undefined {
		return this.members.get(simple);
	}

	/** Classes whose members are all imported statically, qualified. */
	get staticallyImportedClasses(): readonly string[] {
		return this.staticWildcards;
	}

	/** Every import's path, without the wildcard star. */
	get paths(): readonly string[] {
		return [...this.types.values(), ...this.members.values(), ...this.wildcards, ...this.staticWildcards];
	}

	/**
	 * Whether a type as written can be the class `simple` of one of these packages: imported by name or with a wildcard,
	 * written with its package, or used inside its own package. An import of the same name from elsewhere rules it out.
	 */
	isFrom(written: string, simple: string, packages: readonly string[]): boolean {
		const plain = withoutArguments(written);
		if (lastName(plain) !== simple) return false;
		if (plain !== simple) return packages.some((name) => plain.startsWith(`${name}.`));
		const imported = this.types.get(simple);
		if (imported !== undefined) return packages.some((name) => imported.startsWith(`${name}.`));
		return packages.some(
			(name) =>
				this.wildcards.some((path) => path === name || path.startsWith(`${name}.`)) ||
				this.packageName === name ||
				this.packageName.startsWith(`${name}.`),
		);
	}
}

/** Flink's classes that take an environment or a configuration and change neither; a wildcard import alone does not tell whose a class is. */
const TAKERS = [
	'StreamTableEnvironment',
	'TableEnvironment',
	'BatchTableEnvironment',
	'DataStreamUtils',
	'EnvironmentSettings',
	'SavepointReader',
	'SavepointWriter',
	'Savepoint',
];

/** Whether a type as written surely is one of Flink's. */
export function isSurelyFlink(written: string, names: Names): boolean {
	const simple = lastName(withoutArguments(written));
	const imported = names.imported(simple);
	if (imported !== undefined) return imported.startsWith('org.apache.flink.');
	return written.startsWith('org.apache.flink.') || (TAKERS.includes(simple) && names.isFrom(written, simple, ['org.apache.flink']));
}

/** The qualified name of the innermost named class around the node, nested ones joined with a dot. */
export function qualifiedClassName(node: JavaNode, names: Names): string {
	const parts: string[] = [];
	let type = isType(node) ? node : enclosingNamedType(node);
	while (type !== undefined) {
		parts.push(declaredName(type) ?? '');
		type = enclosingNamedType(type);
	}
	if (names.packageName !== '') parts.push(names.packageName);
	return parts.reverse().join('.');
}

function withoutComments(declaration: string): string {
	return declaration.includes('/') ? declaration.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' ') : declaration;
}

function withoutArguments(written: string): string {
	const bracket = written.search(/[<[]/);
	return (bracket < 0 ? written : written.slice(0, bracket)).trim();
}
