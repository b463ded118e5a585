import { catalogue } from '../../catalog/catalogue.ts';
import type { Insertion } from '../../model/change.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue, type TypedValue } from '../../model/value.ts';
import type { FlinkVersion } from '../../model/version.ts';
import { Mentions } from '../../parsers/java/mentions.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import { typeName } from '../../parsers/java/scope.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import { argumentsOf, type Call, callOf, constructedType, enclosingStatement, isMethod, isType } from '../../parsers/java/syntax.ts';
import { Imports } from './imports.ts';
import { hasNeighbours, insertion as insertAt, statementAfter } from './layout.ts';
import { type Setter, type SetterOwner, setterFor } from './setters.ts';
import { durationCall, longLiteral, rewritten } from './values.ts';

const INCREMENTAL = 'execution.checkpointing.incremental';
const ENVIRONMENTS: ReadonlySet<string> = new Set(['StreamExecutionEnvironment', 'LocalStreamEnvironment', 'RemoteStreamEnvironment']);
/** Backends whose constructor takes whether checkpoints are incremental, after so many other arguments. */
const INCREMENTAL_ARGUMENT: ReadonlyMap<string, number> = new Map([
	['EmbeddedRocksDBStateBackend', 0],
	['RocksDBStateBackend', 1],
]);

/** Inserts a statement after the one that states `after`, on the same object; undefined where the program cannot hold it there. */
export function inserted(source: JavaSource, wanted: Insertion, version: FlinkVersion | undefined): readonly TextEdit[] | undefined {
	const option = catalogue.find(wanted.key)[0];
	const sibling = wanted.after;
	if (option === undefined || sibling === undefined || sibling.file !== source.path) return undefined;
	const node = statedBy(source, sibling);
	if (node === undefined) return undefined;
	if (option.key === INCREMENTAL && isBackend(node)) return incremental(source, node, wanted.value);
	const call = callOf(node);
	const statement = call === undefined ? undefined : ownStatement(call.node);
	if (call === undefined || statement === undefined) return undefined;
	if (isEntry(call)) {
		const key = catalogue.keyToWrite(option, version);
		const code = key === undefined ? undefined : entryCode(source, call, statement, key, wanted.value);
		return code === undefined ? undefined : [statementAfter(source, statement, code)];
	}
	const setter = setterFor(option.key, version);
	return setter === undefined ? undefined : insertedSetter(source, call, statement, setter, sibling, wanted.value);
}

/** The call or construction that states a setting: its range begins at the method's name. */
export function statedBy(source: JavaSource, setting: Setting): JavaNode | undefined {
	const leaf = source.leavesAt([setting.range.start])[0];
	for (let node = leaf; node !== undefined && node.end <= setting.range.end; node = node.parent) {
		if (node.type === 'object_creation_expression' && node.end === setting.range.end) return node;
	}
	for (let node = leaf; node !== undefined; node = node.parent) {
		if (node.type === 'method_invocation' && node.end === setting.range.end) return node;
		if (node.end > setting.range.end) return undefined;
	}
	return undefined;
}

/** Whether a call puts a key and a value into a configuration: `conf.set(OPTION, value)`, `conf.setString("key", "value")`. */
export function isEntry(call: Call): boolean {
	return call.args.length === 2 && /^set(?:String|Integer|Long|Boolean|Float|Double)?$/.test(call.name);
}

function isBackend(node: JavaNode): boolean {
	return node.type === 'object_creation_expression' || callOf(node)?.name === 'setStateBackend';
}

/** The statement a chain of calls is the whole of, where another can stand after it. */
function ownStatement(call: JavaNode): JavaNode | undefined {
	const statement = enclosingStatement(call);
	if (statement === undefined || !hasNeighbours(statement)) return undefined;
	if (statement.type !== 'expression_statement' && statement.type !== 'local_variable_declaration') return undefined;
	for (let node = call.parent; node !== undefined && node !== statement; node = node.parent) {
		// In a lambda or an argument the statement around is not the one that configures.
		if (!['method_invocation', 'assignment_expression', 'variable_declarator', 'parenthesized_expression'].includes(node.type))
			return undefined;
	}
	return statement;
}

