import type { Mentions } from './mentions.ts';
import type { JavaNode } from './node.ts';
import { constructionsOf } from './state-constructions.ts';
import { sinksOf } from './state-flow.ts';
import { Keys } from './state-keys.ts';
import { bare, type Call, callOf, enclosingType, simpleTypeName } from './syntax.ts';

/** What is evident of the records that reach a function: they end, or they have few keys. */
type Input = 'bounded' | 'few-keys' | 'open';

/** Methods of streams that apply a function with state. */
const APPLYING: ReadonlySet<string> = new Set(['process', 'map', 'flatMap', 'filter']);
/** Sources of the environment that end. */
const BOUNDED: ReadonlySet<string> = new Set(['fromElements', 'fromCollection', 'fromData', 'fromSequence', 'generateSequence']);
/** Methods whose arguments are streams too. */
const MERGING: ReadonlySet<string> = new Set(['connect', 'union', 'join', 'coGroup', 'intervalJoin']);
const DEEPEST = 20;

/** Tells what the functions of a file are applied to, as far as the file itself shows. */
export class Inputs {
	private readonly keys: Keys;
	private readonly inputs = new Map<JavaNode, Input>();
	private readonly ends = new Map<JavaNode, boolean>();

	constructor(private readonly mentions: Mentions) {
		this.keys = new Keys(mentions);
	}

	/** The input of the function that a class is, or that the class stands in. */
	of(owner: JavaNode): Input {
		const known = this.inputs.get(owner);
		if (known !== undefined) return known;
		let found: Input = this.hasFewKeys(owner) ? 'few-keys' : 'open';
		for (let type: JavaNode | undefined = owner; type !== undefined && found === 'open'; type = enclosingType(type)) {
			const applied = this.applicationsOf(type);
			if (applied === undefined || applied.length === 0) continue;
			found = this.inputOf(applied);
			break;
		}
		this.inputs.set(owner, found);
		return found;
	}

	private hasFewKeys(type: JavaNode): boolean {
		if (type.type === 'class_body') return this.keys.isFiniteType(type.parent?.field('type'));
		return this.keys.isFiniteType(type.field('superclass')?.named[0]);
	}

	private inputOf(streams: readonly JavaNode[]): Input {
		if (streams.every((stream) => this.isBounded(stream))) return 'bounded';
		return streams.every((stream) => this.isBounded(stream) || this.isFewKeyed(stream, 0)) ? 'few-keys' : 'open';
	}

	/** The streams a function is applied to; undefined where it is also handed to something else. */
	private applicationsOf(type: JavaNode): readonly JavaNode[] | undefined {
		const streams: JavaNode[] = [];
		for (const creation of this.creationsOf(type)) {
			const sinks = sinksOf(creation, this.mentions);
			if (sinks.length === 0) return undefined;
			for (const sink of sinks) {
				const call = sink.kind === 'argument' && APPLYING.has(sink.call.name) ? sink.call : undefined;
				if (call?.receiver === undefined) return undefined;
				streams.push(call.receiver);
			}
		}
		return streams;
	}

	private creationsOf(type: JavaNode): readonly JavaNode[] {
		if (type.type === 'class_body') return type.parent === undefined ? [] : [type.parent];
		const name = type.field('name')?.text;
		return name === undefined ? [] : constructionsOf(this.mentions.source, [name]).map(({ node }) => node);
	}

	/** Whether a stream is keyed by a selector with few keys: `keyBy` stands right before, or behind the stream's variable. */
	private isFewKeyed(stream: JavaNode, depth: number): boolean {
		const plain = bare(stream);
		const call = callOf(plain);
		if (depth > DEEPEST) return false;
		if (call?.name === 'keyBy') return this.selectsFew(call);
		if (call?.name === 'connect') {
			const [other] = call.args;
			if (call.receiver === undefined || other === undefined) return false;
			return [call.receiver, other].every((side) => this.isBroadcast(side, depth) || this.isFewKeyed(side, depth + 1));
		}
		if (call !== undefined) return false;
		if (this.keys.isFiniteType(this.mentions.declarationOf(plain)?.type)) return true;
		return this.keys.valuesOf(plain)?.every((value) => this.isFewKeyed(value, depth + 1)) === true;
	}

	/** `keyBy(selector)`, `keyBy(selector, type)`, and `keyBy(first, second)` of connected streams. */
	private selectsFew(call: Call): boolean {
		const selectors = call.args.filter((argument) => !/^(?:Types|TypeInformation|BasicTypeInfo)\b/.test(argument.text));
		return selectors.length > 0 && selectors.every((selector) => this.keys.isFinite(selector));
	}

	private isBroadcast(stream: JavaNode, depth: number): boolean {
		const plain = bare(stream);
		const call = callOf(plain);
		if (call !== undefined) return call.name === 'broadcast';
		const type = this.mentions.declarationOf(plain)?.type;
		if (type !== undefined && simpleTypeName(type) === 'BroadcastStream') return true;
		return depth < DEEPEST && this.keys.valuesOf(plain)?.every((value) => this.isBroadcast(value, depth + 1)) === true;
	}

	/**
	 * Whether every source a stream comes from ends. What one answer shows of the streams on the way is kept, so that a chain of
	 * functions is walked once.
	 */
	private isBounded(stream: JavaNode): boolean {
		const known = this.ends.get(stream);
		if (known !== undefined) return known;
		const came = new Map<JavaNode, JavaNode | undefined>([[stream, undefined]]);
		const open = [stream];
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			const behind = this.ends.get(at) ?? this.sourcesOf(at);
			if (behind === false) {
				for (let node: JavaNode | undefined = at; node !== undefined; node = came.get(node)) this.ends.set(node, false);
				return false;
			}
			for (const source of behind === true ? [] : behind) {
				if (came.has(source)) continue;
				came.set(source, at);
				open.push(source);
			}
		}
		for (const node of came.keys()) this.ends.set(node, true);
		return true;
	}

	/** The streams a stream is made of; true where it is a source that ends, false where it is another or cannot be told. */
	private sourcesOf(stream: JavaNode): readonly JavaNode[] | boolean {
		const plain = bare(stream);
		const call = callOf(plain);
		if (call === undefined) return this.keys.valuesOf(plain) ?? false;
		if (BOUNDED.has(call.name)) return endsItself(call);
		if (call.receiver === undefined) return false;
		return MERGING.has(call.name) ? [call.receiver, ...call.args] : [call.receiver];
	}
}

/** Whether such a source ends in fact: an iterator need not, and a sequence may run to the largest number. */
function endsItself(call: Call): boolean {
	if (call.name === 'fromCollection') return call.args.length === 1;
	return !call.args.some((argument) => argument.text.includes('MAX_VALUE'));
}
