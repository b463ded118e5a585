import { readValue } from '../../model/syntax/value-syntax.ts';
import { asNumber, type Evaluated, type JavaConstant, knownConstant, spelled, unknownConstant } from './constants.ts';
import type { JavaNode } from './node.ts';
import { argumentsOf, type Call, constructedType, lastName } from './syntax.ts';
import { isoMs, unitMs, wholeUnits } from './time-units.ts';

/** Evaluates an expression; src/parsers/java/values.ts does. */
interface Evaluator {
	readonly of: (expression: JavaNode) => Evaluated;
	readonly constant: (expression: JavaNode) => JavaConstant | undefined;
}

/** The value of a call of Java's or Flink's own value classes; undefined where flint does not know the call. */
export function evaluateCall(call: Call, values: Evaluator): Evaluated | undefined {
	const owner = call.receiver === undefined ? '' : lastName(call.receiver.text.replace(/\s+/g, ''));
	return onClass(owner, call, values) ?? onTimeUnit(owner, call, values) ?? onValue(call, values) ?? withDefault(call, values);
}

function onClass(owner: string, call: Call, values: Evaluator): Evaluated | undefined {
	switch (owner) {
		case 'Duration':
			return durationFactory(call, values);
		case 'Time':
			return timeFactory(call, values);
		case 'MemorySize':
			return memoryFactory(call, values);
		case 'Integer':
		case 'Long':
		case 'Boolean':
		case 'Double':
		case 'String':
			return boxed(owner, call, values);
		case 'URI':
			return call.name === 'create' ? first(call, values) : undefined;
		case 'Paths':
		case 'Path':
			return (call.name === 'get' || call.name === 'of') && call.args.length === 1 ? first(call, values) : undefined;
		case 'Math':
			return extreme(call, values);
		case 'Arrays':
		case 'List':
		case 'Collections':
			return listFactory(call, values);
		default:
			return undefined;
	}
}

function durationFactory(call: Call, values: Evaluator): Evaluated | undefined {
	if (call.name === 'of') return amountOf(call, values);
	if (call.name === 'parse') {
		const text = textOf(call.args[0], values);
		const ms = text === undefined ? undefined : isoMs(text);
		return ms === undefined ? undefined : knownConstant({ type: 'duration', ms });
	}
	return call.name.startsWith('of') ? times(call, values, unitMs(call.name)) : undefined;
}

function timeFactory(call: Call, values: Evaluator): Evaluated | undefined {
	return call.name === 'of' ? amountOf(call, values) : times(call, values, unitMs(call.name));
}

/** `of(5, TimeUnit.MINUTES)` */
function amountOf(call: Call, values: Evaluator): Evaluated | undefined {
	const [, unit] = call.args;
	return unit === undefined ? undefined : times(call, values, unitMs(lastName(unit.text)));
}

function times(call: Call, values: Evaluator, ms: number | undefined): Evaluated | undefined {
	const [amount] = call.args;
	if (amount === undefined || ms === undefined) return undefined;
	return mapped(values.of(amount), (constant) => {
		const number = asNumber(constant);
		return number === undefined ? undefined : { type: 'duration', ms: Math.trunc(number * ms) };
	});
}

const MEMORY_FACTORIES: Readonly<Record<string, number>> = { ofKibiBytes: 2 ** 10, ofMebiBytes: 2 ** 20, ofGibiBytes: 2 ** 30 };

function memoryFactory(call: Call, values: Evaluator): Evaluated | undefined {
	const [argument] = call.args;
	if (argument === undefined) return undefined;
	if (call.name === 'parse') {
		const text = call.args.length === 1 ? textOf(argument, values) : undefined;
		const read = text === undefined ? undefined : readValue('memory', text);
		return read?.kind === 'known' && read.value.type === 'memory' ? knownConstant({ type: 'memory', bytes: read.value.bytes }) : undefined;
	}
	const size = MEMORY_FACTORIES[call.name];
	if (size === undefined) return undefined;
	return mapped(values.of(argument), (constant) => {
		const number = asNumber(constant);
		return number === undefined ? undefined : { type: 'memory', bytes: number * size };
	});
}

function boxed(owner: string, call: Call, values: Evaluator): Evaluated | undefined {
	const [argument] = call.args;
	if (argument === undefined || call.args.length > 1) return undefined;
	if (call.name !== 'valueOf' && !call.name.startsWith('parse')) return undefined;
	return mapped(values.of(argument), (constant) => {
		const text = spelled(constant);
		if (owner === 'String' || text === undefined) return text === undefined ? undefined : { type: 'string', value: text };
		if (owner === 'Boolean') return { type: 'boolean', value: text.toLowerCase() === 'true' };
		if (owner === 'Double') return Number.isNaN(Number(text)) ? undefined : { type: 'floating', value: Number(text) };
		return /^[-+]?\d{1,19}$/.test(text) ? { type: 'integer', value: BigInt(text), wide: owner === 'Long' } : undefined;
	});
}

