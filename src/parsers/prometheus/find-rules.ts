import { hidesMetric, namesIn } from './promql.ts';

/** How the nodes of a tree are looked at, whatever format it is in. */
export interface TreeView<N> {
	/** What stands under a name of a map, through aliases; undefined where nothing does, or the node is no map. */
	readonly field: (node: N, name: string) => N | undefined;
	/** A scalar's text. */
	readonly text: (node: N | undefined) => string | undefined;
	/** The values of a map, the items of a list, in order. */
	readonly children: (node: N) => readonly N[];
}

/** A rule of alarms with its node. */
export interface FoundRule<N> {
	readonly node: N;
	/** The name of the series it computes; an alert has none. */
	readonly record?: string;
	readonly metrics: readonly string[];
	/** Its condition is not there to be read, or a template decides which metric it asks. */
	readonly hidden: boolean;
}

/**
 * The rules of a tree, wherever they stand: Prometheus' own are maps with `alert` or `record` and `expr`, Grafana's have queries under
 * `data[].model`, and a panel of its older dashboards has `alert` beside its `targets`.
 * @param scalar is given every scalar outside of rules
 */
export function findRules<N>(root: N, view: TreeView<N>, scalar: (node: N, text: string) => void): readonly FoundRule<N>[] {
	const found: FoundRule<N>[] = [];
	const open = [root];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		const rule = ruleAt(node, view);
		if (rule !== undefined) {
			found.push(rule);
			continue;
		}
		const text = view.text(node);
		if (text !== undefined) scalar(node, text);
		else for (const child of view.children(node).toReversed()) open.push(child);
	}
	return found;
}

function ruleAt<N>(node: N, view: TreeView<N>): FoundRule<N> | undefined {
	const { field, text } = view;
	const record = text(field(node, 'record'));
	const alert = field(node, 'alert');
	const condition = field(node, 'expr');
	if (record !== undefined && condition !== undefined) return { node, record, ...conditionOf(text(condition)) };
	if (text(alert) !== undefined) return { node, ...conditionOf(text(condition)) };
	const queries = alert === undefined ? modelsIn(node, view) : childrenOf(field(node, 'targets'), view);
	return queries.length === 0 ? undefined : { node, ...queried(queries, view) };
}

function conditionOf(condition: string | undefined): Pick<FoundRule<unknown>, 'metrics' | 'hidden'> {
	return condition === undefined ? { metrics: [], hidden: true } : { metrics: namesIn(condition), hidden: hidesMetric(condition) };
}

function modelsIn<N>(node: N, view: TreeView<N>): readonly N[] {
	return childrenOf(view.field(node, 'data'), view).flatMap((query) => view.field(query, 'model') ?? []);
}

function childrenOf<N>(node: N | undefined, view: TreeView<N>): readonly N[] {
	return node === undefined ? [] : view.children(node);
}

/** Every text in Grafana's queries: each data source has fields of its own for what it asks. */
function queried<N>(queries: readonly N[], view: TreeView<N>): Pick<FoundRule<N>, 'metrics' | 'hidden'> {
	const metrics = new Set<string>();
	let hidden = false;
	const open = [...queries];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		const text = view.text(node);
		if (text === undefined) {
			for (const child of view.children(node)) open.push(child);
			continue;
		}
		for (const name of namesIn(text)) metrics.add(name);
		hidden ||= hidesMetric(text);
	}
	return { metrics: [...metrics], hidden };
}
