import { realpathSync } from 'node:fs';
import type { Io } from './io.ts';
import { run } from './main.ts';
import { processOutput } from './process-output.ts';

async function standardInput(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const io: Io = {
	stdout: processOutput(1),
	stderr: processOutput(2),
	stdin: standardInput,
	cwd: realpathSync(process.cwd()),
	env: process.env,
};

void run(process.argv.slice(2), io).then((code) => {
	process.exitCode = code;
});
