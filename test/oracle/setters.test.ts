import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/catalog/catalogue.ts';
import { boolean, enumeration, known, number, type TypedValue, text } from '../../src/model/value.ts';
import { COMPOSITE_SETTERS, type SetterWrite, setters } from '../../src/parsers/java/setters.ts';

/** What real Flink answered when a setter was called with a sample. */
interface Answer {
	readonly sample: readonly unknown[];
	/** Option → its text before and after. */
	readonly changes?: Readonly<Record<string, readonly [string | null, string | null]>>;
	readonly noOption?: boolean;
	readonly rejected?: unknown;
	readonly notAsked?: string;
}

const recorded = new URL('../../oracle/recorded/', import.meta.url);
const OWNERS = {
	StreamExecutionEnvironment: 'environment',
	CheckpointConfig: 'checkpoint-config',
	ExecutionConfig: 'execution-config',
} as const;
const minors = readdirSync(recorded).filter((minor) => existsSync(new URL(`${minor}/setters.json`, recorded)));

/** Options of old versions that no later name succeeds in Flink's own eyes; flint's table knows the newer one. */
const WITHOUT_ALIAS: Readonly<Record<string, string>> = {
	'execution.checkpointing.approximate-local-recovery': 'execution.state-recovery.approximate-local-recovery',
	'execution.checkpointing.recover-without-channel-state.checkpoint-id': 'execution.state-recovery.without-channel-state.checkpoint-id',
};
const optionKey = (written: string): string => {
	const key = catalogue.find(written)[0]?.key ?? written;
	return WITHOUT_ALIAS[key] ?? key;
};

const isOwner = (name: string): name is keyof typeof OWNERS => Object.hasOwn(OWNERS, name);

function tableFor(signature: string): { readonly method: string; readonly writes: readonly SetterWrite[] | undefined } {
	const [owner = '', method = ''] = signature.slice(0, signature.indexOf('(')).split('.');
	return { method, writes: isOwner(owner) ? setters[OWNERS[owner]]?.[method] : undefined };
}

function plain(sample: unknown): TypedValue {
	if (typeof sample === 'number') return number(sample);
	if (typeof sample === 'boolean') return boolean(sample);
	return typeof sample === 'string' && /^[A-Z]\w*$/.test(sample) ? enumeration(sample) : text(String(sample));
}

/** The texts that flint's table says Flink writes for a sample, by option. */
function expected(writes: readonly SetterWrite[], sample: readonly unknown[]): Map<string, string> {
	const found = new Map<string, string>();
	for (const write of writes) {
		const key = optionKey(write.key);
		const argument = write.argument === undefined ? undefined : sample[write.argument];
		if (write.unset) found.set(key, 'unset');
		else if (argument === undefined && write.value !== undefined) found.set(key, JSON.stringify(write.value));
		else if (argument !== undefined) {
			const value = plain(argument);
			if (write.when !== undefined && !write.when(value)) continue;
			const turned = write.turn?.(value);
			found.set(key, turned === undefined ? read(key, String(argument)) : JSON.stringify(turned));
		}
	}
	return found;
}

function read(key: string, written: string): string {
	const option = catalogue.find(key)[0];
	const value = option === undefined ? known(text(written)) : catalogue.read(option, written, undefined);
	// Flink drops the empty authority of a path when it prints it, a setter's own business.
	return value.kind === 'known'
		? JSON.stringify(value.value).replaceAll('file:///', '/').replaceAll('file:/', '/')
		: `${value.kind} ${written}`;
}

/** The setters that write no option flint knows: global parameters, and settings without a public key. */
const SETTERS_WITHOUT_OPTION = ['setGlobalJobParameters', 'setDefaultInputDependencyConstraint', 'setExecutionMode'] as const;

function answered(changes: NonNullable<Answer['changes']>): Map<string, string> {
	return new Map(
		Object.entries(changes).map(([written, [, after]]) => {
			const key = optionKey(written);
			return [key, after === null ? 'unset' : read(key, after)];
		}),
	);
}

describe.each(minors)('the setters of Flink %s', (minor) => {
	const answers: Record<string, readonly Answer[]> = JSON.parse(readFileSync(new URL(`${minor}/setters.json`, recorded), 'utf8'));

	test.each(Object.keys(answers))('%s', (signature) => {
		const { method, writes } = tableFor(signature);
		const isKnownOddity = [...COMPOSITE_SETTERS, ...SETTERS_WITHOUT_OPTION].some((name) => name === method);
		const wrapped = /\((?:java\.net\.URI|org\.apache\.flink\.core\.fs\.Path)\)$/.test(signature);
		for (const { sample, changes } of answers[signature] ?? []) {
			// What a Path or URI loses is not in the table: flint calls such a value unknown.
			// What these options come to is asked by combinations (restart/setter-retries): they are no part of the catalogue.
			if (changes !== undefined && Object.keys(changes).every((key) => key.startsWith('hidden.'))) continue;
			if (changes === undefined || (wrapped && writes?.some((write) => write.textOnly))) continue;
			if (writes === undefined) {
				expect(isKnownOddity, `${method} writes ${Object.keys(changes).join(', ')}, and flint's table does not know it`).toBe(true);
				continue;
			}
			expect(Object.fromEntries(expected(writes, sample))).toEqual(Object.fromEntries(answered(changes)));
		}
	});
});

test('the oracle was asked about every setter of the table', () => {
	const asked = new Set(
		minors
			.flatMap((minor) => Object.keys(JSON.parse(readFileSync(new URL(`${minor}/setters.json`, recorded), 'utf8'))))
			.map((signature) => signature.slice(0, signature.indexOf('('))),
	);
	const unasked = Object.entries(OWNERS).flatMap(([owner, kind]) =>
		Object.keys(setters[kind] ?? {}).flatMap((name) => (asked.has(`${owner}.${name}`) ? [] : [`${owner}.${name}`])),
	);
	expect(unasked).toEqual([]);
});
