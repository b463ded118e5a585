import type { Range } from '../../model/range.ts';

/** An expression of Go's text/template. */
export type Expression =
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly range: Range }
	/** `.a.b`, `$.a.b`, `$name.a`: what it starts from, and the fields below. */
	| { readonly kind: 'path'; readonly from: string; readonly fields: readonly string[] }
	| { readonly kind: 'field'; readonly of: Expression; readonly fields: readonly string[] }
	| { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] };

const TOKEN =
	/\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|\$?[A-Za-z_]\w*|\$|-?(?:0[xX][\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\.[A-Za-z_]\w*|\.|\||\(|\)|:=|=|,/y;

interface Token {
	readonly text: string;
	readonly start: number;
	/** A blank stands before it: `.a .b` are two operands, `.a.b` is one. */
	readonly apart: boolean;
}

/** The tokens of an action's inside, or undefined where something in it is none. */
export function tokensOf(text: string, offset: number): readonly Token[] | undefined {
	const tokens: Token[] = [];
	let apart = true;
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const start = TOKEN.lastIndex;
		const found = TOKEN.exec(text)?.[0];
		if (found === undefined || tokens.length > MOST_TOKENS) return undefined;
		if (/^\s/.test(found)) apart = true;
		else {
			tokens.push({ text: found, start: start + offset, apart });
			apart = false;
		}
	}
	return tokens;
}

/** Nobody writes a longer action. */
const MOST_TOKENS = 2000;
const DEEPEST = 50;

/** Reads the whole of the tokens as a pipeline; undefined where they are none. */
export function pipelineOf(tokens: readonly Token[]): Expression | undefined {
	const reader = new Reader(tokens);
	const expression = reader.pipeline(0);
	return reader.done ? expression : undefined;
}

class Reader {
	private at = 0;

	constructor(private readonly tokens: readonly Token[]) {}

	get done(): boolean {
		return this.at >= this.tokens.length;
	}

	pipeline(depth: number): Expression | undefined {
		let result = this.command(undefined, depth);
		while (result !== undefined && this.tokens[this.at]?.text === '|') {
			this.at++;
			result = this.command(result, depth);
		}
		return result;
	}

	/** @param piped what the pipe hands on, as the last argument */
	private command(piped: Expression | undefined, depth: number): Expression | undefined {
		const operands: Expression[] = [];
		let name: string | undefined;
		for (let token = this.tokens[this.at]; token !== undefined && token.text !== '|' && token.text !== ')'; token = this.tokens[this.at]) {
			if (operands.length === 0 && name === undefined && isFunction(token.text)) {
				name = token.text;
				this.at++;
				continue;
			}
			const operand = this.operand(token, depth);
			if (operand === undefined) return undefined;
			operands.push(operand);
		}
		if (name !== undefined) return { kind: 'call', name, arguments: piped === undefined ? operands : [...operands, piped] };
		return operands.length === 1 && piped === undefined ? operands[0] : undefined;
	}

	private operand(token: Token, depth: number): Expression | undefined {
		const { text, start } = token;
		const range = { start, end: start + text.length };
		this.at++;
		if (text === '(') {
			const inside = depth > DEEPEST ? undefined : this.pipeline(depth + 1);
			if (inside === undefined || this.tokens[this.at]?.text !== ')') return undefined;
			this.at++;
			const fields = this.fields();
			return fields.length === 0 ? inside : { kind: 'field', of: inside, fields };
		}
		if (text === '.') return { kind: 'path', from: '.', fields: [] };
		if (text.startsWith('.')) return { kind: 'path', from: '.', fields: [text.slice(1), ...this.fields()] };
		if (text.startsWith('$')) return { kind: 'path', from: text, fields: this.fields() };
		if (text.startsWith('"')) {
			const value = unquoted(text);
			return value === undefined ? undefined : { kind: 'literal', value, range: { start: start + 1, end: range.end - 1 } };
		}
		if (text.startsWith('`')) return { kind: 'literal', value: text.slice(1, -1), range: { start: start + 1, end: range.end - 1 } };
		if (/^-?\d/.test(text)) return { kind: 'literal', value: Number(text), range };
		if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', range };
		if (text === 'nil') return { kind: 'literal', value: null, range };
		return isFunction(text) ? { kind: 'call', name: text, arguments: [] } : undefined;
	}

	/** Fields right behind an operand. */
	private fields(): readonly string[] {
		const fields: string[] = [];
		for (let token = this.tokens[this.at]; token !== undefined && !token.apart && /^\.\w/.test(token.text); token = this.tokens[this.at]) {
			fields.push(token.text.slice(1));
			this.at++;
		}
		return fields;
	}
}

function isFunction(text: string): boolean {
	return /^[A-Za-z_]/.test(text) && !/^(?:true|false|nil)$/.test(text);
}

function unquoted(text: string): string | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}