function insertedSetter(
	source: JavaSource,
	call: Call,
	statement: JavaNode,
	setter: Setter,
	sibling: Setting,
	value: TypedValue,
): readonly TextEdit[] | undefined {
	const mentions = new Mentions(source);
	const imports = new Imports(source);
	const receiver = receiverFor(setter.owner, call, statement, mentions);
	const argument = argumentFor(setter, value, imports, siblingValue(source, sibling), mentions);
	if (receiver === undefined || argument === undefined) return undefined;
	return [...imports.edits(), statementAfter(source, statement, `${receiver}.${setter.method}(${argument});`)];
}

/** The expression that gives the object of a setter where its sibling stands. */
function receiverFor(owner: SetterOwner, call: Call, statement: JavaNode, mentions: Mentions): string | undefined {
	const environment = environmentOf(call, statement, mentions);
	if (owner === 'environment') return environment;
	if (call.receiver !== undefined && isVariable(call.receiver)) {
		const type = declaredType(call.receiver, mentions);
		if (type === 'CheckpointConfig') return call.receiver.text;
	}
	const local = environment === undefined ? undefined : localCheckpointConfig(environment, statement);
	if (local !== undefined) return local;
	return environment === undefined ? undefined : `${environment}.getCheckpointConfig()`;
}

/** The expression for the environment that a call configures. */
function environmentOf(call: Call, statement: JavaNode, mentions: Mentions): string | undefined {
	let root = call.receiver;
	for (let inner = root === undefined ? undefined : callOf(root); inner !== undefined; inner = callOf(root ?? call.node)) {
		if (inner.name.startsWith('getExecutionEnvironment') || inner.name.startsWith('create')) return assignedName(inner.node, statement);
		if (inner.receiver === undefined) return undefined;
		root = inner.receiver;
		if (callOf(root) === undefined) break;
	}
	if (root === undefined || !isVariable(root)) return undefined;
	const type = declaredType(root, mentions);
	if (type === undefined || ENVIRONMENTS.has(type)) return root.text;
	const origin = mentions.declarationOf(root)?.value;
	const getter = origin === undefined ? undefined : callOf(origin);
	const isPart = getter?.name === 'getCheckpointConfig' || getter?.name === 'getConfig';
	const whole = isPart && getter.receiver !== undefined && isVariable(getter.receiver) ? getter.receiver : undefined;
	if (whole === undefined) return undefined;
	const wholeType = declaredType(whole, mentions);
	return wholeType === undefined || ENVIRONMENTS.has(wholeType) ? whole.text : undefined;
}

/** The variable that a chain which begins with the acquisition is assigned to. */
function assignedName(acquisition: JavaNode, statement: JavaNode): string | undefined {
	for (let node = acquisition.parent; node !== undefined && node !== statement; node = node.parent) {
		if (node.type === 'variable_declarator') return node.field('name')?.text;
		if (node.type === 'assignment_expression') return node.field('left')?.text;
	}
	return undefined;
}

function isVariable(node: JavaNode): boolean {
	return node.type === 'identifier' || (node.type === 'field_access' && node.field('object')?.type === 'this');
}

function declaredType(variable: JavaNode, mentions: Mentions): string | undefined {
	const declaration = mentions.declarationOf(variable);
	if (declaration === undefined) return undefined;
	const written = typeName(declaration);
	if (written !== 'var') return written;
	const made = declaration.value === undefined ? undefined : callOf(declaration.value);
	return made?.name === 'getCheckpointConfig' ? 'CheckpointConfig' : undefined;
}

/** A CheckpointConfig of the environment that was put into a local before, in the same or a surrounding list of statements. */
function localCheckpointConfig(environment: string, statement: JavaNode): string | undefined {
	for (const at of statement.upwards()) {
		if (at.type === 'lambda_expression' || isMethod(at) || isType(at)) return undefined;
		for (const before of at.parent?.named ?? []) {
			if (before.start >= at.start) break;
			const declarator = before.type === 'local_variable_declaration' ? before.child('variable_declarator') : undefined;
			const made = declarator?.field('value');
			const getter = made === undefined ? undefined : callOf(made);
			if (getter?.name === 'getCheckpointConfig' && getter.receiver?.text === environment) return declarator?.field('name')?.text;
		}
	}
	return undefined;
}