/** `Math.max(a, b)` and `Math.min(a, b)` of certain whole numbers. */
function extreme(call: Call, values: Evaluator): Evaluated | undefined {
	const [a, b] = call.args.map((argument) => values.constant(argument));
	if (a?.type !== 'integer' || b?.type !== 'integer' || (call.name !== 'max' && call.name !== 'min')) return undefined;
	const value = a.value > b.value === (call.name === 'max') ? a.value : b.value;
	return knownConstant({ type: 'integer', value, wide: a.wide || b.wide });
}

function listFactory(call: Call, values: Evaluator): Evaluated | undefined {
	if (!['asList', 'of', 'singletonList', 'emptyList'].includes(call.name)) return undefined;
	const items: string[] = [];
	for (const argument of call.args) {
		const text = textOf(argument, values);
		if (text === undefined) return undefined;
		items.push(text);
	}
	return knownConstant({ type: 'list', items });
}

/** `TimeUnit.MINUTES.toMillis(5)` */
function onTimeUnit(owner: string, call: Call, values: Evaluator): Evaluated | undefined {
	if (!/^[A-Z]+$/.test(owner) || !call.name.startsWith('to')) return undefined;
	const [from, to] = [unitMs(owner), unitMs(call.name)];
	const [amount] = call.args;
	if (from === undefined || to === undefined || amount === undefined) return undefined;
	return mapped(values.of(amount), (constant) => {
		const number = asNumber(constant);
		return number === undefined ? undefined : wholeUnits(number * from, to);
	});
}

/** A call on a value: `Duration.ofMinutes(5).toMillis()`, `path.toString()`. */
function onValue(call: Call, values: Evaluator): Evaluated | undefined {
	if (call.receiver === undefined || call.args.length > 0) return undefined;
	const unit = call.name === 'getSeconds' ? 1000 : call.name.startsWith('to') ? unitMs(call.name) : undefined;
	const isText = ['toString', 'trim', 'toUri', 'name', 'toLowerCase', 'intern'].includes(call.name);
	const unboxed = ['longValue', 'intValue', 'booleanValue', 'doubleValue'].includes(call.name);
	if (unit === undefined && !isText && !unboxed) return undefined;
	return mapped(values.of(call.receiver), (constant) => {
		if (unit !== undefined) return constant.type === 'duration' ? wholeUnits(constant.ms, unit) : undefined;
		if (unboxed) return constant;
		if (constant.type === 'enum')
			return call.name === 'name' || call.name === 'toString' ? { type: 'string', value: constant.name } : undefined;
		if (constant.type !== 'string') return undefined;
		if (call.name === 'trim') return { type: 'string', value: constant.value.trim() };
		return call.name === 'toLowerCase' ? { type: 'string', value: constant.value.toLowerCase() } : constant;
	});
}

/** A getter with a default as its last argument: `params.getLong("interval", 60000)`, `orElse(5)`. */
function withDefault(call: Call, values: Evaluator): Evaluated | undefined {
	const getter = call.args.length >= 2 && /^get/.test(call.name);
	if (!getter && call.name !== 'orElse') return undefined;
	const last = call.args.at(-1);
	const fallback = last === undefined ? undefined : values.constant(last);
	return unknownConstant(`is read from \`${call.name}(…)\``, fallback);
}

/** A construction that only wraps a text: `new Path("s3://…")`, `new URI("…")`. */
export function evaluateConstruction(node: JavaNode, values: Evaluator): Evaluated | undefined {
	const name = constructedType(node)?.name;
	const args = argumentsOf(node);
	const [argument] = args;
	if (argument === undefined || args.length > 1 || (name !== 'Path' && name !== 'URI' && name !== 'String')) return undefined;
	return values.of(argument);
}

function first(call: Call, values: Evaluator): Evaluated | undefined {
	const [argument] = call.args;
	return argument === undefined ? undefined : values.of(argument);
}

function textOf(argument: JavaNode | undefined, values: Evaluator): string | undefined {
	const constant = argument === undefined ? undefined : values.constant(argument);
	return constant?.type === 'string' ? constant.value : undefined;
}

/** The evaluation with another constant; its fallback is turned in the same way. */
function mapped(value: Evaluated, turn: (constant: JavaConstant) => JavaConstant | undefined): Evaluated | undefined {
	if (value.known) {
		const turned = turn(value.constant);
		return turned === undefined ? undefined : knownConstant(turned);
	}
	return unknownConstant(value.why, value.fallback === undefined ? undefined : turn(value.fallback));
}
