import type { Condition } from '../../model/setting.ts';
import { type Callers, type CallSite, parametersOf } from './callers.ts';
import { HANDLE_TYPES } from './handles.ts';
import type { Implied, LocalRun } from './local-run.ts';
import type { JavaNode } from './node.ts';
import type { JavaSource } from './source.ts';
import { declaredName, enclosingNamedType, hasModifier, isMethod, isType, membersOf, simpleTypeName } from './syntax.ts';
import { isMainMethod } from './types.ts';

/** When a statement takes effect, and at which point of the program: the offsets of the calls that lead to it, then its own. */
export interface Placement {
	readonly condition: Condition;
	readonly order: readonly number[];
}

const DEEPEST_CALLS = 40;
/** Call graphs beyond this are generated code; what is not worked out counts as conditional. */
const MOST_STEPS = 2_000;
const NOT_SEEN = -1;
const LOCAL_PROGRAM: Placement = { condition: 'local', order: [] };
const NOTHING_NEW: Placement = { condition: 'sometimes', order: [NOT_SEEN] };
const TEST_ANNOTATIONS = [
	'Test',
	'ParameterizedTest',
	'RepeatedTest',
	'BeforeEach',
	'BeforeAll',
	'Before',
	'BeforeClass',
	'TestTemplate',
	'ClassRule',
];
/** `getLocalStreamExecutionEnvironment`, `createLocalEnv`; not what else is called local: Flink's local recovery, a locale, a local time. */
const LOCAL_NAME = /local(?!e(?![mnx])|i[sz]|host|_?(?:recovery|backup|state|dir|date|time))/i;
const TEST_PATH = /(?:^|\/)src\/(?:test|it|integrationTest|testFixtures)\/|(?:^|\/)tests?\/java\//;
/** Statements whose body runs any number of times, or for some values only. */
const UNCERTAIN: ReadonlySet<string> = new Set([
	'for_statement',
	'enhanced_for_statement',
	'while_statement',
	'do_statement',
	'catch_clause',
	'lambda_expression',
	'switch_block_statement_group',
	'switch_rule',
]);

/** Tells under which condition the statements of a file run. */
export class Conditions {
	private readonly methods = new Map<JavaNode, Placement>();
	private readonly guards = new Map<JavaNode, readonly { readonly end: number; readonly rest: Implied }[]>();
	private readonly open = new Set<JavaNode>();
	private readonly testFile: boolean;
	private cuts = 0;
	private steps = 0;

	/** @param acquiring the methods that obtain an environment themselves: they are programs of their own */
	constructor(
		source: JavaSource,
		private readonly callers: Callers,
		private readonly local: LocalRun,
		private readonly acquiring: ReadonlySet<JavaNode>,
	) {
		this.testFile = TEST_PATH.test(source.path);
	}

	/**
	 * When the node runs.
	 * @param from the block that obtains the environment it works on: conditions around that block hold for the whole job
	 */
	of(node: JavaNode, from?: JavaNode): Placement {
		const inner = this.within(node, from);
		if (inner.method === undefined) return { condition: inner.condition, order: [node.start] };
		const outer = this.ofMethod(inner.method, from !== undefined);
		return { condition: combined(inner.condition, outer.condition), order: [...outer.order, node.start] };
	}

