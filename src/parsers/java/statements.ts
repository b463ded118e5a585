import type { Range } from '../../model/range.ts';
import type { JavaFile } from './source.ts';
import { isMember, isStatement, isType } from './syntax.ts';

/** Finds the smallest statement or member around an offset. The file is only read again when the first one is asked for. */
export function statementFinder(file: JavaFile): (offset: number) => Range {
	let spans: readonly Range[] | undefined;
	return (offset) => {
		spans ??= file.read((source) => {
			const found: Range[] = [];
			for (const node of source.root.walk()) {
				if (node.type === 'block') continue;
				if (isStatement(node) || isMember(node) || isType(node)) found.push({ start: node.start, end: node.end });
			}
			return found;
		});
		return smallestAround(spans, offset) ?? { start: offset, end: offset };
	};
}

/** The spans stand in source order, outer ones first: the last one that holds the offset is the innermost. */
function smallestAround(spans: readonly Range[], offset: number): Range | undefined {
	let low = 0;
	let high = spans.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	for (let i = low - 1; i >= 0; i--) {
		const span = spans[i];
		if (span !== undefined && offset <= span.end) return span;
	}
	return undefined;
}
