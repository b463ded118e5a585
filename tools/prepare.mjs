// npm's `prepare`: builds dist in a fresh clone, and where npm installs from git or a folder (`npm install -g`, pre-commit).
// A global install hands its settings down to this script, and then the development dependencies are not here: they are
// installed without those settings first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inherited = ['global', 'location', 'prefix', 'omit', 'production', 'allow_scripts', 'dry_run'].map((name) => `npm_config_${name}`);
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.includes(name.toLowerCase())));

function npm(...args) {
	const own = process.env.npm_execpath;
	const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
	const { status } = spawnSync(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
	if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(root, 'node_modules', 'tsdown'))) npm('ci', '--ignore-scripts', '--include=dev');
npm('run', 'build');
