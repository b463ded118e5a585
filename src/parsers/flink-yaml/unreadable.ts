import type { Range } from '../../model/range.ts';

/** Text at which Flink's YAML reader gives up. */
export class Unreadable extends Error {
	/**
	 * @param message a clause that can follow "Flink refuses to load the file:"
	 * @param from where what stands before can no longer be trusted; the place itself, or the beginning of what it breaks
	 */
	constructor(
		message: string,
		readonly range: Range,
		readonly from: number = range.start,
	) {
		super(message);
	}
}
