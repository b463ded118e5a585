import type { TextEdit } from '../../model/finding.ts';
import type { OperatorFact } from '../../model/job.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';
import { Analysis } from '../../parsers/java/analysis.ts';
import { Mentions } from '../../parsers/java/mentions.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import { type Chain, chainFrom, destinationOf } from '../../parsers/java/operator-chains.ts';
import { OperatorStatements } from '../../parsers/java/operator-statements.ts';
import type { Declaration } from '../../parsers/java/scope.ts';
import type { JavaSource } from '../../parsers/java/source.ts';
import type { OperatorMethod } from '../../parsers/java/stream-methods.ts';
import { Streams } from '../../parsers/java/streams.ts';
import { type Call, enclosingStatement } from '../../parsers/java/syntax.ts';
import { callAt } from './calls.ts';
import { infersFromTarget, witness } from './inference.ts';
import { hasNeighbours, indentation, insertion, isFirstOnLine, lineBreak, lineStart, statementAfter } from './layout.ts';

type Edits = readonly TextEdit[] | undefined;

/** What the way a uid is written depends on. */
interface Site {
	readonly source: JavaSource;
	readonly analysis: Analysis;
	readonly streams: Streams;
	readonly statements: OperatorStatements;
	readonly call: Call;
	readonly method: OperatorMethod;
	readonly chain: Chain;
	/** `uid("…")` */
	readonly code: string;
}

/** Gives an operator a uid: behind the call that adds it, or as a statement of its own where the program would not compile otherwise. */
export function withUid(source: JavaSource, operator: OperatorFact, uid: string, version: FlinkVersion | undefined): Edits {
	if (operator.uid?.kind === 'known' && operator.uid.value === uid) return [];
	if (operator.uid !== undefined || uid.trim() === '' || /\p{Cc}/u.test(uid)) return undefined;
	const from = operator.takesUidFrom;
	if (from !== undefined && (version === undefined || !atLeast(version, from))) return undefined;
	const call = callAt(source, operator.range);
	const analysis = new Analysis(source);
	const streams = new Streams(source, analysis.types, analysis.handles);
	const method = call === undefined ? undefined : streams.operator(call);
	if (call === undefined || method === undefined) return undefined;
	const statements = new OperatorStatements(analysis, new Mentions(source), streams);
	const code = `uid(${JSON.stringify(uid)})`;
	return written({ source, analysis, streams, statements, call, method, chain: chainFrom(call.node), code });
}

function written(site: Site): Edits {
	const { call, method, chain, analysis, streams, statements } = site;
	const destination = destinationOf(chain);
	const infers = chain.end === call.node && infersFromTarget(call, method, analysis.types);
	switch (destination.kind) {
		case 'consumed':
			return inChain(site);
		case 'argument':
			return infers ? undefined : inChain(site);
		case 'returned': {
			const type = destination.method.field('type');
			if (method.to === 'source' && streams.ofType(type) === 'source') return undefined;
			return infers ? witnessed(site, type) : inChain(site);
		}
		case 'variable': {
			const declaration = statements.variable(chain);
			return declaration === undefined ? undefined : intoVariable(site, declaration, infers);
		}
		case 'elsewhere':
			return undefined;
	}
}

/** `DataStreamSource.uid` gives a SingleOutputStreamOperator, which a variable of type DataStreamSource does not take. */
function intoVariable(site: Site, declaration: Declaration, infers: boolean): Edits {
	const { method, streams } = site;
	const kind = streams.ofDeclaration(declaration);
	const isInferred = declaration.type === undefined || declaration.type.text === 'var';
	if (method.to === 'source' && (kind === 'source' || isInferred)) return onVariable(site, declaration);
	if (!infers || isInferred) return inChain(site);
	const takesUid = kind === 'single' || kind === 'sink';
	return (takesUid ? onVariable(site, declaration) : undefined) ?? witnessed(site, declaration.type);
}

/** `words.uid("words");` after the statement that fills the variable. */
function onVariable({ source, analysis, call, chain, code }: Site, declaration: Declaration): Edits {
	const statement = enclosingStatement(call.node);
	const holder = chain.end.parent;
	if (statement === undefined || holder?.parent !== statement || !hasNeighbours(statement)) return undefined;
	// On a variable that is filled twice it could not be told which of the two operators is meant.
	if (analysis.handles.valuesOf(declaration).length > 1) return undefined;
	const target = holder.type === 'variable_declarator' ? declaration.name : holder.field('left')?.text;
	return target === undefined ? undefined : [statementAfter(source, statement, `${target}.${code};`)];
}

/** `in.<Base>map(f).uid("f")`: says what the compiler took from the variable so far. */
function witnessed(site: Site, target: JavaNode | undefined): Edits {
	const type = witness(site.call, site.method, target, site.source);
	return type === undefined ? undefined : [insertion(site.source, type.at, type.text), ...inChain(site)];
}

/** Behind the call, on a line of its own where the links of the chain have theirs. */
function inChain({ source, call, code }: Site): readonly TextEdit[] {
	const { text } = source;
	const { end, parent } = call.node;
	const next = parent?.type === 'method_invocation' && parent.field('object') === call.node ? parent.child('.') : undefined;
	if (next !== undefined && isFirstOnLine(text, next.start) && text.slice(end, next.start).includes('\n')) {
		const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^*\r\n]*\*\/[ \t]*(?=[\r\n]))/.exec(text.slice(end, next.start));
		return [insertion(source, end + (rest?.[0].length ?? 0), `${ownLine(text, next.start)}.${code}`)];
	}
	const dot = call.node.child('.');
	if (next === undefined && dot !== undefined && isFirstOnLine(text, dot.start))
		return [insertion(source, end, `${ownLine(text, dot.start)}.${code}`)];
	return [insertion(source, end, `.${code}`)];
}

/** The line break before the link at an offset, and its indentation. */
function ownLine(text: string, link: number): string {
	return `${lineBreak(text, lineStart(text, link) - 1)}${indentation(text, link)}`;
}
