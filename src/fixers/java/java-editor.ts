import type { CallReplacement, Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { DeprecatedCallFact, OperatorFact, StateDescriptorFact } from '../../model/job.ts';
import type { Setting } from '../../model/setting.ts';
import type { TypedValue } from '../../model/value.ts';
import type { FlinkVersion } from '../../model/version.ts';
import { JavaFile, type JavaSource } from '../../parsers/java/source.ts';
import type { Editor } from '../editor.ts';
import { withCall } from './call-replacement.ts';
import { inserted } from './insertion.ts';
import { removed } from './removal.ts';
import { renamed, withValue } from './replacement.ts';
import { withTtl } from './ttl.ts';
import { withUid } from './uid.ts';
import { flawOf } from './verification.ts';

type Edits = readonly TextEdit[] | undefined;

/** Writes changes into Java programs. */
export const javaEditor: Editor = {
	setValue(document: ConfigDocument, setting: Setting, value: TypedValue): Edits {
		return open(document, (source) => withValue(source, setting, value));
	},

	insert(document: ConfigDocument, insertion: Insertion, version: FlinkVersion | undefined): Edits {
		return open(document, (source) => inserted(source, insertion, version));
	},

	remove(document: ConfigDocument, setting: Setting): Edits {
		return open(document, (source) => removed(source, setting));
	},

	rename(document: ConfigDocument, setting: Setting, key: string): Edits {
		return open(document, (source) => renamed(source, setting, key));
	},

	enableTtl(document: ConfigDocument, descriptor: StateDescriptorFact, ttl: number, version: FlinkVersion | undefined): Edits {
		return open(document, (source) => withTtl(source, descriptor, ttl, version));
	},

	addUid(document: ConfigDocument, operator: OperatorFact, uid: string, version: FlinkVersion | undefined): Edits {
		return open(document, (source) => withUid(source, operator, uid, version));
	},

	replaceCall(document: ConfigDocument, call: DeprecatedCallFact, replacement: CallReplacement): Edits {
		return open(document, (source) => withCall(source, call, replacement));
	},

	verify: flawOf,
};

/** Reads a document's tree; edits inside text that does not parse are not made. */
function open(document: ConfigDocument, make: (source: JavaSource) => Edits): Edits {
	return document.tree instanceof JavaFile ? document.tree.read(make) : undefined;
}
