import type { ImageConfiguration } from '../../model/container.ts';

/** An instruction with its arguments, over all lines that it goes on for. */
const INSTRUCTION = /^[ \t]*(COPY|ADD|RUN|WORKDIR)[ \t]+((?:[^\n\\]|\\\r?\n|\\[^\n]?)*)/gim;
const CONF_FILE = /(?:^|\/)(?:flink-conf|config)\.yaml$/;
const HOME = '/opt/flink';

/** What a Dockerfile puts into Flink's configuration folder; undefined where it leaves the one of its base as it is. */
export function imageConfiguration(text: string): ImageConfiguration | undefined {
	const copied: string[] = [];
	let whole = true;
	let folder = HOME;
	for (const [, name = '', rest = ''] of text.matchAll(INSTRUCTION)) {
		const instruction = name.toUpperCase();
		if (instruction === 'WORKDIR') folder = absolute(rest.trim(), folder);
		else if (instruction === 'RUN') whole &&= !/flink-conf\.yaml|conf\/config\.yaml/.test(rest);
		else {
			const found = copiedBy(rest, folder);
			if (found === undefined) whole = false;
			else copied.push(...found);
		}
	}
	return copied.length === 0 && whole ? undefined : { copied, whole };
}

/** The sources of configuration files that an instruction copies; undefined where what it copies there is not seen. */
function copiedBy(rest: string, folder: string): readonly string[] | undefined {
	const words = wordsOf(rest);
	const paths = words.filter((word) => !word.startsWith('--'));
	const target = absolute(paths.at(-1) ?? '', folder);
	const sources = paths.slice(0, -1);
	const intoFolder = /\/conf\/?$/.test(target);
	if (!intoFolder && !(/\/conf\//.test(target) && CONF_FILE.test(target)))
		return target.replace(/\/$/, '') === HOME && sources.some(isFolder) ? undefined : [];
	const wanted = intoFolder ? sources.filter((source) => CONF_FILE.test(source) || isFolder(source)) : sources;
	const unseen = words.some((word) => word.startsWith('--from=')) || wanted.some((source) => /[$*?]|^https?:/.test(source));
	return unseen ? undefined : wanted;
}

function wordsOf(rest: string): readonly string[] {
	const words = rest.replace(/\\\r?\n/g, ' ').match(/"[^"]*"|[^\s,[\]]+/g) ?? [];
	return words.map((word) => word.replace(/^"|"$/g, ''));
}

function absolute(path: string, folder: string): string {
	const named = path.replace(/\$\{?FLINK_HOME\}?/, HOME).replace(/\$\{?FLINK_CONF_DIR\}?/, `${HOME}/conf`);
	return named.startsWith('/') ? named : `${folder.replace(/\/$/, '')}/${named.replace(/^\.\//, '')}`;
}

/** A path without an ending is a folder, as far as its name tells. */
function isFolder(source: string): boolean {
	return !/\.[^/.]+$/.test(source);
}
