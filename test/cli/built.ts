import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const packageRoot = join(import.meta.dirname, '../..');

/** Bundles the program for one test file, apart from `dist`; answers the path of the executable. */
export function build(name: string): string {
	const folder = join(packageRoot, 'node_modules/.cache', `flint-${name}`);
	const tsdown = join(packageRoot, 'node_modules/tsdown/dist/run.mjs');
	execFileSync(process.execPath, [tsdown, '--out-dir', folder, '--log-level', 'error'], { cwd: packageRoot, stdio: 'pipe' });
	return join(folder, 'flint.js');
}