	private within(node: JavaNode, from: JavaNode | undefined): { condition: Condition; method: JavaNode | undefined } {
		let condition: Condition = this.testFile ? 'local' : 'always';
		let counts = true;
		let inside = node;
		for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
			if (inside === from) counts = false;
			const implied = this.branch(inside, outer);
			if (implied === 'local') condition = 'local';
			else if (implied === 'other' && counts) condition = combined(condition, 'sometimes');
			if (isMethod(outer)) return { condition: this.inTest(outer) ? 'local' : condition, method: outer };
			if (isType(outer)) break;
			inside = outer;
		}
		return { condition, method: undefined };
	}

	/** What the step from a node to its parent says: a branch's condition, a loop, a guard before it in the same block. */
	private branch(inside: JavaNode, outer: JavaNode): Implied | 'always' {
		if (UNCERTAIN.has(outer.type)) return outer.field('init') === inside || outer.field('value') === inside ? 'always' : 'other';
		if (outer.type === 'if_statement' || outer.type === 'ternary_expression') return this.chosen(inside, outer);
		if (outer.type === 'binary_expression') {
			const operator = outer.field('operator')?.text;
			return (operator === '&&' || operator === '||') && outer.field('right') === inside ? 'other' : 'always';
		}
		if (outer.type === 'block' || outer.type === 'constructor_body') return this.guarded(inside, outer);
		return 'always';
	}

	private chosen(inside: JavaNode, outer: JavaNode): Implied | 'always' {
		const condition = outer.field('condition');
		if (condition === undefined || inside === condition) return 'always';
		const implied = this.local.implied(condition, outer.field('consequence') === inside);
		// Outside a local run the branch is always taken.
		return implied === 'production' ? 'always' : implied;
	}

	/** `if (!isLocal(env)) return;` before a statement: what follows only runs locally. Other early returns end the job itself. */
	private guarded(inside: JavaNode, block: JavaNode): Implied | 'always' {
		let guards = this.guards.get(block);
		if (guards === undefined) {
			guards = block.named.flatMap((statement) => {
				const rest = this.restAfter(statement);
				return rest === 'local' ? [{ end: statement.end, rest }] : [];
			});
			this.guards.set(block, guards);
		}
		return guards.some((guard) => guard.end <= inside.start) ? 'local' : 'always';
	}

	private restAfter(statement: JavaNode): Implied {
		const condition = statement.type === 'if_statement' ? statement.field('condition') : undefined;
		const taken = statement.field('consequence');
		if (condition === undefined || taken === undefined || statement.field('alternative') !== undefined || !leaves(taken)) return 'other';
		return this.local.implied(condition, false);
	}

	/** When a method runs, as far as its callers in the file tell. */
	private ofMethod(method: JavaNode, acquired: boolean): Placement {
		const program = acquired || this.acquiring.has(method);
		const kept = this.methods.get(method) ?? this.fromCallers(method);
		if (!program || kept.condition === 'local' || this.isUnused(method)) return kept;
		return { ...kept, condition: 'always' };
	}

	private fromCallers(method: JavaNode): Placement {
		if (isMainMethod(method)) return { condition: 'always', order: [] };
		// A recursive call says nothing new; an answer that was cut short by one is not kept.
		if (this.open.has(method)) {
			this.cuts++;
			return NOTHING_NEW;
		}
		if (this.open.size >= DEEPEST_CALLS || ++this.steps > MOST_STEPS) return { condition: 'sometimes', order: [] };
		this.open.add(method);
		const cuts = this.cuts;
		const placement = this.isLocalProgram(method) ? LOCAL_PROGRAM : together(this.callers.of(method).map((site) => this.ofSite(site)));
		this.open.delete(method);
		if (this.cuts === cuts || this.open.size === 0) this.methods.set(method, placement);
		return placement;
	}

	/** A private method that nothing calls; an annotation may have a framework call it. */
	private isUnused(method: JavaNode): boolean {
		return hasModifier(method, 'private') && !isAnnotated(method) && !this.callers.isCalled(method);
	}

	/** A method for a developer's machine, by its name: nothing in the file calls it, and the environment is its own, not its caller's. */
	private isLocalProgram(method: JavaNode): boolean {
		if (method.type !== 'method_declaration' || !LOCAL_NAME.test(declaredName(method) ?? '')) return false;
		const takesHandle = parametersOf(method).some((parameter) => {
			const type = parameter.field('type');
			return type !== undefined && Object.hasOwn(HANDLE_TYPES, simpleTypeName(type));
		});
		return !takesHandle && !this.callers.isCalled(method);
	}

	private ofSite(site: CallSite): Placement {
		const placement = this.of(site.node);
		if (placement.order.includes(NOT_SEEN)) return NOTHING_NEW;
		return site.reference ? { ...placement, condition: combined(placement.condition, 'sometimes') } : placement;
	}

	private inTest(method: JavaNode): boolean {
		const type = enclosingNamedType(method);
		return (
			type !== undefined && membersOf(type).some((member) => isMethod(member) && TEST_ANNOTATIONS.some((name) => hasModifier(member, name)))
		);
	}
}

/** One call that always happens is enough; the last one decides the order, since a later write wins. */
function together(sites: readonly Placement[]): Placement {
	const told = sites.filter((site) => site !== NOTHING_NEW);
	const always = told.filter((site) => site.condition === 'always');
	const order = (always.at(-1) ?? told.at(-1))?.order ?? [];
	if (always.length > 0) return { condition: 'always', order };
	return { condition: told.length > 0 && told.every((site) => site.condition === 'local') ? 'local' : 'sometimes', order };
}

/** The condition of a statement under two conditions at once. */
export function combined(a: Condition, b: Condition): Condition {
	if (a === 'local' || b === 'local') return 'local';
	return a === 'sometimes' || b === 'sometimes' ? 'sometimes' : 'always';
}

/** Orders statements by the point of the program at which they run. */
export function byOrder(a: readonly number[], b: readonly number[]): number {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

/** `@PostConstruct`, `@Bean`; what the compiler reads says nothing about who calls. */
function isAnnotated(method: JavaNode): boolean {
	const annotations = (method.child('modifiers')?.children ?? []).filter((child) => child.type.endsWith('annotation'));
	return annotations.some((annotation) => !['SuppressWarnings', 'Deprecated'].includes(annotation.field('name')?.text ?? ''));
}

/** Whether a branch ends the method: a return or throw, alone or last in a block. */
function leaves(statement: JavaNode): boolean {
	const last = statement.type === 'block' ? statement.named.at(-1) : statement;
	return last?.type === 'return_statement' || last?.type === 'throw_statement';
}
