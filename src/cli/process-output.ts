import { fstatSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/**
 * One of the process's output streams. Pipes and files are written directly: Node's own stream for them loads its network stack,
 * which takes longer than linting a small file. Terminals get Node's stream, which knows their width and their encoding.
 * A reader that closes early (`flint lint | head`) is no failure.
 */
export function processOutput(fd: 1 | 2): Output {
	if (mayBeTerminal(fd)) return streamOutput(fd === 1 ? process.stdout : process.stderr);
	let closed = false;
	const write = (text: string): void => {
		if (!closed) closed = !writeAll(fd, Buffer.from(text));
	};
	return { write, isTTY: false, columns: undefined };
}

function streamOutput(stream: NodeJS.WriteStream): Output {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	return {
		write: (text) => void (text !== '' && stream.writable && stream.write(text)),
		isTTY: stream.isTTY === true,
		columns: stream.isTTY === true ? stream.columns : undefined,
	};
}

/** A terminal is a character device; so are a few things that are none, such as /dev/null. A closed descriptor is Node's business. */
function mayBeTerminal(fd: number): boolean {
	try {
		return fstatSync(fd).isCharacterDevice();
	} catch {
		return true;
	}
}

/** Writes bytes to the end; false where the reader is gone. */
function writeAll(fd: number, bytes: Uint8Array): boolean {
	for (let at = 0; at < bytes.length; ) {
		try {
			at += writeSync(fd, bytes, at);
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? error.code : undefined;
			if (code === 'EPIPE') return false;
			if (code !== 'EAGAIN') throw error;
			// Whoever shares the pipe made it non-blocking, and it is full.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
	return true;
}
