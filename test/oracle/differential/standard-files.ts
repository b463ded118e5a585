import { mutated } from './mutations.ts';
import type { Random } from './random.ts';
import { oddScalar, soundScalar } from './standard-scalars.ts';
import { anyKey, anyValue, typeOf } from './vocabulary.ts';

/** A section while it is written: its indentation, and the anchors that stand above. */
interface Place {
	readonly indent: string;
	readonly depth: number;
}

/** The text of a config.yaml as people write them: nested, flat and mixed; about half of them with a slip or more. */
export function standardFile(random: Random): string {
	const slips = random.weighted([
		[45, 0],
		[30, 1],
		[15, 2],
		[10, 5],
	]);
	return new StandardFile(random, slips).text();
}

class StandardFile {
	private readonly anchors: string[] = [];

	/** @param slips how many oddities may still be written; Flink takes many of them too */
	constructor(
		private readonly random: Random,
		private slips: number,
	) {}

	private slip(share: number): boolean {
		if (this.slips === 0 || !this.random.chance(share)) return false;
		this.slips--;
		return true;
	}

	private scalar(text: string, indent: string): string {
		return this.slip(0.25) ? oddScalar(this.random, text, indent) : soundScalar(this.random, text, indent);
	}

	text(): string {
		const { random } = this;
		const body = this.root();
		const started = random.weighted([
			[20, body],
			[1, `---\n${body}`],
			[0.5, `# Apache\n\n${body}`],
			[0.5, `\ufeff${body}`],
			[0.3, `%YAML 1.2\n---\n${body}`],
			[0.3, `${body}...\n`],
			[0.1, `${body}---\n`],
			[0.2, `--- # doc\n${body}`],
			[0.2, `\n \n${body}`],
		]);
		const changed = this.slip(0.7) ? mutated(random, started) : started;
		const ended = random.chance(0.12) ? changed.replace(/\n+$/, '') : changed;
		return random.weighted([
			[20, ended],
			[2, ended.replaceAll('\n', '\r\n')],
			[0.3, ended.replaceAll('\n', '\r')],
			[0.2, ended.replace('\n', '\r\n')],
		]);
	}

	private root(): string {
		const { random } = this;
		const indent = random.chance(0.03) ? '  ' : '';
		return random.weighted([
			[40, () => this.section({ indent, depth: 0 }, random.between(1, 8))],
			[0.4, () => `${this.flowMap(2)}\n`],
			[0.1, () => `- ${anyValue(random, 'a')}\n`],
			[0.1, () => `${this.scalar(anyValue(random, 'a'), indent)}\n`],
			[0.1, () => ''],
			[0.1, () => '# nothing\n'],
		])();
	}

	private section(place: Place, count: number): string {
		const { random } = this;
		const seen = new Set<string>();
		let text = '';
		for (let left = count; left > 0; left--) {
			if (random.chance(0.08)) text += this.gap(place);
			const { key, value } = this.entry(place);
			if (seen.has(key) && !this.slip(0.3)) continue;
			seen.add(key);
			text += `${place.indent}${this.keyText(key)}${value}${this.ending(value)}\n`;
		}
		return text === '' ? `${place.indent}a: 1\n` : text;
	}

	/** A key with what follows it, from the colon on. */
	private entry(place: Place): { readonly key: string; readonly value: string } {
		const { random } = this;
		const key = anyKey(random);
		const dot = key.indexOf('.');
		if (place.depth < 3 && (dot > 0 || place.depth === 0) && random.chance(0.3)) {
			const name = dot > 0 ? key.slice(0, random.chance(0.5) ? dot : key.lastIndexOf('.')) : key;
			return { key: name, value: this.subsection(place) };
		}
		const name = place.depth > 0 && dot > 0 && random.chance(0.7) ? key.slice(dot + 1) : key;
		return { key: name, value: `:${this.gapBefore()}${this.value(key, place)}` };
	}

	private subsection(place: Place): string {
		const { random } = this;
		const deeper = this.slip(0.05) ? random.pick(['\t', '', '  \t']) : random.pick(['  ', '  ', '  ', '    ', ' ']);
		const anchor = random.chance(0.06) ? ` ${this.anchor()}` : '';
		const comment = random.chance(0.05) ? ' # section' : '';
		const body = this.section({ indent: place.indent + deeper, depth: place.depth + 1 }, random.between(1, 4));
		return `:${anchor}${comment}\n${body.replace(/\n$/, '')}`;
	}

	private gapBefore(): string {
		if (this.slip(0.05)) return this.random.pick(['\t', ' \t', '', '\u00a0']);
		return this.random.chance(0.1) ? '  ' : ' ';
	}

	private keyText(key: string): string {
		if (!this.slip(0.1))
			return this.random.weighted([
				[40, key],
				[1, `"${key}"`],
				[1, `'${key}'`],
				[0.5, `${key} `],
			]);
		return this.random.weighted([
			[1, `? ${key}\n`],
			[1, `&k ${key}`],
			[1, `!!str ${key}`],
			[
				4,
				this.random.pick([
					'1',
					'1.5',
					'true',
					'null',
					'~',
					'0x1f',
					'<<',
					'"<<"',
					'',
					'2024-01-01',
					'-',
					'-a',
					'.a',
					'a.',
					'a..b',
					'?',
					'[a]',
					'{a: 1}',
					'*x',
					'yes',
					'a b',
					'"a\\nb"',
					'""',
					'NaN',
					'.nan',
					'=',
					'"1"',
				]),
			],
		]);
	}

