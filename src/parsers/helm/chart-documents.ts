import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { ReadingNote } from '../../model/note.ts';
import { contains, type Place, type Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { type ConfigYamlTree, isConfigYamlTree } from '../config-yaml/config-yaml.ts';
import type { YamlEntry } from '../config-yaml/reader.ts';
import { parseKubernetes } from '../kubernetes/kubernetes.ts';
import { lineAround, statementFinder } from '../text/statement-finder.ts';
import { readYamlFile } from '../yaml/file.ts';
import type { Piece } from './datum.ts';
import { Rendered } from './rendered.ts';

/** The files of a chart that a rendered template may take text from. */
interface ChartSources {
	readonly texts: ReadonlyMap<string, string>;
	/** Those of `texts` that state values. */
	readonly values: ReadonlyMap<string, ValuesTree>;
}

/**
 * The documents in what a template becomes with the chart's values, each in the files that its statements stand in: the template, the values, a helper.
 * Undefined where the result holds none, or cannot be read: then the template is all there is.
 * @param raw the files as they were read by themselves, whose editors know their layout
 * @param build the file whose values they are
 */
export function chartDocuments(
	path: string,
	pieces: readonly Piece[],
	sources: ChartSources,
	raw: ReadonlyMap<string, ConfigDocument>,
	build: string,
): readonly ConfigDocument[] | undefined {
	const rendered = new Rendered(pieces, sources.texts);
	const { parts, problems } = parseKubernetes(path, rendered.text);
	if (parts === undefined || problems.length > 0) return undefined;
	return parts.flatMap((part) => new PartOfChart(part, rendered, sources, build).documents(path, raw));
}

class PartOfChart {
	constructor(
		private readonly part: ConfigDocument,
		private readonly rendered: Rendered,
		private readonly sources: ChartSources,
		private readonly build: string,
	) {}

	documents(path: string, raw: ReadonlyMap<string, ConfigDocument>): readonly ConfigDocument[] {
		const settings = new Map<Setting, Setting>();
		for (const setting of this.part.settings) {
			const own = this.rendered.settingOf(setting);
			if (own !== undefined) settings.set(setting, own);
		}
		const notes = this.part.notes.filter((note) => !isOverride(note, settings)).flatMap((note) => this.noteOf(note, settings));
		const files = [...new Set([path, ...[...settings.values()].map(({ file }) => file)])].sort();
		const deciding = inTheirOrder([...settings.values()], files);
		return files.map((file) => {
			const own = deciding.filter((setting) => setting.file === file);
			const content = { settings: own, notes: notes.filter((note) => note.file === file), claims: this.claimsIn(file) };
			const twin = file === path ? this.twinOf(path, raw.get(path)) : blockAround(own, raw.get(file));
			return { ...(twin === undefined ? this.alone(file, content) : besides(twin, content)), ...this.traits(file, twin) };
		});
	}

	/** What holds for the document in any file. */
	private traits(file: string, twin: ConfigDocument | undefined): Pick<ConfigDocument, 'secrets' | 'writesUnseenKeys'> {
		const places = this.part.secrets.flatMap((secret) => this.rendered.sourcesOf(secret));
		const secrets = [...(twin?.secrets ?? []), ...places.filter((place) => place.file === file).map(({ range }) => range)];
		return { secrets, ...(this.part.writesUnseenKeys === true ? { writesUnseenKeys: true } : {}) };
	}

	/** Whoever installs the chart lays values of their own over these: what is missing is never known. */
	private claimsIn(file: string): DocumentClaims {
		const { flinkVersion, earlierFlink, ...claims } = this.part.claims;
		const version = flinkVersion && this.placeOf(flinkVersion.range);
		const earlier = earlierFlink && this.placeOf(earlierFlink.range);
		return {
			...claims,
			partial: true,
			build: this.build,
			...(flinkVersion !== undefined && version?.file === file ? { flinkVersion: { ...flinkVersion, range: version.range } } : {}),
			...(earlierFlink !== undefined && earlier?.file === file ? { earlierFlink: { ...earlierFlink, range: earlier.range } } : {}),
		};
	}

	/** Where a span comes from: of several places the last one that is a value, as an image's tag is. */
	private placeOf(range: Range): Place | undefined {
		const places = this.rendered.sourcesOf(range);
		return places.findLast(({ file }) => this.sources.values.has(file)) ?? places[0];
	}

	private noteOf(note: ReadingNote, settings: ReadonlyMap<Setting, Setting>): readonly ReadingNote[] {
		const setting = note.setting === undefined ? undefined : settings.get(note.setting);
		const { meant, setting: _setting, ...rest } = note;
		const exact = this.rendered.exactly(note.range);
		const place = exact ?? setting;
		if (place === undefined) return [];
		return [
			{
				...rest,
				file: place.file,
				range: place.range,
				...(setting === undefined ? {} : { setting }),
				...(exact === undefined || meant === undefined ? {} : { meant }),
			},
		];
	}

	/** The same part of the template as it was read by itself. */
	private twinOf(path: string, raw: ConfigDocument | undefined): ConfigDocument | undefined {
		const { part } = this;
		const from = this.rendered.placeOf(part.extent ?? part.anchor, path);
		if (from === undefined) return undefined;
		const { start } = from.range;
		return raw?.parts?.find(
			({ format, embedded, extent }) =>
				format === part.format &&
				(embedded === undefined) === (part.embedded === undefined) &&
				extent !== undefined &&
				contains(extent, { start, end: start }),
		);
	}

	private alone(path: string, { settings, notes, claims }: Content): Omit<ConfigDocument, 'secrets'> {
		const text = this.sources.texts.get(path) ?? '';
		const values = this.sources.values.get(path);
		const anchor = settings[0]?.range ?? lineAround(text, this.rendered.placeOf(this.part.anchor, path)?.range.start ?? 0);
		const strings = isConfigYamlTree(this.part.tree) && this.part.tree.strings === true;
		return {
			path,
			text,
			format: values === undefined ? this.part.format : 'config-yaml',
			settings,
			notes,
			problems: [],
			comments: [],
			claims: values === undefined ? { ...claims, readOnly: true } : claims,
			anchor,
			statementAt: statementFinder(
				text,
				settings.map(({ range }) => range),
			),
			tree: values?.treeOf(settings, strings),
		};
	}
}

interface Content {
	readonly settings: readonly Setting[];
	readonly notes: readonly ReadingNote[];
	readonly claims: DocumentClaims;
}

function besides(twin: ConfigDocument, content: Content): ConfigDocument {
	const { writesUnseenKeys: _unseen, ...rest } = twin;
	return { ...rest, ...content };
}

/** The text in a values file that all of the statements stand in, if one does. */
function blockAround(settings: readonly Setting[], raw: ConfigDocument | undefined): ConfigDocument | undefined {
	return raw?.parts?.find(
		({ extent, embedded }) =>
			embedded !== undefined &&
			extent !== undefined &&
			settings.every(({ range, composed }) => composed !== true && contains(extent, range)),
	);
}

/** A template's statement that the chart's values state again, or another value of theirs: that is what values are for. */
function isOverride({ kind, setting }: ReadingNote, settings: ReadonlyMap<Setting, Setting>): boolean {
	if (kind !== 'duplicate' || setting === undefined) return false;
	const same = [...settings].flatMap(([rendered, own]) => (rendered.key === setting.key ? [own] : []));
	return same.some(({ file, named, composed }) => file !== same[0]?.file || named !== undefined || composed === true);
}

/**
 * Statements as Flink meets them when the files are read one after the other. Where one that stands below in the result would come before it so, the one
 * above, which loses, is left out.
 */
function inTheirOrder(settings: readonly Setting[], files: readonly string[]): readonly Setting[] {
	const last = new Map<string, number>();
	const kept: Setting[] = [];
	for (const setting of settings.toReversed()) {
		const order = files.indexOf(setting.file);
		const below = last.get(setting.key);
		if (below !== undefined && order > below) continue;
		if (setting.condition === 'always') last.set(setting.key, Math.min(order, below ?? order));
		kept.push(setting);
	}
	return kept.reverse();
}

/** A file of a chart that is nothing by itself: what stands in it is a part of the chart. */
export function chartText({ path, text, anchor }: Pick<ConfigDocument, 'path' | 'text' | 'anchor'>): ConfigDocument {
	return {
		path,
		text,
		format: 'kubernetes',
		settings: [],
		notes: [],
		problems: [],
		comments: readYamlFile(text).comments,
		claims: { role: 'cluster', partial: true },
		anchor,
		secrets: [],
		statementAt: (offset) => lineAround(text, offset),
		tree: undefined,
	};
}

/** A values file's own tree, for edits in it. */
export class ValuesTree {
	private readonly pairs = new Map<number, { readonly pair: Pair; readonly map: YAMLMap }>();
	private readonly contents: Node | null;

	constructor(private readonly text: string) {
		const [document] = readYamlFile(text).documents;
		this.contents = document?.contents ?? null;
		const open = isMap(this.contents) ? [this.contents] : [];
		for (let map = open.pop(); map !== undefined; map = open.pop()) {
			for (const pair of map.items) {
				if (isScalar(pair.key) && pair.key.range) this.pairs.set(pair.key.range[0], { pair, map });
				if (isMap(pair.value)) open.push(pair.value);
			}
		}
	}

	/** The tree that an editor needs: the statements' pairs, and the map they all stand in, if there is one. */
	treeOf(settings: readonly Setting[], strings: boolean): ConfigYamlTree {
		const entries = settings.flatMap((setting): readonly YamlEntry[] => {
			const found = this.pairs.get(setting.nameRange.start);
			if (found === undefined) return [];
			const name = isScalar(found.pair.key) ? String(found.pair.key.value) : '';
			const prefix =
				setting.named === undefined && setting.key.endsWith(name) ? setting.key.slice(0, setting.key.length - name.length) : '';
			return [{ ...found, key: setting.key, prefix, setting }];
		});
		const maps = new Set(entries.flatMap(({ map, prefix, setting }) => (prefix === '' && setting?.named === undefined ? [map] : [])));
		const [map, another] = maps;
		return {
			source: { text: this.text, contents: this.contents, brokenFrom: this.text.length, comments: [], problems: [], structural: false },
			root: another === undefined ? map : undefined,
			entries,
			...(strings ? { strings } : {}),
			sections: new Set(),
		};
	}
}
