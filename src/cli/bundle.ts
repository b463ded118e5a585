import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** What a CommonJS file is called with. */
type Body = (exports: unknown, require: (id: string) => unknown, module: { exports: unknown }, file: string, folder: string) => void;

/** Where the build leaves the bytecode of a file of the bundle. */
export function bytecodeOf(file: string): string {
	return `${file}.bytecode`;
}

/**
 * Runs a file of the bundle, and those it requires, with the bytecode that the build left beside them: V8 then parses and compiles
 * none of the functions a start needs. Another V8 than the build's takes no notice of it and compiles the text.
 * @param compiled is told of every file that was loaded
 */
export function loadBundle(main: string, compiled?: (file: string, script: Script) => void): unknown {
	const folder = dirname(main);
	const modules = new Map<string, { exports: unknown }>();
	const outside = createRequire(main);
	const load = (file: string): unknown => {
		const loaded = modules.get(file);
		if (loaded !== undefined) return loaded.exports;
		const module = { exports: {} };
		modules.set(file, module);
		const script = compile(file);
		compiled?.(file, script);
		const body: Body = script.runInThisContext();
		body(module.exports, (id) => (id.startsWith('./') ? load(join(folder, id)) : outside(id)), module, file, folder);
		return module.exports;
	};
	return load(main);
}

function compile(file: string): Script {
	const stored = bytecodeOf(file);
	// The build leaves nothing but ASCII.
	const text = readFileSync(file, 'latin1');
	return new Script(`(function (exports, require, module, __filename, __dirname) {\n${text}\n})`, {
		filename: file,
		lineOffset: -1,
		// What emscripten imports of Node.
		importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
		...(existsSync(stored) ? { cachedData: readFileSync(stored) } : {}),
	});
}
