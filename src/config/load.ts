import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILE } from '../workspace/files/names.ts';
import { decode, whyUnread } from '../workspace/files/read.ts';
import { slashed } from '../workspace/files/roots.ts';
import { ConfigurationError } from './errors.ts';
import { defaultConfig, type FlintConfig } from './schema.ts';

/** What loading a configuration needs to know. */
interface ConfigRequest {
	/** Absolute path of the project root. */
	readonly root: string;
	/** Absolute path of the file that `--config` names. */
	readonly file?: string;
	/** The folder that paths in messages are relative to. */
	readonly cwd: string;
	/** The rules that exist. */
	readonly ruleNames: readonly string[];
}

/** The project's configuration, or the defaults where it has none. Throws ConfigurationError; `yaml` and `zod` load only for a file. */
export async function loadConfig(request: ConfigRequest): Promise<FlintConfig> {
	const file = request.file ?? join(request.root, CONFIG_FILE);
	if (request.file === undefined && !existsSync(file)) return defaultConfig;
	const shown = slashed(request.cwd, file);
	const source = decode(slashed(request.root, file), bytesOf(file, shown));
	if (source.problem !== undefined) throw new ConfigurationError([{ message: source.problem.message, place: shown }]);
	const { parseConfig } = await import('./parse.ts');
	return parseConfig(source, shown, request.ruleNames);
}

function bytesOf(file: string, shown: string): Uint8Array {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new ConfigurationError([{ message: `the configuration file cannot be read: ${whyUnread(error)}`, place: shown }]);
	}
}
