import { join } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/main.ts';

/** What a run of flint came to. */
export interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** How a run differs from one that is no terminal, in the project's root, without input. */
export interface Setting {
	readonly folder?: string;
	readonly stdin?: string | Uint8Array;
	readonly env?: Io['env'];
	readonly terminal?: number;
}

/** Runs flint in this process. */
export async function flint(
	root: string,
	argv: readonly string[],
	{ folder = '', stdin = '', env = {}, terminal }: Setting = {},
): Promise<Ran> {
	const written = { out: '', err: '' };
	const output = (name: 'out' | 'err'): Io['stdout'] => ({
		write: (text) => {
			written[name] += text;
		},
		isTTY: terminal !== undefined,
		columns: terminal,
	});
	const io: Io = {
		stdout: output('out'),
		stderr: output('err'),
		stdin: async () => Buffer.from(stdin),
		cwd: join(root, folder),
		env,
	};
	const code = await run(argv, io);
	return { code, ...written };
}
