import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../src/cli/io.ts';
import { run } from '../src/cli/main.ts';

const STEP = /<!-- tour: (.*?) -->\n[\s\S]*?<!-- \/tour -->/g;
const DEMO = /<!-- demo -->\n[\s\S]*?<!-- \/demo -->/;

/**
 * A README with the output of its commands as flint prints it now. Each `tour` step is run, in order, in one copy of the demo, so
 * that later steps see what earlier ones changed; the `demo` block shows what `npm run demo` prints.
 */
export async function withTour(readme: string, root: string): Promise<string> {
	const demo = await output(['lint', '--fail-on', 'never', 'fixtures/demo'], root);
	const copy = realpathSync(mkdtempSync(join(tmpdir(), 'flint-tour-')));
	cpSync(join(root, 'fixtures', 'demo'), copy, { recursive: true });
	let text = readme.replace(DEMO, () => `<!-- demo -->\n${block(demo)}\n<!-- /demo -->`);
	for (const [step, command = ''] of readme.matchAll(STEP)) {
		const printed = await output(words(command).slice(1), copy);
		text = text.replace(step, () => `<!-- tour: ${command} -->\n${block(`$ ${command}\n${printed}`)}\n<!-- /tour -->`);
	}
	rmSync(copy, { recursive: true });
	return text;
}

async function output(argv: readonly string[], cwd: string): Promise<string> {
	let printed = '';
	const stream: Io['stdout'] = {
		write: (text) => {
			printed += text;
		},
		isTTY: false,
		columns: undefined,
	};
	await run(argv, { stdout: stream, stderr: stream, stdin: async () => new Uint8Array(), cwd, env: {} });
	return printed;
}

function block(text: string): string {
	return `\`\`\`console\n${text.trimEnd()}\n\`\`\``;
}

/** The words of a command; quotes keep spaces. */
function words(command: string): readonly string[] {
	return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}
