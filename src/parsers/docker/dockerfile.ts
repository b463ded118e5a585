import type { ConfigDocument, Parse } from '../../model/document.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { decoded, type EscapeAt, type InnerText } from '../embedded/inner-text.ts';
import { hashComments } from '../text/hash-comments.ts';
import { lineAround } from '../text/statement-finder.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from './flink-properties.ts';
import { versionOfImage } from './image.ts';
import { imageConfiguration } from './image-configuration.ts';

const VARIABLE = /^[ \t]*ENV[ \t]+(?:[^\n]*?[ \t])?FLINK_PROPERTIES(?:[ \t]*=[ \t]*|[ \t]+)/gim;
const BASE = /^[ \t\ufeff]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/gim;

/** Reads `ENV FLINK_PROPERTIES` of a Dockerfile. What runs the image may state the variable anew: absence is never claimed. */
export const parseDockerfile: Parse = (path, text) => {
	const bases = [...text.matchAll(BASE)];
	const parts = [...text.matchAll(VARIABLE)].flatMap((match) => {
		const base = bases.findLast(({ index }) => index < match.index);
		return base === undefined ? [] : partOf(path, text, base, match.index + match[0].length);
	});
	const at = parts[0]?.anchor ?? { start: 0, end: 0 };
	const configuration = imageConfiguration(text);
	return fileOf(path, text, 'dockerfile', parts, {
		problems: [],
		comments: hashComments(text),
		claims: { role: 'cluster', partial: true, ...(configuration === undefined ? {} : { imageConfiguration: configuration }) },
		anchor: at,
		statementAt: (offset) => lineAround(text, offset),
		tree: undefined,
	});
};

function partOf(path: string, text: string, base: RegExpExecArray, start: number): readonly ConfigDocument[] {
	const image = base[1] ?? '';
	const from = base.index + base[0].lastIndexOf(image);
	const version = versionOfImage(image, { start: from, end: base.index + base[0].length });
	const inner = valueAt(text, start);
	const document = parseFlinkProperties(path, inner.text, version?.flinkVersion?.version);
	if (document.settings.length === 0) return [];
	const claims = {
		role: 'cluster',
		partial: true,
		provided: STATED_BY_IMAGE,
		platform: 'standalone',
		...version,
	} as const;
	return [embed(document, inner, { text, claims })];
}

/** Quotes end the value; a backslash at a line's end joins lines, `\n` is for whoever prints it. */
function valueAt(text: string, start: number): InnerText {
	const quote = text.charAt(start);
	const quoted = quote === '"' || quote === "'";
	const from = quoted ? start + 1 : start;
	let at = from;
	for (; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\') at += text.charAt(at + 1) === '\r' ? 2 : 1;
		else if (quoted ? character === quote : character === '\n') break;
	}
	const end = Math.min(at, text.length);
	return { start: from, ...decoded(text, from, end, escapeAt), encode: (written) => (/[\r\n"'\\$]/.test(written) ? undefined : written) };
}

/** A joined line is a blank, `\n` a line break for whoever prints the value; anything else stands for itself. */
const escapeAt: EscapeAt = (file, at) => {
	if (file.charAt(at) !== '\\') return undefined;
	const next = file.charAt(at + 1);
	if (next === '\n' || next === '\r') return { length: file.startsWith('\r\n', at + 1) ? 3 : 2, character: ' ' };
	return { length: 2, character: next === 'n' ? '\n' : next };
};
