/** A file of one format that can be made as large as a benchmark wants. */
export interface BigFile {
	/** The name under which it is recognised. */
	readonly file: string;
	/** Text of about `bytes` characters, the same for the same size. */
	readonly text: (bytes: number) => string;
	/** What else the project needs, by path: flint's configuration, where it has to name the file. */
	readonly beside?: Readonly<Record<string, string>>;
}

/** A text that repeats a part until it is `bytes` long. */
export function grown(bytes: number, head: string, part: (index: number) => string, tail = ''): string {
	const parts = [head];
	for (let length = head.length + tail.length, index = 0; length < bytes; index++) {
		const next = part(index);
		parts.push(next);
		length += next.length;
	}
	return parts.join('') + tail;
}
