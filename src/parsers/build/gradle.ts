import type { Comment, ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { type StatedVersion, statedVersion } from '../text/stated-version.ts';
import { isFlinkArtifact, isMsfArtifact, isVersionProperty } from './flink-artifacts.ts';

/** A quoted text of the build. */
export interface Quoted {
	readonly text: string;
	/** Between the quotes. */
	readonly range: Range;
	/** What stands before it on its line. */
	readonly before: string;
}

interface Reading {
	readonly quoted: readonly Quoted[];
	readonly comments: readonly Comment[];
	/** Spans of the lines that hold something. */
	readonly lines: readonly Range[];
}

/** Reads a Gradle build, Groovy or Kotlin, for Flink's version, Managed Flink's library and the entry class. Gradle programs are not run. */
export function parseGradle(path: string, text: string): ConfigDocument {
	const reading = readGradle(text);
	const claims = claimsOf(reading.quoted);
	const first = reading.quoted.find((quoted) => quoted.text.includes('flink'))?.range ?? reading.lines[0];
	return {
		path,
		text,
		format: 'gradle',
		settings: [],
		notes: [],
		problems: [],
		comments: reading.comments,
		claims,
		anchor: claims.flinkVersion?.range ?? first ?? { start: 0, end: 0 },
		secrets: reading.quoted
			.filter((quoted) => /(?:password|secret|token)\W{0,5}$/i.test(quoted.before.slice(-40)))
			.map((quoted) => quoted.range),
		statementAt: (offset) => lineAt(text, offset),
		tree: undefined,
	};
}

function claimsOf(quoted: readonly Quoted[]): DocumentClaims {
	const variables = new Map<string, Quoted>();
	for (const value of quoted) {
		const name = assignedName(value.before);
		if (name !== undefined && !variables.has(name)) variables.set(name, value);
	}
	const version = versionOf(quoted, variables);
	const entryClass = quoted.find((value) =>
		/(?:mainClass(?:Name)?(?:\.set)?|["']Main-Class["'])\s*(?:[=:(,]|to\b)?\s*$/.test(value.before.slice(-60)),
	)?.text;
	const msf = quoted.some((value) => {
		const [group = '', artifact = ''] = value.text.split(':');
		return isMsfArtifact(group, artifact);
	});
	return {
		...(msf ? { platform: 'msf' as const } : {}),
		...version,
		...(entryClass !== undefined && /^[\w$.]+$/.test(entryClass) ? { entryClass } : {}),
	};
}

/** The version in the coordinates of an artifact released with Flink, or of the variable they name, or of one named after Flink. */
function versionOf(quoted: readonly Quoted[], variables: ReadonlyMap<string, Quoted>): StatedVersion | undefined {
	for (const value of quoted) {
		const [group = '', artifact = '', written = ''] = value.text.split(':');
		const plain = artifact.replace(/_\$.*$/, '');
		if (!isFlinkArtifact(group, plain)) continue;
		const found = written.startsWith('$') ? variables.get(written.replace(/[${}]/g, '').replace(/^.*\./, '')) : undefined;
		const source = found ?? value;
		const version = statedVersion(found?.text ?? written, source.range);
		if (version !== undefined) return version;
	}
	for (const [name, value] of variables) {
		const version = isVersionProperty(name) ? statedVersion(value.text, value.range) : undefined;
		if (version !== undefined) return version;
	}
	return undefined;
}

/** `flinkVersion` before `'1.20.1'` in `flinkVersion = '1.20.1'`, `val flinkVersion = `, `set("flinkVersion", `, `flink: `. */
export function assignedName(before: string): string | undefined {
	const tail = before.slice(-80).trimEnd();
	const match = /([A-Za-z_][\w.]*)["']?[\])]?\s*(?:by\s+extra\s*\(|=|,|:)$/.exec(tail);
	return match?.[1]?.replace(/^.*\./, '');
}

/** The quoted texts of a build in source order, without those in comments. */
export function quotedTexts(text: string): readonly Quoted[] {
	return readGradle(text).quoted;
}

/** One pass over the characters: strings on one line each, `//` and block comments. */
function readGradle(text: string): Reading {
	const quoted: Quoted[] = [];
	const comments: Comment[] = [];
	const lines: Range[] = [];
	let lineStart = 0;
	let i = 0;
	while (i < text.length) {
		const character = text[i];
		if (character === '\n') {
			if (text.slice(lineStart, i).trim() !== '') lines.push({ start: lineStart, end: i });
			lineStart = ++i;
		} else if (text.startsWith('//', i)) {
			const end = endOfLine(text, i);
			comments.push({ range: { start: i, end }, text: text.slice(i + 2, end).trim() });
			i = end;
		} else if (text.startsWith('/*', i)) {
			const end = text.indexOf('*/', i + 2);
			i = end < 0 ? text.length : end + 2;
		} else if (character === '"' || character === "'") {
			const end = closingQuote(text, i);
			quoted.push({ text: text.slice(i + 1, end), range: { start: i + 1, end }, before: text.slice(Math.max(lineStart, i - 200), i) });
			i = end + 1;
		} else i++;
	}
	if (text.slice(lineStart).trim() !== '') lines.push({ start: lineStart, end: text.length });
	return { quoted, comments, lines };
}

function closingQuote(text: string, open: number): number {
	const quote = text[open];
	let i = open + 1;
	while (i < text.length && text[i] !== quote && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
	return Math.min(i, text.length);
}

function endOfLine(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	if (end < 0) return text.length;
	return text[end - 1] === '\r' ? end - 1 : end;
}

function lineAt(text: string, offset: number): Range {
	const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
	return { start, end: endOfLine(text, start) };
}
