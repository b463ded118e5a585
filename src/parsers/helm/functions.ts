import { type Datum, fieldOf, MISSING, made, ofPieces, type Piece, textOf, truth, UNKNOWN } from './datum.ts';
import { yamlOf } from './yaml-writer.ts';

type Scalar = Datum & { readonly kind: 'scalar' };

/**
 * What a function of Helm or Sprig gives for its arguments, of which the piped one is the last; unknown for any that is not here.
 * Source: Masterminds/sprig, helm.sh/helm/v3/pkg/engine.
 */
export function call(name: string, args: readonly Datum[]): Datum {
	const own = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
	return own?.(args) ?? UNKNOWN;
}

type Function = (args: readonly Datum[]) => Datum | undefined;

const FUNCTIONS: Readonly<Record<string, Function>> = {
	default: ([instead, given]) => {
		if (given === undefined || instead === undefined) return undefined;
		const holds = given.kind === 'missing' ? false : truth(given);
		return holds === undefined ? UNKNOWN : holds ? given : instead;
	},
	coalesce: (args) => firstTrue(args),
	or: (args) => firstTrue(args),
	and: (args) => args.find((arg) => truth(arg) === false) ?? (args.every((arg) => truth(arg) === true) ? args.at(-1) : UNKNOWN),
	not: ([arg]) => negated(arg),
	empty: ([arg]) => negated(arg),
	required: ([, given]) => (given?.kind === 'missing' ? UNKNOWN : given),
	ternary: ([yes, no, condition]) => {
		const holds = condition === undefined ? undefined : truth(condition);
		return holds === undefined ? UNKNOWN : holds ? yes : no;
	},
	eq: ([given, ...others]) => {
		if (!isKnown(given)) return UNKNOWN;
		let unsure = false;
		for (const other of others) {
			if (!isKnown(other)) unsure = true;
			else if (other.value === given.value) return made(true);
		}
		return unsure ? UNKNOWN : made(false);
	},
	ne: ([a, b]) => (isKnown(a) && isKnown(b) ? made(a.value !== b.value) : UNKNOWN),
	gt: (args) => compared(args, (a, b) => a > b),
	ge: (args) => compared(args, (a, b) => a >= b),
	lt: (args) => compared(args, (a, b) => a < b),
	le: (args) => compared(args, (a, b) => a <= b),
	add: (args) => reckoned(args, (a, b) => a + b),
	sub: (args) => reckoned(args, (a, b) => a - b),
	mul: (args) => reckoned(args, (a, b) => a * b),
	div: (args) => reckoned(args, (a, b) => Math.trunc(a / b)),
	int: ([given]) => whole(given),
	int64: ([given]) => whole(given),
	toString: ([given]: readonly Datum[]): Datum => (given?.kind === 'scalar' ? { ...given, value: textOf(given.pieces) } : UNKNOWN),
	quote: ([given]) => quoted(given, '"'),
	squote: ([given]) => quoted(given, "'"),
	upper: ([given]) => changed(given, (text) => text.toUpperCase()),
	lower: ([given]) => changed(given, (text) => text.toLowerCase()),
	trim: ([given]) => (given?.kind === 'scalar' ? trimmed(given) : UNKNOWN),
	trimSuffix: ([end, given]) => changed(given, (text) => (isKnown(end) ? without(text, String(end.value)) : undefined)),
	trimPrefix: ([start, given]) =>
		changed(given, (text) => (isKnown(start) && text.startsWith(String(start.value)) ? text.slice(String(start.value).length) : text)),
	trunc: ([length, given]) => changed(given, (text) => (isKnown(length) ? text.slice(0, Number(length.value)) : undefined)),
	replace: ([old, fresh, given]) =>
		changed(given, (text) => (isKnown(old) && isKnown(fresh) ? text.replaceAll(String(old.value), String(fresh.value)) : undefined)),
	contains: ([part, given]) => (isKnown(part) && isKnown(given) ? made(String(given.value).includes(String(part.value))) : UNKNOWN),
	hasPrefix: ([part, given]) => (isKnown(part) && isKnown(given) ? made(String(given.value).startsWith(String(part.value))) : UNKNOWN),
	hasSuffix: ([part, given]) => (isKnown(part) && isKnown(given) ? made(String(given.value).endsWith(String(part.value))) : UNKNOWN),
	toYaml: ([given]) => {
		const pieces = given === undefined ? undefined : yamlOf(given);
		return pieces === undefined ? UNKNOWN : ofPieces(pieces);
	},
	indent: ([columns, given]) => indented(columns, given, ''),
	nindent: ([columns, given]) => indented(columns, given, '\n'),
	print: (args) => (args.every((arg) => arg.kind === 'scalar') ? joined(args.filter(isScalar)) : UNKNOWN),
	printf: ([format, ...args]) => (isKnown(format) ? formatted(String(format.value), args) : UNKNOWN),
	join: ([between, given]) => {
		if (!isKnown(between) || given?.kind !== 'list' || !given.items.every(isScalar)) return UNKNOWN;
		return joined(given.items.filter(isScalar).flatMap((item, index) => (index === 0 ? [item] : [between, item])));
	},
	list: (args) => ({ kind: 'list', items: args }),
	dict: (args) => {
		const entries = new Map<string, { key: readonly Piece[]; value: Datum }>();
		for (let at = 0; at + 1 < args.length; at += 2) {
			const [key, value] = [args[at], args[at + 1]];
			if (!isKnown(key) || value === undefined) return UNKNOWN;
			entries.set(String(key.value), { key: key.pieces, value });
		}
		return { kind: 'map', entries };
	},
	get: ([map, key]) => (map !== undefined && isKnown(key) ? fieldOf(map, String(key.value)) : UNKNOWN),
	index: ([from, ...keys]) => {
		let found = from ?? UNKNOWN;
		for (const key of keys) found = isKnown(key) && found.kind === 'map' ? fieldOf(found, String(key.value)) : UNKNOWN;
		return found;
	},
	hasKey: ([map, key]) => {
		if (map?.kind !== 'map' || !isKnown(key)) return UNKNOWN;
		return map.entries.has(String(key.value)) ? made(true) : UNKNOWN;
	},
	has: ([item, given]) => {
		if (!isKnown(item) || given?.kind !== 'list' || !given.items.every(isKnown)) return UNKNOWN;
		return made(given.items.some((one) => isKnown(one) && one.value === item.value));
	},
	keys: ([map]) =>
		map?.kind === 'map' && map.open !== true ? { kind: 'list', items: [...map.entries.values()].map(({ key }) => ofPieces(key)) } : UNKNOWN,
	sortAlpha: ([given]) => {
		if (given?.kind !== 'list' || !given.items.every(isKnown)) return UNKNOWN;
		const items = given.items.filter(isKnown);
		return { kind: 'list', items: items.toSorted((a, b) => (String(a.value) < String(b.value) ? -1 : 1)) };
	},
	len: ([given]) => {
		if (given?.kind === 'list') return made(given.items.length);
		if (given?.kind === 'map' && given.open !== true) return made(given.entries.size);
		return isKnown(given) ? made(String(given.value).length) : UNKNOWN;
	},
	kindIs: ([kind, given]) =>
		isKnown(kind) && given !== undefined && kindOf(given) !== undefined ? made(kindOf(given) === kind.value) : UNKNOWN,
};

