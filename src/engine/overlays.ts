import { catalogue } from '../catalog/catalogue.ts';
import type { Application } from '../model/application.ts';
import type { Change } from '../model/change.ts';
import type { ConfigDocument } from '../model/document.ts';
import type { Fix, PlannedFix, TextEdit } from '../model/finding.ts';
import { siblingOf } from './placement.ts';
import { type Editors, write } from './plan.ts';

/**
 * A fix written into the overlays of the applications that ask for it, where the file of the statement is a base that others build on too;
 * undefined where some application has no overlay that could hold it.
 * @param isOwn whether nobody else holds a document
 */
export function planInOverlays(
	wanted: readonly { readonly application: Application; readonly fix: Fix }[],
	editors: Editors,
	isOwn: (document: ConfigDocument) => boolean,
): PlannedFix | undefined {
	const edits: TextEdit[] = [];
	for (const { application, fix } of wanted) {
		const documents = overlaysOf(application).filter(isOwn);
		for (const change of fix.changes) {
			const own = change.kind === 'setOption' ? stated(application, documents, change, editors) : undefined;
			if (own === undefined) return undefined;
			edits.push(...own);
		}
	}
	const [first] = wanted;
	if (first === undefined || edits.length === 0) return undefined;
	return { ...first.fix, edits: edits.sort((a, b) => a.file.localeCompare(b.file) || a.range.start - b.range.start) };
}

/** What a kustomization lays over a resource, the configuration of Flink first; a variable of Compose replaces another whole, so nothing can be added in it. */
function overlaysOf({ documents }: Application): readonly ConfigDocument[] {
	const [base] = documents;
	if (base?.claims.build === undefined || base.claims.platform !== 'kubernetes-operator') return [];
	const above = documents.filter(({ claims, path }) => path !== base.path && claims.build === base.claims.build);
	return above.toSorted((a, b) => Number(b.format === 'config-yaml') - Number(a.format === 'config-yaml'));
}

function stated(
	{ config, version }: Application,
	documents: readonly ConfigDocument[],
	{ key, value }: Extract<Change, { kind: 'setOption' }>,
	editors: Editors,
): readonly TextEdit[] | undefined {
	const { option, origin } = config.get(key);
	const below =
		origin.kind === 'setting' && origin.setting.kind === 'entry' && origin.setting.layer !== 'deployment' ? origin.setting.key : undefined;
	const written = below ?? catalogue.keyToWrite(option, version?.version);
	if (written === undefined || (origin.kind === 'setting' && below === undefined)) return undefined;
	for (const document of documents) {
		const insertion = { key: written, value, after: siblingOf(document, written) };
		const edits = write(document, editors, (editor) => editor.insert(document, insertion, version?.version));
		if (edits !== undefined && edits.length > 0) return edits;
	}
	return undefined;
}