function siblingValue(source: JavaSource, sibling: Setting): JavaNode | undefined {
	const { valueRange } = sibling;
	let node = valueRange === undefined ? undefined : source.leavesAt([valueRange.start])[0];
	while (node !== undefined && valueRange !== undefined && node.end < valueRange.end) node = node.parent;
	return node !== undefined && node.end === valueRange?.end ? node : undefined;
}

function argumentFor(
	setter: Setter,
	value: TypedValue,
	imports: Imports,
	like: JavaNode | undefined,
	mentions: Mentions,
): string | undefined {
	const { argument } = setter;
	switch (argument.kind) {
		case 'millis':
			return value.type === 'duration' ? millis(value.ms, like, mentions) : undefined;
		case 'duration':
			return value.type === 'duration' ? durationCall(value.ms, imports.name('java.time.Duration')) : undefined;
		case 'int':
			return value.type === 'number' && Number.isInteger(value.value) ? String(value.value) : undefined;
		case 'boolean':
			return value.type === 'boolean' ? String(value.value) : undefined;
		case 'text':
			return value.type === 'text' ? JSON.stringify(value.value) : undefined;
		case 'enum': {
			if (value.type !== 'enum' && value.type !== 'text') return undefined;
			const owner = imports.name(argument.className);
			const constant = value.value.toUpperCase().replaceAll('-', '_');
			return argument.nested === undefined ? `${owner}.${constant}` : `${owner}.${argument.nested}.${constant}`;
		}
	}
}

/** Milliseconds as the sibling writes its own; a plain number where it does so, or where it names a constant. */
function millis(ms: number, like: JavaNode | undefined, mentions: Mentions): string {
	const isPlain = like === undefined || like.type === 'identifier' || like.type === 'field_access';
	const replacement = isPlain ? undefined : rewritten(like, { type: 'duration', ms }, mentions);
	if (like === undefined || replacement === undefined || !isInside(replacement.node, like)) return longLiteral(ms, false);
	const { text } = like;
	return text.slice(0, replacement.node.start - like.start) + replacement.text + text.slice(replacement.node.end - like.start);
}

function isInside(inner: JavaNode, outer: JavaNode): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** Another entry of the same Configuration; `setString` takes every key and text in every version. */
function entryCode(source: JavaSource, call: Call, statement: JavaNode, key: string, value: TypedValue): string | undefined {
	if (call.receiver === undefined || call.node.parent !== statement || !call.name.startsWith('set')) return undefined;
	const mentions = new Mentions(source);
	const isText = call.args[0]?.type === 'string_literal';
	const isConfiguration = isVariable(call.receiver) && declaredType(call.receiver, mentions) === 'Configuration';
	if (!isConfiguration && !isText) return undefined;
	// TableConfig knows `set` with two texts, Configuration `setString`.
	const method = isConfiguration || call.name === 'setString' ? 'setString' : 'set';
	if (!isConfiguration && call.args[1]?.type !== 'string_literal') return undefined;
	return `${call.receiver.text}.${method}(${JSON.stringify(key)}, ${JSON.stringify(formatValue(value))});`;
}

/** `new EmbeddedRocksDBStateBackend()` becomes `new EmbeddedRocksDBStateBackend(true)`. */
function incremental(source: JavaSource, node: JavaNode, value: TypedValue): readonly TextEdit[] | undefined {
	const creation = node.type === 'object_creation_expression' ? node : createdIn(node);
	const name = creation === undefined ? undefined : constructedType(creation)?.name;
	const before = name === undefined ? undefined : INCREMENTAL_ARGUMENT.get(name);
	if (creation === undefined || before === undefined || value.type !== 'boolean') return undefined;
	const args = argumentsOf(creation);
	const close = creation.field('arguments')?.end;
	if (args.length !== before || close === undefined) return undefined;
	return [insertAt(source, args.at(-1)?.end ?? close - 1, before === 0 ? String(value.value) : `, ${value.value}`)];
}

/** The backend a `setStateBackend(new …)` is given. */
function createdIn(node: JavaNode): JavaNode | undefined {
	return argumentsOf(node).find((argument) => argument.type === 'object_creation_expression');
}