function kindOf(datum: Datum): string | undefined {
	if (datum.kind === 'list') return 'slice';
	if (datum.kind === 'map') return 'map';
	if (datum.kind !== 'scalar' || datum.value === null) return undefined;
	return typeof datum.value === 'string' ? 'string' : typeof datum.value === 'number' ? 'float64' : 'bool';
}

function isScalar(datum: Datum): datum is Scalar {
	return datum.kind === 'scalar';
}

function isKnown(datum: Datum | undefined): datum is Scalar {
	return datum?.kind === 'scalar' && datum.open !== true;
}

function negated(datum: Datum | undefined): Datum {
	const holds = datum === undefined ? undefined : truth(datum);
	return holds === undefined ? UNKNOWN : made(!holds);
}

/** What is not stated counts as empty here: it is what stands behind it that holds by default. */
function firstTrue(args: readonly Datum[]): Datum {
	for (const [index, arg] of args.entries()) {
		if (arg.kind === 'missing') {
			if (index === args.length - 1) return MISSING;
			continue;
		}
		const holds = truth(arg);
		if (holds === undefined) return UNKNOWN;
		if (holds) return arg;
	}
	return args.some(({ kind }) => kind === 'missing') ? MISSING : (args.at(-1) ?? UNKNOWN);
}

function compared([a, b]: readonly Datum[], holds: (a: number, b: number) => boolean): Datum {
	return isKnown(a) && isKnown(b) ? made(holds(Number(a.value), Number(b.value))) : UNKNOWN;
}

