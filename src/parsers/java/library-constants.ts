import { type Evaluated, type JavaConstant, knownConstant } from './constants.ts';
import type { JavaNode } from './node.ts';
import type { JavaSource } from './source.ts';
import { lastName } from './syntax.ts';

/** Those that are no constants of enums, by class and name. */
const CONSTANTS: Readonly<Record<string, JavaConstant>> = {
	'Integer.MAX_VALUE': { type: 'integer', value: 2n ** 31n - 1n, wide: false },
	'Integer.MIN_VALUE': { type: 'integer', value: -(2n ** 31n), wide: false },
	'Long.MAX_VALUE': { type: 'integer', value: 2n ** 63n - 1n, wide: true },
	'Long.MIN_VALUE': { type: 'integer', value: -(2n ** 63n), wide: true },
	'Short.MAX_VALUE': { type: 'integer', value: 32767n, wide: false },
	'Boolean.TRUE': { type: 'boolean', value: true },
	'Boolean.FALSE': { type: 'boolean', value: false },
	'TernaryBoolean.TRUE': { type: 'boolean', value: true },
	'TernaryBoolean.FALSE': { type: 'boolean', value: false },
	'Duration.ZERO': { type: 'duration', ms: 0 },
	'ExecutionConfig.PARALLELISM_DEFAULT': { type: 'integer', value: -1n, wide: false },
	'StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME': { type: 'string', value: 'rocksdb' },
	'StateBackendLoader.HASHMAP_STATE_BACKEND_NAME': { type: 'string', value: 'hashmap' },
};

/** What a name stands for that its file does not declare: a constant of Flink or Java; undefined for any other. */
export function libraryConstant(node: JavaNode, source: JavaSource): Evaluated | undefined {
	const name = node.type === 'identifier' ? node.text : (node.field('field')?.text ?? '');
	const imported = node.type === 'identifier' ? source.names.importedMember(name) : undefined;
	const owner = imported === undefined ? ownerName(node) : lastName(imported.slice(0, imported.lastIndexOf('.')));
	const constant = CONSTANTS[`${owner}.${name}`];
	if (constant !== undefined) return knownConstant(constant);
	return owner !== undefined && isLibrary(imported ?? ownerText(node), source) ? knownConstant({ type: 'enum', owner, name }) : undefined;
}

/** Whether a constant's class is one of Flink's or Java's own: what an enum constant needs. */
function isLibrary(owner: string, { names }: JavaSource): boolean {
	const outermost = owner.split('.').find((part) => /^[A-Z]/.test(part)) ?? '';
	const path = owner.startsWith(outermost) ? (names.imported(outermost) ?? '') : owner;
	if (path.startsWith('org.apache.flink.') || path.startsWith('java.')) return true;
	return path === '' && names.isFrom(outermost, outermost, ['org.apache.flink', 'java.util.concurrent', 'java.time']);
}

function ownerText(node: JavaNode): string {
	return node.field('object')?.text.replace(/\s+/g, '') ?? '';
}

function ownerName(node: JavaNode): string | undefined {
	if (node.type !== 'field_access') return undefined;
	const name = lastName(ownerText(node));
	return /^[A-Z]/.test(name) ? name : undefined;
}
