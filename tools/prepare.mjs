// npm's `prepare`: builds dist in a fresh clone, and where npm installs from git or a folder (`npm install -g`, pre-commit).
// A global install hands its settings down to this script, and then the development dependencies are not here: they are
// installed without those settings first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inherited = ['npm_config_global', 'npm_config_location', 'npm_config_prefix', 'npm_config_omit', 'npm_config_production'];
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.includes(name.toLowerCase())));

function npm(...args) {
	const own = process.env.npm_execpath;
	const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
	const { status } = spawnSync(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
	if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(root, 'node_modules', 'tsdown'))) npm('ci', '--ignore-scripts', '--include=dev');
npm('run', 'build');
