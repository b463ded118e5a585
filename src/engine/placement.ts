import type { Application } from '../model/application.ts';
import type { ConfigDocument } from '../model/document.ts';
import type { Option } from '../model/option.ts';
import { contains, type Place } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';

/** Where a missing option would be written. */
interface Placement {
	readonly document: ConfigDocument;
	/** The statement it should stand beside. */
	readonly after: Setting | undefined;
}

/**
 * The layer where the option's group is configured: beside the group's enabler, else in the main configuration beside the
 * statement whose key resembles the written one most. Undefined where nothing of the application can hold it.
 */
export function placementOf(application: Application, option: Option, key: string): Placement | undefined {
	const enabler = application.config.enabler(option);
	const inVain = enabler?.layer === 'program' && (option.readBy === 'cluster' || application.config.isClosedToProgram(option));
	if (enabler !== undefined && !inVain) {
		const document = documentOf(application, enabler);
		if (document !== undefined) return { document, after: document.format === 'java' ? enabler : siblingOf(document, key) };
	}
	const document = scriptFor(application, option) ?? application.documents[0];
	if (document === undefined || document.format === 'maven-pom' || document.format === 'gradle') return undefined;
	return { document, after: siblingOf(document, key) };
}

/** What only SQL reads is said in the script that it is for. */
function scriptFor({ documents }: Application, { key }: Option): ConfigDocument | undefined {
	return key.startsWith('table.') ? documents.find(({ format }) => format === 'sql') : undefined;
}

/** The document a statement stands in: of a file with several, the one around it. */
export function documentOf({ documents }: Application, { file, range }: Place): ConfigDocument | undefined {
	const own = documents.filter((document) => document.path === file);
	return (
		own.find(({ extent }) => extent !== undefined && contains(extent, range)) ??
		// Of a chart's values each document has its own statements, wherever in the file they stand.
		own.find(({ extent, settings }) => extent === undefined && settings.some((setting) => setting.range.start === range.start)) ??
		own.find(({ extent }) => extent === undefined) ??
		own[0]
	);
}

/** The last of the statements that share the longest beginning with the key that is written, by whole segments. */
export function siblingOf(document: ConfigDocument, key: string): Setting | undefined {
	let best: Setting | undefined;
	let length = 0;
	for (const setting of document.settings) {
		const shared = sharedSegments(setting.key, key);
		if (shared > 0 && shared >= length) {
			best = setting;
			length = shared;
		}
	}
	return best ?? document.settings.at(-1);
}

function sharedSegments(a: string, b: string): number {
	const left = a.split('.');
	const right = b.split('.');
	let shared = 0;
	while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared++;
	return shared;
}