function reckoned(args: readonly Datum[], how: (a: number, b: number) => number): Datum {
	const numbers = args.map((arg) => (isKnown(arg) ? Number(arg.value) : Number.NaN));
	const result = numbers.reduce(how);
	return Number.isFinite(result) ? integer(result, []) : UNKNOWN;
}

function whole(given: Datum | undefined): Datum {
	if (!isKnown(given)) return UNKNOWN;
	const value = Math.trunc(Number(given.value));
	return Number.isFinite(value) ? integer(value, given.pieces) : UNKNOWN;
}

/** An integer of Go is printed in full. */
function integer(value: number, from: readonly Piece[]): Datum {
	const [piece] = from;
	const origin = from.length === 1 && piece?.value !== undefined ? { value: piece.value } : {};
	return { kind: 'scalar', value, pieces: [{ text: String(value), ...origin }] };
}

function quoted(given: Datum | undefined, quote: string): Datum {
	if (given?.kind !== 'scalar') return UNKNOWN;
	const text = textOf(given.pieces);
	// What has to be escaped no longer stands where it stood.
	const inside = /["\\\n]/.test(text) && quote === '"' ? [{ text: JSON.stringify(text).slice(1, -1) }] : given.pieces;
	return { ...given, value: `${quote}${text}${quote}`, pieces: [{ text: quote }, ...inside, { text: quote }] };
}

function changed(given: Datum | undefined, how: (text: string) => string | undefined): Datum {
	if (!isKnown(given)) return UNKNOWN;
	const text = textOf(given.pieces);
	const result = how(text);
	return result === undefined ? UNKNOWN : result === text ? given : made(result);
}

function without(text: string, end: string): string {
	return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function trimmed(given: Scalar): Datum {
	return { ...ofPieces(trimmedPieces(given.pieces)), ...(given.open === true ? { open: true } : {}) };
}

/** Pieces without the blanks around all of them. */
function trimmedPieces(pieces: readonly Piece[]): readonly Piece[] {
	let first = 0;
	while (first < pieces.length && pieces[first]?.text.trim() === '') first++;
	let last = pieces.length;
	while (last > first && pieces[last - 1]?.text.trim() === '') last--;
	return pieces.slice(first, last).map((piece, index, all) => {
		const start = index === 0 ? piece.text.length - piece.text.trimStart().length : 0;
		const end = index === all.length - 1 ? piece.text.trimEnd().length : piece.text.length;
		return cut(piece, start, end);
	});
}

/** A part of a piece. */
export function cut(piece: Piece, start: number, end: number): Piece {
	const { file } = piece;
	if (file === undefined) return { ...piece, text: piece.text.slice(start, end) };
	return { text: piece.text.slice(start, end), file: { ...file, range: { start: file.range.start + start, end: file.range.start + end } } };
}

function indented(columns: Datum | undefined, given: Datum | undefined, before: string): Datum {
	if (!isKnown(columns) || given?.kind !== 'scalar') return UNKNOWN;
	const margin = ' '.repeat(Math.min(200, Math.max(0, Number(columns.value))));
	const pieces: Piece[] = [{ text: `${before}${margin}` }];
	for (const piece of given.pieces) {
		let start = 0;
		for (let end = piece.text.indexOf('\n'); end >= 0; end = piece.text.indexOf('\n', start)) {
			pieces.push(cut(piece, start, end + 1), { text: margin });
			start = end + 1;
		}
		pieces.push(cut(piece, start, piece.text.length));
	}
	return ofPieces(pieces, given.open);
}

function joined(parts: readonly Scalar[]): Datum {
	return ofPieces(
		parts.flatMap(({ pieces }) => pieces),
		parts.some(({ open }) => open === true),
	);
}

/** The verbs that charts use; for others the text is not known. */
function formatted(format: string, args: readonly Datum[]): Datum {
	const parts: Scalar[] = [];
	const rest = [...args];
	const plain = (value: string): Scalar => ({ kind: 'scalar', value, pieces: [{ text: value }] });
	for (const part of format.split(/(%[a-z%])/)) {
		const arg = /^%[svdq]$/.test(part) ? rest.shift() : undefined;
		if (part === '%%') parts.push(plain('%'));
		else if (!part.startsWith('%')) parts.push(plain(part));
		else if (arg?.kind !== 'scalar' || (part === '%d' && !Number.isInteger(arg.value))) return UNKNOWN;
		else if (part === '%q') return UNKNOWN;
		else if (part === '%s' && typeof arg.value !== 'string') return UNKNOWN;
		else parts.push(arg);
	}
	return rest.length > 0 ? UNKNOWN : joined(parts);
}
