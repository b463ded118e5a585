import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import type { Setting, StatementKind } from '../../../src/model/setting.ts';
import type { TypedValue } from '../../../src/model/value.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { type JavaGrammar, loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { JavaFile } from '../../../src/parsers/java/source.ts';
import { stateDescriptors } from '../../../src/parsers/java/state.ts';
import { applyEdits } from '../text-edits.ts';

const PATH = 'Job.java';

/** A Java text with what the editor is asked about it, as the parser gives it. */
export class Program {
	readonly document: ConfigDocument;
	private readonly file: JavaFile;

	private constructor(
		private readonly grammar: JavaGrammar,
		readonly text: string,
	) {
		this.file = new JavaFile(grammar, PATH, text);
		this.document = {
			path: PATH,
			text,
			format: 'java',
			settings: [],
			notes: [],
			problems: [],
			comments: [],
			claims: {},
			anchor: { start: 0, end: 0 },
			secrets: [],
			statementAt: (offset) => ({ start: offset, end: offset }),
			tree: this.file,
		};
	}

	static async of(text: string): Promise<Program> {
		return new Program(await loadJavaGrammar(await readGrammar()), text);
	}

	/** The setting that a call states: the call's text from the method's name on, and its value's text inside, if it has one. */
	setting(call: string, value: string | undefined, kind: StatementKind = 'setter', key = 'execution.checkpointing.interval'): Setting {
		const start = this.text.indexOf(call);
		if (start < 0) throw new Error(`no ${call} in the text`);
		const at = value === undefined ? -1 : this.text.indexOf(value, start + (call.startsWith('"') ? 0 : call.indexOf('(')));
		const name = /^\w+/.exec(call)?.[0] ?? call;
		const named = kind === 'entry' ? this.text.indexOf('(', start) + 1 : start;
		return {
			key,
			name,
			value: { kind: 'unknown', why: 'is not read here' },
			layer: 'program',
			kind,
			condition: 'always',
			file: PATH,
			range: { start, end: start + call.length },
			nameRange: { start: named, end: named + name.length },
			...(at < 0 || value === undefined ? {} : { valueRange: { start: at, end: at + value.length } }),
		};
	}

	withValue(setting: Setting, value: TypedValue): string | undefined {
		return this.after(javaEditor.setValue(this.document, setting, value));
	}

	with(key: string, value: TypedValue, after: Setting, version?: FlinkVersion): string | undefined {
		return this.after(javaEditor.insert(this.document, { key, value, after }, version));
	}

	without(setting: Setting): string | undefined {
		return this.after(javaEditor.remove(this.document, setting));
	}

	renamed(setting: Setting, key: string): string | undefined {
		return this.after(javaEditor.rename(this.document, setting, key));
	}

	/** The text after the descriptor of that position was given a time to live. */
	withTtl(position: number, ttl: number, version?: FlinkVersion): string | undefined {
		const descriptor = this.file.read(stateDescriptors)[position];
		if (descriptor === undefined) throw new Error(`the text has no descriptor ${position}`);
		return this.after(javaEditor.enableTtl?.(this.document, descriptor, ttl, version));
	}

	private after(edits: readonly TextEdit[] | undefined): string | undefined {
		return edits === undefined ? undefined : applyEdits(this.text, edits);
	}

	/** How many descriptors the text builds, and whether each has a time to live. */
	bounds(): readonly string[] {
		return new JavaFile(this.grammar, PATH, this.text).read(stateDescriptors).map((fact) => fact.bound);
	}
}
