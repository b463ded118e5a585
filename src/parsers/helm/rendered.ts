import type { Place, Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { Piece, ValuePlace } from './datum.ts';

interface Stretch extends Range {
	readonly piece: Piece;
}

/** Rendered text that knows where each part of it comes from. */
export class Rendered {
	readonly text: string;
	private readonly stretches: readonly Stretch[];

	/** @param sources texts of the files that the pieces come from */
	constructor(
		pieces: readonly Piece[],
		private readonly sources: ReadonlyMap<string, string>,
	) {
		const stretches: Stretch[] = [];
		let at = 0;
		for (const piece of pieces) {
			if (piece.text === '') continue;
			stretches.push({ start: at, end: at + piece.text.length, piece });
			at += piece.text.length;
		}
		this.stretches = stretches;
		this.text = pieces.map(({ text }) => text).join('');
	}

	/** The stretches that a span shares text with. */
	private within({ start, end }: Range): readonly Stretch[] {
		let low = 0;
		let high = this.stretches.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.stretches[middle]?.end ?? 0) <= start) low = middle + 1;
			else high = middle;
		}
		const found: Stretch[] = [];
		for (let next = this.stretches[low]; next !== undefined && next.start < end; next = this.stretches[++low]) found.push(next);
		return found;
	}

	/** Where a span stands in a file, if it stands there as it is. */
	exactly(range: Range): Place | undefined {
		const parts = this.within(range);
		const [first, last] = [parts[0], parts.at(-1)];
		if (first?.piece.file === undefined || last?.piece.file === undefined) return undefined;
		const { file } = first.piece.file;
		const start = first.piece.file.range.start + (range.start - first.start);
		const end = last.piece.file.range.start + (range.end - last.start);
		const same = last.piece.file.file === file && this.sources.get(file)?.slice(start, end) === this.text.slice(range.start, range.end);
		return same ? { file, range: { start, end } } : undefined;
	}

	/** The value that a span is, quotes aside. */
	valueAt(range: Range, part: 'key' | 'value'): ValuePlace | undefined {
		let at: ValuePlace | undefined;
		for (const { piece } of this.within(range)) {
			const { value, text } = piece;
			if (value === undefined && /^["'\s]*$/.test(text)) continue;
			if (value === undefined || value.part !== part || (at !== undefined && at !== value.at)) return undefined;
			at = value.at;
		}
		return at;
	}

	/** Every place that text of a span comes from. */
	sourcesOf(range: Range): readonly Place[] {
		return this.within(range).flatMap(({ start, end, piece: { file, value } }) => {
			if (value !== undefined) return [{ file: value.at.file, range: value.part === 'key' ? value.at.key : value.at.value }];
			if (file === undefined) return [];
			const from = file.range.start + Math.max(0, range.start - start);
			return [{ file: file.file, range: { start: from, end: Math.max(from, file.range.end - Math.max(0, end - range.end)) } }];
		});
	}

	/** The first place of a span's text in a file, blanks aside. */
	placeOf(range: Range, file?: string): Place | undefined {
		return this.sourcesOf(range).find(
			(place) =>
				(file === undefined || place.file === file) &&
				/\S/.test(this.sources.get(place.file)?.slice(place.range.start, place.range.end) ?? ''),
		);
	}

	/** A statement of the rendered text as it stands in the files it comes from; undefined where none of it does. */
	settingOf(setting: Setting): Setting | undefined {
		const { nameRange, range, valueRange } = setting;
		const whole = this.exactly(range);
		const name = this.exactly(nameRange);
		const value = valueRange === undefined ? undefined : this.exactly(valueRange);
		if (whole !== undefined && name !== undefined && (valueRange === undefined || value !== undefined))
			return {
				...setting,
				file: whole.file,
				range: whole.range,
				nameRange: name.range,
				...(value === undefined ? {} : { valueRange: value.range }),
			};
		const stated = valueRange === undefined ? undefined : this.valueAt(valueRange, 'value');
		const keyed = this.valueAt(nameRange, 'key');
		const { valueRange: _none, ...rest } = setting;
		if (stated !== undefined && (keyed === stated || name !== undefined)) {
			const place = { file: stated.file, range: stated.range, nameRange: stated.key };
			// Quotes that a template puts around it are part of the value to Flink's old file: what stands here is not what it reads.
			const own = this.isUnquoted(setting) ? { valueRange: stated.value } : { composed: true as const };
			if (keyed === stated) return { ...rest, ...place, ...own };
			return name === undefined ? undefined : { ...rest, ...place, ...own, name: stated.name, named: name };
		}
		const place = name ?? keyedPlace(keyed) ?? this.placeOf(nameRange);
		const end = name === undefined ? undefined : this.sourcesOf(range).findLast(({ file }) => file === name.file)?.range.end;
		if (place === undefined) return undefined;
		const span = { start: place.range.start, end: Math.max(place.range.end, end ?? 0) };
		return { ...rest, file: place.file, range: span, nameRange: place.range, composed: true };
	}

	private isUnquoted({ value, valueRange }: Setting): boolean {
		const written = valueRange === undefined ? '' : this.text.slice(valueRange.start, valueRange.end);
		return !/^["']/.test(written) || (value.kind !== 'unknown' && !/^["']/.test(value.text));
	}
}

function keyedPlace(keyed: ValuePlace | undefined): Place | undefined {
	return keyed === undefined ? undefined : { file: keyed.file, range: keyed.key };
}
