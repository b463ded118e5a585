import { type ArtifactName, namesArtifact, shareRelease } from '../../parsers/build/flink-artifacts.ts';
import { assignedName, type Quoted, quotedTexts } from '../../parsers/build/gradle.ts';
import { buildEditor } from './build-editor.ts';
import { agreeing, type VersionText } from './version-text.ts';

/** `group:artifact:version`, which may go on with a classifier or an extension. */
interface Coordinates extends ArtifactName {
	readonly version: VersionText;
	/** The variable that is the whole version. */
	readonly variable: string | undefined;
}

/** Writes the versions of a Gradle build, Groovy or Kotlin. It holds no settings. */
export const gradleEditor = buildEditor(versionsOf);

/** Where an artifact's version is stated: in its coordinates, or in the variable they name. */
function versionsOf(wanted: ArtifactName, text: string): readonly VersionText[] | undefined {
	const quoted = quotedTexts(text);
	const all = quoted.flatMap((value) => coordinatesIn(value, text) ?? []);
	const places: VersionText[] = [];
	for (const one of all) {
		if (one.group !== wanted.group || !namesArtifact(one.artifact, wanted.artifact)) continue;
		const place = one.variable === undefined ? one.version : variablePlace(one.variable, one, all, quoted, text);
		if (place === undefined) return undefined;
		places.push(place);
	}
	return agreeing(places);
}

function coordinatesIn({ text, range }: Quoted, build: string): Coordinates | undefined {
	const match = /^([\w.-]+):([^:\s]+):([^:@\s]+)(?:[:@]|$)/.exec(text);
	const [, group, artifact, version] = match ?? [];
	if (group === undefined || artifact === undefined || version === undefined) return undefined;
	const start = range.start + group.length + artifact.length + 2;
	// Only double quotes interpolate, in Groovy as in Kotlin.
	if (version.includes('$') && build[range.start - 1] !== '"') return undefined;
	const variable = /^\$(?:([A-Za-z_]\w*)|\{([\w.]+)\})$/.exec(version);
	return {
		group,
		artifact: artifact.replace(/_\$.*$/, ''),
		version: { range: { start, end: start + version.length }, text: version },
		variable: (variable?.[1] ?? variable?.[2])?.replace(/^.*\./, ''),
	};
}

/** The one text a variable is given; where artifacts of another release use it too, it keeps its value, and the coordinates get the version. */
function variablePlace(
	name: string,
	of: Coordinates,
	all: readonly Coordinates[],
	quoted: readonly Quoted[],
	build: string,
): VersionText | undefined {
	const [value, other] = quoted.filter(({ before }) => assignedName(before) === name);
	if (value === undefined || other !== undefined || value.text.includes('$') || assignments(name, build) > 1) return undefined;
	const isAlone = all.every((one) => !one.version.text.includes('$') || !mentions(one.version.text, name) || shareRelease(one, of));
	return isAlone ? { range: value.range, text: value.text } : of.version;
}

function mentions(version: string, name: string): boolean {
	return version.split(/\W+/).includes(name);
}

/** How often a name is given a value, be it in a comment: where it may be more than once, the text is not the value. */
function assignments(name: string, build: string): number {
	let count = 0;
	for (let at = build.indexOf(name); at >= 0; at = build.indexOf(name, at + name.length)) {
		const isWord = !/\w/.test(build[at - 1] ?? '') && !/\w/.test(build[at + name.length] ?? '');
		if (isWord && /^["']?\]?\s*=(?!=)/.test(build.slice(at + name.length, at + name.length + 40))) count++;
	}
	return count;
}
