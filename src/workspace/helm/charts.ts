import type { ConfigDocument } from '../../model/document.ts';
import { contains } from '../../model/range.ts';
import type { ChartText } from '../../parsers/helm/chart.ts';
import { folderOf } from '../applications/modules.ts';
import type { ProjectDocuments } from '../documents/documents.ts';
import { recognise } from '../documents/recognise.ts';

/** The texts of a Helm chart that configures Flink. */
export interface ChartFiles {
	readonly folder: string;
	/** `Chart.yaml`. */
	readonly about: ChartText;
	readonly templates: readonly ChartText[];
	/** `values.yaml`, if it has one. */
	readonly values: ChartText | undefined;
	/** Other files of values beside it. */
	readonly variants: readonly ChartText[];
}

/** Other values beside `values.yaml`: `values-prod.yaml`, `values.prod.yaml`, `prod-values.yaml`. */
const VARIANT = /^(?:values[-_.][\w.-]+|[\w.-]+[-_.]values)\.ya?ml$/;

/** The charts among a project's files whose templates carry Flink's configuration. */
export function chartsAmong(files: readonly string[], read: (path: string) => string | undefined): readonly ChartFiles[] {
	const folders = files.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path)).map(folderOf);
	if (folders.length === 0) return [];
	const inside = (folder: string, path: string): boolean => folder === '' || path.startsWith(`${folder}/`);
	// A chart inside another one has its own templates.
	const owner = (path: string): string | undefined =>
		folders
			.filter((folder) => inside(folder, path))
			.reduce<string | undefined>((a, b) => (a === undefined || b.length > a.length ? b : a), undefined);
	const byFolder = new Map<string, string[]>(folders.map((folder) => [folder, []]));
	for (const path of files) byFolder.get(owner(path) ?? '')?.push(path);
	const text = (path: string): readonly ChartText[] => {
		const found = read(path);
		return found === undefined ? [] : [{ path, text: found }];
	};
	return [...byFolder].flatMap(([folder, own]) => {
		const at = (path: string): string => path.slice(folder === '' ? 0 : folder.length + 1);
		const templates = own.filter((path) => /^templates\/.*\.(?:ya?ml|tpl)$/.test(at(path))).flatMap(text);
		const [about] = text(own.find((path) => at(path) === 'Chart.yaml') ?? '');
		if (about === undefined || !(templates.some(isFlinks) || isAround(folder, folders))) return [];
		const values = own.filter((path) => /^values\.ya?ml$/.test(at(path))).flatMap(text)[0];
		return [
			{
				folder,
				about,
				templates,
				values,
				variants: own.filter((path) => VARIANT.test(at(path))).flatMap(text),
			},
		];
	});
}

function isFlinks({ path, text }: ChartText): boolean {
	return recognise(path, text) === 'kubernetes';
}

/** Whether a chart holds others, whose values it may state. */
function isAround(folder: string, folders: readonly string[]): boolean {
	return folders.some((other) => other.startsWith(folder === '' ? 'charts/' : `${folder}/charts/`));
}

/**
 * The project's documents with what its charts become: the statements of a template that the chart's values decide stand where the values do, and each
 * file of other values gives a deployment of its own.
 */
export async function withCharts(read: ProjectDocuments): Promise<ProjectDocuments> {
	if (read.charts === undefined || read.charts.length === 0) return read;
	const { chartText } = await import('../../parsers/helm/chart-documents.ts');
	const { renderedCharts } = await import('./rendered-charts.ts');
	const made = renderedCharts(read.charts, read.documents, isFlinks);
	const documents = new Map(read.documents);
	for (const [path, parts] of made) {
		const [first] = parts;
		const document = documents.get(path) ?? (first && chartText(first));
		if (document === undefined) continue;
		documents.set(path, { ...document, parts, secrets: [...document.secrets, ...parts.flatMap(({ secrets }) => secrets)] });
	}
	// Of several statements of one application the last wins: files stand in the order in which they are read.
	return { ...read, documents: new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The parts of a values file that no template of its chart took. */
export function untaken(document: ConfigDocument, taken: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const ranges = taken.flatMap(({ settings }) => settings.map(({ range }) => range));
	return (document.parts ?? []).filter(({ extent }) => extent === undefined || !ranges.some((range) => contains(extent, range)));
}
