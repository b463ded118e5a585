import { type Datum, type Piece, textOf } from './datum.ts';

/**
 * The YAML that `toYaml` writes, each key and value with its place; undefined where something in it is not known.
 * Source: sigs.k8s.io/yaml and the yaml.v2 emitter behind it, run with Helm 3.16.
 */
export function yamlOf(datum: Datum): readonly Piece[] | undefined {
	const pieces: Piece[] = [];
	return write(datum, '', pieces) ? withoutLastBreak(pieces) : undefined;
}

function withoutLastBreak(pieces: readonly Piece[]): readonly Piece[] {
	return pieces.at(-1)?.text === '\n' ? pieces.slice(0, -1) : pieces;
}

function write(datum: Datum, indent: string, out: Piece[]): boolean {
	switch (datum.kind) {
		case 'unknown':
		case 'missing':
			return false;
		case 'scalar': {
			if (datum.open === true) return false;
			out.push(...scalar(datum.value, datum.pieces, indent), { text: '\n' });
			return true;
		}
		case 'list': {
			if (datum.items.length === 0) out.push({ text: '[]\n' });
			for (const item of datum.items) {
				out.push({ text: `${indent}- ` });
				const own: Piece[] = [];
				if (!write(item, `${indent}  `, own)) return false;
				// The first line of what stands in an item follows the dash.
				const [first, ...rest] = own;
				if (first !== undefined)
					out.push({ ...first, text: first.text.startsWith(`${indent}  `) ? first.text.slice(indent.length + 2) : first.text });
				out.push(...rest);
			}
			return true;
		}
		case 'map': {
			if (datum.open === true) return false;
			if (datum.entries.size === 0) out.push({ text: '{}\n' });
			for (const [, { key, value }] of [...datum.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
				out.push({ text: indent }, ...scalar(textOf(key), key, indent), { text: ':' });
				out.push({ text: isFilled(value) ? '\n' : ' ' });
				// A list stands as far left as its key.
				const margin = isFilled(value) && value.kind === 'map' ? `${indent}  ` : indent;
				if (!write(value, margin, out)) return false;
			}
			return true;
		}
	}
}

function isFilled(datum: Datum): boolean {
	return (datum.kind === 'map' && datum.entries.size > 0) || (datum.kind === 'list' && datum.items.length > 0);
}

function scalar(value: string | number | boolean | null, pieces: readonly Piece[], indent: string): readonly Piece[] {
	const [from] = pieces;
	const origin = from?.value === undefined || pieces.length > 1 ? {} : { value: from.value };
	if (value === null) return [{ text: 'null', ...origin }];
	if (typeof value !== 'string') return [{ text: typeof value === 'number' ? json(value) : String(value), ...origin }];
	if (value.includes('\n')) {
		const chomping = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
		const lines = value.replace(/\n$/, '').split('\n');
		return [{ text: [`|${chomping}`, ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n'), ...origin }];
	}
	const quote = quoteFor(value);
	if (quote === '') return [{ text: value, ...origin }];
	const spelled = quote === '"' ? JSON.stringify(value).slice(1, -1) : value.replaceAll("'", "''");
	return [{ text: quote }, { text: spelled, ...origin }, { text: quote }];
}

function json(value: number): string {
	return String(value);
}

/** What YAML 1.1 takes for something else than text. */
const RESOLVED =
	/^(?:|~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|[-+]?(?:0b[01_]+|0o?[0-7_]*|0x[\da-fA-F_]+|[\d_]+(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?)|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?|<<|=)$/;

function quoteFor(value: string): '' | "'" | '"' {
	if (RESOLVED.test(value)) return '"';
	if (/[^ -~\u00a0-\ufefe\uff00-\uffff]/.test(value)) return '"';
	const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`]|^[-?:](?=\S)/.test(value) && !/: |:$| #|\s$/.test(value);
	return plain ? '' : "'";
}
