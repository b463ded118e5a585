import { isMap } from 'yaml';
import { nodeAt, readYamlFile } from '../yaml/file.ts';
import { type Datum, type Entry, fieldOf, laidOver, made, type Piece, valuesOf } from './datum.ts';
import { render } from './render.ts';
import { parseTemplate, type Template } from './template.ts';

/** A text of a chart, by its path. */
export interface ChartText {
	readonly path: string;
	readonly text: string;
}

/** What a chart is made of. */
export interface Chart {
	/** `Chart.yaml`. */
	readonly about: ChartText;
	readonly templates: readonly ChartText[];
}

const OPEN: Datum = { kind: 'map', entries: new Map(), open: true };
const EMPTY: Datum = { kind: 'map', entries: new Map() };

/** What values files state, each laid over those before it. */
export function layeredValues(files: readonly ChartText[]): Datum {
	return files.map(valuesIn).reduce(laidOver, EMPTY);
}

function valuesIn({ path, text }: ChartText): Datum {
	const [document] = readYamlFile(text).documents;
	return document !== undefined && isMap(document.contents) ? valuesOf(path, text, document) : EMPTY;
}

/** The values of a chart below another one: what that one says of it is laid over its own, and `global` is everybody's. */
export function valuesBelow(own: Datum, name: string, parent: Datum): Datum {
	const section = fieldOf(parent, name);
	const shared = fieldOf(parent, 'global');
	const values = section.kind === 'map' ? laidOver(own, section) : own;
	return shared.kind === 'map' ? laidOver(values, mapOf({ global: shared })) : values;
}

function mapOf(fields: Readonly<Record<string, Datum>>, open = false): Datum {
	const entries = Object.entries(fields).map(([name, value]): [string, Entry] => [name, { key: [{ text: name }], value }]);
	return { kind: 'map', entries: new Map(entries), ...(open ? { open } : {}) };
}

/** Charts, each with its templates read once, rendered with as many values as are asked for. */
export class ChartRenderer {
	private readonly templates: readonly Template[];
	private readonly about: Datum;

	/** @param libraries charts whose definitions it sees too: those around and below it */
	constructor(
		readonly chart: Chart,
		libraries: readonly Chart[] = [],
	) {
		const read = ({ path, text }: ChartText): readonly Template[] => {
			const template = parseTemplate(path, text);
			return template === undefined ? [] : [template];
		};
		this.templates = [...libraries, chart].flatMap(({ templates }) => templates.flatMap(read));
		this.about = aboutOf(chart.about);
	}

	/** What a template of the chart writes with some values; undefined where it cannot be told. */
	render(path: string, values: Datum): readonly Piece[] | undefined {
		const template = this.templates.find(({ file }) => file === path);
		const root = mapOf({
			Values: values,
			Chart: this.about,
			Release: OPEN,
			Capabilities: OPEN,
			Files: OPEN,
			Template: OPEN,
			Subcharts: OPEN,
		});
		return template && render(template, this.templates, root);
	}
}

/** What `.Chart` says; the names of its fields begin with capitals. */
function aboutOf({ path, text }: ChartText): Datum {
	const [document] = readYamlFile(text).documents;
	const stated = document === undefined ? EMPTY : valuesOf(path, text, document);
	const field = (name: string): Readonly<Record<string, Datum>> => {
		const value = fieldOf(stated, name);
		// A version is a text to Helm, whatever YAML makes of it.
		const node = nodeAt(document?.contents, name);
		const source = node instanceof Object && 'source' in node && typeof node.source === 'string' ? node.source : undefined;
		return value.kind === 'scalar' && source !== undefined ? { [`${name.charAt(0).toUpperCase()}${name.slice(1)}`]: made(source) } : {};
	};
	return mapOf({ ...field('name'), ...field('version'), ...field('appVersion'), ...field('description') }, true);
}
