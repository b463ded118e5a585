import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { Setting } from '../../model/setting.ts';
import { type Chart, ChartRenderer, type ChartText, layeredValues, valuesBelow } from '../../parsers/helm/chart.ts';
import { chartDocuments, ValuesTree } from '../../parsers/helm/chart-documents.ts';
import { type Datum, textOf } from '../../parsers/helm/datum.ts';
import { type ChartFiles, untaken } from './charts.ts';

/** One way to install a chart: with its own values, or with others laid over them. */
interface Installation {
	readonly values: Datum;
	/** The file that tells it from others. */
	readonly build: string;
}

/**
 * The documents that charts become, by the files that their statements stand in, in place of those that the files had by themselves.
 * @param isManifest whether a rendered text is a manifest that may configure Flink
 */
export function renderedCharts(
	charts: readonly ChartFiles[],
	documents: ReadonlyMap<string, ConfigDocument>,
	isManifest: (text: ChartText) => boolean,
): ReadonlyMap<string, readonly ConfigDocument[]> {
	// Fixes have changed texts since they were read.
	const current = ({ path, text }: ChartText): ChartText => ({ path, text: documents.get(path)?.text ?? text });
	const fresh = charts.map((chart) => ({
		...chart,
		templates: chart.templates.map(current),
		values: chart.values && current(chart.values),
		variants: chart.variants.map(current),
	}));
	const made = new Map<string, ConfigDocument[]>();
	const templates = fresh.flatMap((chart) => chart.templates.map(({ text }) => text));
	for (const chart of fresh) {
		const renderer = new ChartRenderer(chart, librariesOf(chart, fresh));
		const texts = [...chart.templates, ...valuesFiles(chart, fresh)];
		const sources = {
			texts: new Map([...texts, ...librariesOf(chart, fresh).flatMap(({ templates }) => templates)].map(({ path, text }) => [path, text])),
			values: new Map(valuesFiles(chart, fresh).map(({ path, text }) => [path, new ValuesTree(text)])),
		};
		for (const { path } of chart.templates) {
			const own = installations(chart, fresh).flatMap(({ values, build }) => {
				const pieces = path.endsWith('.tpl') ? undefined : renderer.render(path, values);
				if (pieces === undefined || !isManifest({ path, text: textOf(pieces) })) return [];
				return chartDocuments(path, pieces, sources, documents, build) ?? [];
			});
			for (const document of own) {
				addTo(made, document.path, document);
			}
		}
	}
	const values = new Set(fresh.flatMap((chart) => valuesFiles(chart, fresh).map(({ path }) => path)));
	const uses = usesOf([...made.values()].flat());
	for (const [path, parts] of made) {
		const document = documents.get(path);
		const own = parts.map((part) => withoutShared(part, uses, templates));
		made.set(path, document !== undefined && values.has(path) ? [...untaken(document, own), ...own] : own);
	}
	return made;
}

/** The keys under which templates put each value, once for each template that does, by the value's place. */
function usesOf(documents: readonly ConfigDocument[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
	const uses = new Map<string, Map<string, string>>();
	for (const { settings } of documents) {
		for (const { file, range, named, key } of settings) {
			if (named === undefined) continue;
			const id = `${file} ${range.start}`;
			const own = uses.get(id) ?? new Map<string, string>();
			uses.set(id, own.set(`${named.file} ${named.range.start}`, key));
		}
	}
	return uses;
}

/** A value that templates use for something else too is not changed for one option's sake. */
function withoutShared(
	document: ConfigDocument,
	uses: ReadonlyMap<string, ReadonlyMap<string, string>>,
	templates: readonly string[],
): ConfigDocument {
	const settings = document.settings.map((setting): Setting => {
		const own = setting.named === undefined ? undefined : uses.get(`${setting.file} ${setting.range.start}`);
		if (own === undefined) return setting;
		const mentions = templates.reduce((count, text) => count + mentionsIn(text, `.Values.${setting.name}`), 0);
		return new Set(own.values()).size > 1 || mentions > own.size ? { ...setting, composed: true } : setting;
	});
	return { ...document, settings };
}

function mentionsIn(text: string, path: string): number {
	let count = 0;
	for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + path.length)) {
		if (!/[\w.]/.test(text.charAt(at + path.length))) count++;
	}
	return count;
}

function installations(chart: ChartFiles, charts: readonly ChartFiles[]): readonly Installation[] {
	const own = chart.values === undefined ? [] : [chart.values];
	const parent = parentOf(chart, charts);
	const name = chart.folder.slice(chart.folder.lastIndexOf('/') + 1);
	const above = parent?.values === undefined ? undefined : layeredValues([parent.values]);
	const under = (files: readonly ChartText[]): Datum => {
		const values = layeredValues(files);
		return above === undefined ? values : valuesBelow(values, name, above);
	};
	return [
		{ values: under(own), build: chart.about.path },
		...chart.variants.map((variant) => ({ values: under([...own, variant]), build: variant.path })),
	];
}

/** The chart that this one is a part of: it stands in its folder `charts`. */
function parentOf({ folder }: ChartFiles, charts: readonly ChartFiles[]): ChartFiles | undefined {
	const at = folder.lastIndexOf('charts/');
	if (at < 0 || folder.slice(at + 'charts/'.length).includes('/')) return undefined;
	const above = folder.slice(0, Math.max(0, at - 1));
	return charts.find((other) => other.folder === above);
}

function valuesFiles(chart: ChartFiles, charts: readonly ChartFiles[]): readonly ChartText[] {
	const parent = parentOf(chart, charts)?.values;
	return [...(chart.values === undefined ? [] : [chart.values]), ...chart.variants, ...(parent === undefined ? [] : [parent])];
}

/** Charts whose definitions this one sees: the one around it, and those inside it. */
function librariesOf(chart: ChartFiles, charts: readonly ChartFiles[]): readonly Chart[] {
	const parent = parentOf(chart, charts);
	return charts.filter((other) => other !== chart && (other === parent || parentOf(other, charts) === chart));
}
