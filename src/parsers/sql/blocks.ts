import { type Block, emptyBlock, joinAt, noteDistinct } from './block.ts';
import { noteCondition } from './condition.ts';
import { closing, nameAt } from './statements.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** The SELECTs of a query. */
interface Blocks {
	readonly blocks: readonly Block[];
	readonly hints: ReadonlySet<string>;
	readonly windowed: boolean;
	/** The query was understood as far as flint looks. */
	readonly certain: boolean;
}

const WINDOWS = ['TUMBLE', 'HOP', 'CUMULATE', 'SESSION', 'MATCH_RECOGNIZE'];
const WINDOW_COLUMNS = /^(?:window_(?:start|end|time)|(?:TUMBLE|HOP|SESSION)_(?:START|END|ROWTIME|PROCTIME))$/i;
const RANKS = ['ROW_NUMBER', 'RANK', 'DENSE_RANK'];
const SETS = ['UNION', 'INTERSECT', 'EXCEPT', 'MINUS'];

type Clause = 'select' | 'from' | 'on' | 'where' | 'group' | 'rest';

interface Frame {
	block: Block | undefined;
	clause: Clause;
	/** A relation is to follow. */
	expects: boolean;
	/** Parentheses that are open inside the block's clause. */
	nested: number;
}

/** Reads the SELECTs of a query in one pass, without recursion. */
export function blocksIn(tokens: readonly Token[]): Blocks {
	const reader = new BlockReader(tokens);
	return reader.read();
}

class BlockReader {
	private readonly blocks: Block[] = [];
	private readonly hints = new Set<string>();
	private readonly named: ReadonlySet<string>;
	private windowed = false;
	private certain = true;
	private frames: Frame[] = [frame()];

	constructor(private readonly tokens: readonly Token[]) {
		this.named = namesOfWith(tokens);
	}

	read(): Blocks {
		for (let index = 0; index < this.tokens.length; ) index = this.step(index);
		if (this.frames.length !== 1) this.certain = false;
		return { blocks: this.blocks, hints: this.hints, windowed: this.windowed, certain: this.certain };
	}

	private get top(): Frame {
		return this.frames.at(-1) ?? frame();
	}

	/** Reads what stands at an index and gives the next one. */
	private step(index: number): number {
		const token = this.tokens[index];
		if (token === undefined) return index + 1;
		this.lookForWindow(token, index);
		if (token.kind === 'hint') return this.hint(token, index);
		if (isSymbol(token, '(')) return this.open(index);
		if (isSymbol(token, ')')) return this.close(index);
		if (this.top.expects) return this.relation(index);
		if (token.kind === 'word') return this.word(token, index);
		this.note(token);
		return index + 1;
	}

	private lookForWindow(token: Token, index: number): void {
		if (token.kind !== 'word' && token.kind !== 'name') return;
		if (WINDOW_COLUMNS.test(token.text) || (isWord(token, ...WINDOWS) && isSymbol(this.tokens[index + 1], '('))) this.windowed = true;
	}

