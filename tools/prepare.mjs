// npm's `prepare`: builds dist in a fresh clone, and where npm installs from git or a folder (`npm install -g`, pre-commit).
// A global install hands its settings down to this script, and then the development dependencies are not here: they are
// installed without those settings first.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, unlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inherited = ['global', 'location', 'prefix', 'omit', 'production', 'allow_scripts', 'dry_run'].map((name) => `npm_config_${name}`);
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.includes(name.toLowerCase())));

function npm(...args) {
	const own = process.env.npm_execpath;
	const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
	const { status } = spawnSync(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] });
	if (status === 0) return;
	console.error(`flint could not be built: \`npm ${args.join(' ')}\` failed in ${root}`);
	process.exit(status ?? 1);
}

if (!existsSync(join(root, 'node_modules', 'tsdown')))
	npm('ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--fetch-retries=5');
npm('run', 'build');
replaceTemporaryLink();

/**
 * `npm install -g git+…` clones into a folder of its cache and prepares the clone with an inner `npm install` that inherits
 * "global": it links the clone where the package itself belongs. What is packed is then written through that link, and both vanish
 * with the clone. prepare runs a second time before npm packs, and puts back the folder that npm had made there. Dependencies that npm
 * unpacks into that folder at the same time would be lost, so flint has none. A link to a clone of one's own stays.
 */
function replaceTemporaryLink() {
	const clone = realpathSync(root);
	if (!clone.includes(`${sep}_cacache${sep}tmp${sep}`)) return;
	const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const { npm_config_prefix: prefix, npm_config_global_prefix: globalPrefix } = process.env;
	for (const folder of new Set([prefix, globalPrefix])) {
		if (folder === undefined) continue;
		for (const link of [join(folder, 'lib', 'node_modules', name), join(folder, 'node_modules', name)]) {
			const found = lstatSync(link, { throwIfNoEntry: false });
			if (found?.isSymbolicLink() !== true || !existsSync(link) || realpathSync(link) !== clone) continue;
			unlinkSync(link);
			mkdirSync(link);
		}
	}
}
