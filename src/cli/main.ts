import { CommanderError } from 'commander';
import { describeError } from './errors.ts';
import { EXIT } from './exit.ts';
import { type Io, paintFor } from './io.ts';
import { lint } from './lint.ts';
import { commandLine } from './options.ts';

/** Runs flint with the arguments behind its name; answers the exit code and never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
	let code: number = EXIT.clean;
	const program = commandLine({
		lint: async (paths, options) => {
			code = await lint(paths, options, argv, io);
		},
		fix: async (paths, options) => {
			const { fix } = await import('./fix.ts');
			code = await fix(paths, options, argv, io);
		},
		show: async (paths, options) => {
			const { show } = await import('./show.ts');
			code = await show(paths, options, argv, io);
		},
		explain: async (name, options) => {
			const { explain } = await import('./explain.ts');
			code = await explain(name, options, io);
		},
		rules: async (options) => {
			const { rules } = await import('./rules.ts');
			code = rules(options, io);
		},
		init: async (options) => {
			const { init } = await import('./init/init.ts');
			code = await init(options, io);
		},
	});
	const output = {
		writeOut: (text: string) => io.stdout.write(text),
		writeErr: (text: string) => io.stderr.write(text),
		getOutHelpWidth: () => io.stdout.columns ?? 80,
		getErrHelpWidth: () => io.stderr.columns ?? 80,
		getOutHasColors: () => false,
		getErrHasColors: () => false,
	};
	for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(output);
	if (argv.length === 0) {
		program.outputHelp();
		return EXIT.clean;
	}
	try {
		await program.parseAsync([...argv], { from: 'user' });
		return code;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failure;
		io.stderr.write(describeError(error, argv, paintFor(io.stderr, 'auto', io.env)));
		return EXIT.failure;
	}
}