	private value(key: string, place: Place): string {
		const { random } = this;
		const text = anyValue(random, key);
		return random.weighted([
			[60, () => this.scalar(text, place.indent)],
			[typeOf(key) === 'list' ? 20 : 2, () => this.list(place)],
			[typeOf(key) === 'map' ? 20 : 0.5, () => this.flowMap(2)],
			[typeOf(key) === 'map' ? 20 : 0, () => `\n${this.section({ indent: `${place.indent}  `, depth: 3 }, 2).replace(/\n$/, '')}`],
			[1.5, () => this.alias()],
			[1.5, () => `${this.anchor()} ${this.scalar(text, place.indent)}`],
			[2, () => (this.slip(1) ? this.oddValue(text, place) : this.scalar(text, place.indent))],
		])();
	}

	private oddValue(text: string, place: Place): string {
		const { random } = this;
		return random.weighted([
			[
				1,
				() =>
					random.pick([
						'',
						'~',
						'null',
						'Null',
						'NULL',
						'!!null x',
						'!!str',
						'!!str null',
						'""',
						"''",
						'{}',
						'[]',
						'{ }',
						'[ ]',
						'[,]',
						'{,}',
						'{a}',
						'{a: }',
						'? a',
						'!',
						'! 1',
					]),
			],
			[
				1,
				() =>
					`${random.pick(['!!str', '!!int', '!!float', '!!bool', '!', '!custom', '!!binary', '!!set', '!!timestamp', '!!map', '!!seq', '!<tag:yaml.org,2002:str>', '!!omap', '!e!x'])} ${text}`,
			],
			[1, () => `\n${place.indent}  ${text}`],
		])();
	}

	private list(place: Place): string {
		const { random } = this;
		const items = random.many(random.between(0, 4), () => this.item(place.depth));
		if (items.length === 0 || random.chance(0.5))
			return `[${items.join(random.pick([', ', ',', ' , ', `,\n${place.indent}  `]))}${random.pick(['', '', '', ',', ' '])}]`;
		const indent = `${place.indent}${random.pick(['', '  ', '  ', '    '])}`;
		return items.map((item) => `\n${indent}-${this.slip(0.05) ? random.pick(['\t', '']) : ' '}${item}`).join('');
	}

	private item(depth: number): string {
		const { random } = this;
		return random.weighted([
			[10, () => flowSafe(this.scalar(anyValue(random, anyKey(random)), '    '))],
			[
				8,
				() =>
					random.pick([
						'a',
						'b',
						'1',
						'1.5',
						'true',
						'10 s',
						'a b',
						'"q"',
						"'s'",
						'com.x.',
						'class:a.B,type:pojo',
						'~',
						'null',
						'',
						'0x10',
						'1e3',
						'2024-01-01',
						'.inf',
						"it's",
						'a "b"',
						'""',
					]),
			],
			[depth < 3 ? 2 : 0, () => this.flowMap(1)],
			[depth < 3 ? 2 : 0, () => `[${this.item(3)}, ${this.item(3)}]`],
			[1, () => `${anyKey(random)}: ${flowSafe(soundScalar(random, anyValue(random, 'a'), '    '))}`],
			[1, () => this.alias()],
			[0.5, () => `${this.anchor()} a`],
		])();
	}

	private flowMap(depth: number): string {
		const { random } = this;
		const pairs = random.many(random.between(0, 3), () => {
			const key = random.pick(['a', 'b', 'c', '"q"', "'s'", 'a.b', '1', 'k k', anyKey(random)]);
			const value = depth > 0 && random.chance(0.15) ? this.flowMap(depth - 1) : this.item(3);
			return key + (this.slip(0.1) ? random.pick([':', '']) : random.pick([': ', ': ', ' : '])) + value;
		});
		return `{${random.pick(['', '', ' '])}${pairs.join(random.pick([', ', ',', ',\n    ']))}${random.pick(['', '', ' ', ','])}}`;
	}

	private anchor(): string {
		const name = this.random.pick(['a', 'base', 'x1', 'ä', 'a-b']);
		this.anchors.push(name);
		return `&${name}`;
	}

	private alias(): string {
		const { random } = this;
		if (this.anchors.length > 0) return `*${random.pick(this.anchors)}`;
		return this.slip(0.3) ? '*missing' : 'no-alias';
	}

	private gap({ indent }: Place): string {
		if (this.slip(0.1)) return this.random.pick(['\t\n', '\t# tab\n']);
		return this.random.pick(['\n', '# comment\n', `${indent}# a: b\n`, '  \n', '      # deep\n', '#\n', '\n\n']);
	}

	private ending(value: string): string {
		if (/[|>][-+0-9]*\n/.test(value)) return '';
		if (this.slip(0.05)) return this.random.pick(['\t', '\t# tab', '#glued', '\u00a0']);
		return this.random.weighted([
			[40, ''],
			[3, ' # why'],
			[1, ' '],
			[0.5, ' #'],
		]);
	}
}

/** The scalar as it can stand inside `[ ]` and `{ }`: in quotes where it is none yet. */
function flowSafe(scalar: string): string {
	return /^[\w.-][^,:#[\]{}"'\n]*$/.test(scalar) || /^["']/.test(scalar) ? scalar : "'x, y'";
}
