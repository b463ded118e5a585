import type { CallReplacement, Dependency, Insertion, ResourceText } from '../model/change.ts';
import type { ConfigDocument } from '../model/document.ts';
import type { TextEdit } from '../model/finding.ts';
import type { DeprecatedCallFact, OperatorFact, StateDescriptorFact } from '../model/job.ts';
import type { Range } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';
import type { TypedValue } from '../model/value.ts';
import type { FlinkVersion } from '../model/version.ts';

/** A document's text in another format. */
export interface Conversion {
	readonly text: string;
	/** Values in the text that must never be printed. */
	readonly secrets: readonly Range[];
}

/**
 * Writes changes back into one format. Every method gives the fewest edits that say the change in the document's own style,
 * or undefined where the format or this document cannot hold it: the finding then has no fix.
 */
export interface Editor {
	/** Replaces the value of a statement. */
	setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined;
	/** Inserts a statement. */
	insert(document: ConfigDocument, insertion: Insertion, version: FlinkVersion | undefined): readonly TextEdit[] | undefined;
	/** Deletes a statement, keeping comments that belong to others. */
	remove(document: ConfigDocument, setting: Setting): readonly TextEdit[] | undefined;
	/** Gives a statement another key. */
	rename(document: ConfigDocument, setting: Setting, key: string): readonly TextEdit[] | undefined;
	/** Gives a state descriptor a time to live (ms). Only Java has descriptors. */
	enableTtl?(
		document: ConfigDocument,
		descriptor: StateDescriptorFact,
		ttl: number,
		version: FlinkVersion | undefined,
	): readonly TextEdit[] | undefined;
	/** Gives an operator a uid. Only Java has operators. */
	addUid?(
		document: ConfigDocument,
		operator: OperatorFact,
		uid: string,
		version: FlinkVersion | undefined,
	): readonly TextEdit[] | undefined;
	/** Rewrites a deprecated call as another one. Only Java has calls. */
	replaceCall?(document: ConfigDocument, call: DeprecatedCallFact, replacement: CallReplacement): readonly TextEdit[] | undefined;
	/** Gives an artifact another version. Only builds have artifacts. */
	setDependency?(document: ConfigDocument, dependency: Dependency): readonly TextEdit[] | undefined;
	/** Adds a resource beside another one, in its style. Only files of alarms have resources. */
	addResource?(document: ConfigDocument, resource: ResourceText): readonly TextEdit[] | undefined;
	/** The whole document as the file of another name holds it, which Flink reads alike. */
	convert?(document: ConfigDocument): Conversion | undefined;
	/** What is wrong with the rewritten text that was not wrong before, or undefined where nothing is. */
	verify?(before: string, after: string): Promise<string | undefined>;
}

/** The methods of an editor whose format states no settings. */
export const WITHOUT_SETTINGS = {
	setValue: () => undefined,
	insert: () => undefined,
	remove: () => undefined,
	rename: () => undefined,
} satisfies Partial<Editor>;
