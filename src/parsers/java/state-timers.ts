import type { Range } from '../../model/range.ts';
import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import { type Call, callOf, enclosingMethod, enclosingStatement, enclosingType } from './syntax.ts';

const REGISTERING = ['registerEventTimeTimer', 'registerProcessingTimeTimer'];
/** Methods that timers call: of process functions, and of operators (Triggerable). */
const TIMER_METHODS: ReadonlySet<string> = new Set(['onTimer', 'onEventTime', 'onProcessingTime']);
/** Helpers call helpers, but a clear is never many calls away from the timer. */
const MOST_CALLERS = 30;

/** The timers of a file's functions. */
export class Timers {
	private readonly registrations = new Map<JavaNode, readonly Call[]>();
	private readonly functions = new Map<JavaNode, JavaNode>();
	private readonly times = new Map<JavaNode, ReadonlySet<string | undefined>>();
	private readonly inTimers = new Map<JavaNode, boolean>();

	constructor(private readonly mentions: Mentions) {}

	/** The function that a state holder belongs to: the class itself, or the function around a class that is none. */
	functionOf(owner: JavaNode): JavaNode {
		const known = this.functions.get(owner);
		if (known !== undefined) return known;
		let type: JavaNode | undefined = owner;
		while (type !== undefined && !this.isFunction(type)) type = enclosingType(type);
		const found = type ?? owner;
		this.functions.set(owner, found);
		return found;
	}

	/** The first statement of a state's function that registers a timer. */
	registeredIn(owner: JavaNode): Range | undefined {
		const first = this.registrationsIn(this.functionOf(owner))[0];
		if (first === undefined) return undefined;
		const statement = enclosingStatement(first.node) ?? first.node;
		return { start: statement.start, end: statement.end };
	}

	/** Whether code runs when a timer fires: it stands in `onTimer`, or in a method of this file that `onTimer` calls. */
	runs(code: JavaNode): boolean {
		const method = enclosingMethod(code);
		if (method === undefined) return false;
		const known = this.inTimers.get(method);
		if (known !== undefined) return known;
		const found = this.calledFromTimer(method);
		this.inTimers.set(method, found);
		return found;
	}

	/** Whether a state keeps the time its function's timer is set to: it is written what a timer is registered with. */
	isTimestamp(writes: readonly Call[], owner: JavaNode): boolean {
		const type = this.functionOf(owner);
		const times = this.times.get(type) ?? new Set(this.registrationsIn(type).map((call) => call.args.at(-1)?.text));
		this.times.set(type, times);
		return writes.some((call) => call.args[0] !== undefined && times.has(call.args[0].text));
	}

	private registrationsIn(type: JavaNode): readonly Call[] {
		const known = this.registrations.get(type);
		if (known !== undefined) return known;
		const calls = REGISTERING.flatMap((name) => this.mentions.named(name, type).flatMap((mention) => callOf(mention) ?? []));
		calls.sort((a, b) => a.method.start - b.method.start);
		this.registrations.set(type, calls);
		return calls;
	}

	private isFunction(type: JavaNode): boolean {
		for (const name of this.mentions.ancestry(type)) if (/(?:Function|Operator)$/.test(name)) return true;
		return false;
	}

	private calledFromTimer(method: JavaNode): boolean {
		const seen = new Set([method]);
		for (const at of seen) {
			if (TIMER_METHODS.has(at.field('name')?.text ?? '')) return true;
			if (seen.size > MOST_CALLERS) return false;
			for (const call of this.mentions.callsOf(at)) {
				const caller = enclosingMethod(call.node);
				if (caller !== undefined) seen.add(caller);
			}
		}
		return false;
	}
}
