import type { Embedding } from '../model/document.ts';
import type { TextEdit } from '../model/finding.ts';
import type { Setting } from '../model/setting.ts';
import type { Editor } from './editor.ts';

/** Writes changes into a document that stands inside a file of another format: its own format's editor, spelled as the file must. */
export function embeddedEditor(editor: Editor, embedding: Embedding): Editor {
	const { inner, start } = embedding;
	const own = (setting: Setting): Setting => inner.settings.find((other) => standsAt(other, setting, start)) ?? setting;
	const out = (edits: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined => moved(edits, embedding);
	return {
		setValue: (_document, setting, value) => out(editor.setValue(inner, own(setting), value)),
		insert: (_document, { after, ...insertion }, version) => {
			// A document without statements does not show how its lines begin.
			if (inner.settings.length === 0) return undefined;
			return out(editor.insert(inner, { ...insertion, after: after === undefined ? undefined : own(after) }, version));
		},
		remove: (_document, setting) => out(editor.remove(inner, own(setting))),
		rename: (_document, setting, key) => out(editor.rename(inner, own(setting), key)),
		addResource: (_document, { text, beside }) =>
			out(editor.addResource?.(inner, { text, beside: { start: beside.start - start, end: beside.end - start } })),
	};
}

function standsAt(inner: Setting, { key, range }: Setting, start: number): boolean {
	return inner.key === key && inner.range.start + start === range.start;
}

function moved(edits: readonly TextEdit[] | undefined, { start: by, encode, escapeAt }: Embedding): readonly TextEdit[] | undefined {
	const out: TextEdit[] = [];
	// An escape, such as `\n`, is kept or replaced as a whole.
	const whole = (offset: number): number => escapeAt?.(offset) ?? offset;
	for (const { file, range, text } of edits ?? []) {
		const spelled = encode(text);
		if (spelled === undefined) return undefined;
		out.push({ file, range: { start: whole(range.start) + by, end: whole(range.end) + by }, text: spelled });
	}
	return edits === undefined ? undefined : out;
}