	private hint(token: Token, index: number): number {
		for (const [, name = ''] of token.text.matchAll(/([A-Za-z_]+)\s*\(/g)) this.hints.add(name.toUpperCase());
		return index + 1;
	}

	/** A parenthesis that holds a query gets a frame of its own; any other one belongs to its clause. */
	private open(index: number): number {
		const { top } = this;
		const query = isWord(this.tokens[index + 1], 'SELECT', 'WITH', 'VALUES');
		if (top.expects && query) {
			// A lateral one is asked for each row.
			top.block?.relations.push({ query: !isWord(this.tokens[index - 1], 'LATERAL'), temporal: false });
			top.expects = false;
		}
		// Joins in parentheses are joined in another order than they are written.
		else if (top.expects) this.certain = false;
		if (query || top.block === undefined) this.frames.push(frame());
		else {
			top.nested++;
			this.keep(this.tokens[index]);
		}
		return index + 1;
	}

	private close(index: number): number {
		const { top } = this;
		if (top.nested > 0) {
			top.nested--;
			this.keep(this.tokens[index]);
		} else if (this.frames.length > 1) this.frames.pop();
		else this.certain = false;
		return index + 1;
	}

	private relation(index: number): number {
		const { top, tokens } = this;
		if (isWord(tokens[index], 'LATERAL')) return index + 1;
		top.expects = false;
		if (isWord(tokens[index], 'TABLE', 'UNNEST') && isSymbol(tokens[index + 1], '(')) return this.notATable(index + 1);
		const named = nameAt(tokens, index);
		if (named === undefined) {
			this.certain = false;
			return index + 1;
		}
		if (isSymbol(tokens[named.next], '(')) return this.notATable(named.next);
		const range = { start: tokens[index]?.start ?? 0, end: tokens[named.next - 1]?.end ?? 0 };
		const hint = tokens[named.next];
		const hinted = hint?.kind === 'hint' && /\bOPTIONS\s*\(/i.test(hint.text);
		const query = this.named.has(named.name);
		top.block?.relations.push(query ? { query, temporal: false } : { table: { table: named.name, range, hinted }, query, temporal: false });
		return named.next;
	}

	/** A function that gives a table; tables it is given are read by it. */
	private notATable(open: number): number {
		const end = closing(this.tokens, open);
		this.top.block?.relations.push({ query: false, temporal: false });
		for (let index = open; index < end; index++) {
			const token = this.tokens[index];
			if (token !== undefined) this.lookForWindow(token, index);
			if (isWord(token, 'SELECT')) this.certain = false;
			if (!isWord(token, 'TABLE')) continue;
			const named = nameAt(this.tokens, index + 1);
			if (named === undefined || isSymbol(this.tokens[named.next], '(')) continue;
			const range = { start: this.tokens[index + 1]?.start ?? 0, end: this.tokens[named.next - 1]?.end ?? 0 };
			this.top.block?.relations.push({ table: { table: named.name, range, hinted: false }, query: true, temporal: false });
		}
		return end + 1;
	}

	private word(token: Token, index: number): number {
		const { top, tokens } = this;
		if (top.nested === 0) {
			if (isWord(token, 'SELECT')) return this.select(token, index);
			if (isWord(token, ...SETS)) return this.unite(index);
			if (top.block !== undefined && this.clause(token, index, top.block)) return index + (isWord(token, 'GROUP') ? 2 : 1);
		}
		if (isWord(token, 'SYSTEM_TIME', 'SYSTEM_VERSION') && isWord(tokens[index - 1], 'FOR')) {
			const relation = top.block?.relations.at(-1);
			if (relation !== undefined) relation.temporal = true;
		}
		this.note(token);
		return index + 1;
	}

	private select(token: Token, index: number): number {
		const { top } = this;
		const block = emptyBlock(token, this.frames.length);
		if (top.block !== undefined) block.combined = true;
		const distinct = this.tokens[index + 1];
		if (isWord(distinct, 'DISTINCT')) block.distinct = { start: token.start, end: distinct?.end ?? token.end };
		top.block = block;
		top.clause = 'select';
		this.blocks.push(block);
		return index + (isWord(distinct, 'DISTINCT', 'ALL') ? 2 : 1);
	}

	private unite(index: number): number {
		const { top } = this;
		if (top.block !== undefined) top.block.combined = true;
		top.clause = 'rest';
		return index + 1;
	}

	/** Takes a word that begins a clause or a join. */
	private clause(token: Token, index: number, block: Block): boolean {
		const { top, tokens } = this;
		if (isWord(token, 'FROM') && top.clause === 'select') return this.begin('from', true);
		if (isWord(token, 'JOIN')) return this.join(token, index, block);
		if (isWord(token, 'ON') && top.clause === 'from') return this.begin('on', false);
		if (isWord(token, 'USING')) {
			const join = block.joins.at(-1);
			if (join !== undefined) join.on.equality = true;
			return false;
		}
		if (isWord(token, 'WHERE')) return this.begin('where', false);
		if (isWord(token, 'GROUP') && isWord(tokens[index + 1], 'BY')) {
			block.group = { start: token.start, end: tokens[index + 1]?.end ?? token.end };
			return this.begin('group', false);
		}
		if (isWord(token, 'HAVING', 'WINDOW', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'QUALIFY')) return this.begin('rest', false);
		return false;
	}

	private begin(clause: Clause, expects: boolean): boolean {
		this.top.clause = clause;
		this.top.expects = expects;
		return true;
	}

	private join(token: Token, index: number, block: Block): boolean {
		const before = this.tokens.slice(Math.max(0, index - 3), index);
		const cross = before.some((word) => isWord(word, 'CROSS'));
		const other = before.some((word) => isWord(word, 'NATURAL', 'SEMI', 'ANTI', 'ASOF'));
		block.joins.push(joinAt(token, other ? 'other' : cross ? 'cross' : 'plain', block.relations.length));
		return this.begin('from', true);
	}

	/** Keeps of a token what the clause it stands in needs. */
	private note(token: Token): void {
		const { top } = this;
		const { block } = top;
		if (block === undefined) return;
		if (top.clause === 'from' && top.nested === 0 && isSymbol(token, ',')) {
			block.joins.push(joinAt(token, 'comma', block.relations.length));
			top.expects = true;
			return;
		}
		if (isWord(token, 'OVER')) block.over = true;
		if (isWord(token, 'PARTITION')) block.partitioned = true;
		if (isWord(token, ...RANKS)) block.rank = { start: token.start, end: token.end };
		this.keep(token);
	}

	private keep(token: Token | undefined): void {
		const { top } = this;
		const { block } = top;
		if (block === undefined || token === undefined) return;
		if (top.clause === 'select') {
			if (isWord(token, 'DISTINCT')) noteDistinct(block, token);
			block.items.push(token);
		} else if (top.clause === 'group') block.groups.push(token);
		else if (top.clause === 'where') noteCondition(block.where, token);
		else if (top.clause === 'on') {
			const on = block.joins.at(-1)?.on;
			if (on !== undefined) noteCondition(on, token);
		}
	}
}

function frame(): Frame {
	return { block: undefined, clause: 'rest', expects: false, nested: 0 };
}

/** The names that a `WITH` gives to queries. */
function namesOfWith(tokens: readonly Token[]): ReadonlySet<string> {
	const names = new Set<string>();
	if (!tokens.some((token) => isWord(token, 'WITH'))) return names;
	for (const [index, token] of tokens.entries()) {
		if (isWord(token, 'AS') && isSymbol(tokens[index + 1], '(') && isWord(tokens[index + 2], 'SELECT', 'WITH')) {
			const name = tokens[index - 1];
			if (name !== undefined) names.add(name.text);
		}
	}
	return names;
}
