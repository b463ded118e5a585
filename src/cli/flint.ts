#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Io, Output } from './io.ts';
import { run } from './main.ts';

// The wasm of the Java grammar would be compiled a second time, optimised, and Node would wait for that before it exits.
setFlagsFromString('--wasm-tiering-budget=100000000');

// `flint lint | head` closes the pipe early: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
}

function output(stream: NodeJS.WriteStream): Output {
	return {
		write: (text) => void (text !== '' && stream.writable && stream.write(text)),
		isTTY: stream.isTTY === true,
		columns: stream.isTTY === true ? stream.columns : undefined,
	};
}

async function standardInput(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const io: Io = {
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	stdin: standardInput,
	cwd: realpathSync(process.cwd()),
	env: process.env,
};

process.exitCode = await run(process.argv.slice(2), io);
