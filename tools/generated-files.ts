import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files below a folder that a generator owns. With --check it writes nothing and only says what is out of date. */
export class GeneratedFiles {
	private readonly check = process.argv.includes('--check');
	private readonly stale: string[] = [];

	constructor(private readonly folder: string) {}

	/** A file with the text it must have. */
	write(path: string, text: string): void {
		const file = join(this.folder, path);
		if (read(file) === text) return;
		this.stale.push(path);
		if (this.check) return;
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}

	/** A file or folder that nothing generates any more. */
	remove(path: string): void {
		this.stale.push(path);
		if (!this.check) rmSync(join(this.folder, path), { recursive: true });
	}

	/**
	 * Says what is out of date, where only that was asked for.
	 * @param command what brings it up to date
	 */
	report(command = '`npm run generate`'): void {
		if (!this.check || this.stale.length === 0) return;
		console.error(`out of date: ${this.stale.join(', ')}; run ${command}`);
		process.exitCode = 1;
	}
}

function read(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
