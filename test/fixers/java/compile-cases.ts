import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import type { DeprecatedCallFact, EquivalentCall } from '../../../src/model/job.ts';
import type { TypedValue } from '../../../src/model/value.ts';
import { atLeast, FLINK_VERSIONS, type FlinkVersion } from '../../../src/model/version.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { parseJava } from '../../../src/parsers/java/java-parser.ts';
import { applyEdits } from '../text-edits.ts';

/** One change to a case's source; settings are named by the setter or by their key. */
type Step =
	| { readonly insert: string; readonly after: string; readonly value: TypedValue }
	| { readonly set: string; readonly value: TypedValue }
	| { readonly remove: string }
	| { readonly removeKey: string }
	| { readonly ttl: number; readonly ms: number }
	/** The operators of these ids get uids, one after the other. */
	| { readonly uids: readonly string[] }
	/** The first deprecated call of that name becomes what means the same in the version. */
	| { readonly replace: string };

interface Case {
	readonly versions: readonly FlinkVersion[];
	readonly changes: readonly Step[];
}

/** A source that must compile against a Flink version. */
export interface CompileCase {
	/** Path below `oracle/compile`. */
	readonly path: string;
	readonly text: string;
}

const FOLDER = join(import.meta.dirname, 'cases');

/** Every case's source after all its changes, for each of its versions. */
export async function compileCases(): Promise<readonly CompileCase[]> {
	const parse = parseJava(await loadJavaGrammar(await readGrammar()));
	const found: CompileCase[] = [];
	for (const name of readdirSync(FOLDER).sort()) {
		if (!existsSync(join(FOLDER, name, 'case.json'))) continue;
		const { versions, changes }: Case = JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8'));
		const source = readFileSync(join(FOLDER, name, 'Job.java'), 'utf8');
		for (const version of versions) {
			let text = source;
			for (const step of changes.flatMap(single)) {
				const document = parse('Job.java', text);
				const edits = editsOf(document, step, version);
				if (edits === undefined) throw new Error(`${name}, Flink ${version}: the editor cannot do ${JSON.stringify(step)}`);
				const after = applyEdits(text, edits);
				const flaw = await javaEditor.verify?.(text, after);
				if (flaw !== undefined) throw new Error(`${name}, Flink ${version}, ${JSON.stringify(step)}: ${flaw}`);
				text = after;
			}
			found.push({ path: `${version}/editor-${name}/Job.java`, text });
		}
	}
	return found;
}

/** Ids hold while other operators get their uids, so each is a step of its own. */
function single(step: Step): readonly Step[] {
	return 'uids' in step ? step.uids.map((id) => ({ uids: [id] })) : [step];
}

function editsOf(document: ConfigDocument, step: Step, version: FlinkVersion): readonly TextEdit[] | undefined {
	if ('uids' in step) {
		const operator = document.jobs?.operators.find(({ id }) => id === step.uids[0]);
		return operator === undefined
			? undefined
			: javaEditor.addUid?.(document, operator, operator.id.slice(operator.className.length + 1), version);
	}
	if ('replace' in step) {
		const call = document.jobs?.deprecatedCalls.find(({ name }) => name === step.replace);
		const equivalent = call === undefined ? undefined : equivalentOf(call, version);
		return call === undefined || equivalent === undefined ? undefined : javaEditor.replaceCall?.(document, call, equivalent);
	}
	if ('ttl' in step) {
		const descriptor = document.jobs?.descriptors[step.ttl];
		return descriptor === undefined ? undefined : javaEditor.enableTtl?.(document, descriptor, step.ms, version);
	}
	if ('insert' in step) {
		const after = document.settings.find((setting) => setting.name === step.after);
		return after === undefined ? undefined : javaEditor.insert(document, { key: step.insert, value: step.value, after }, version);
	}
	const setting = document.settings.find((candidate) =>
		'set' in step ? candidate.key === step.set : 'remove' in step ? candidate.name === step.remove : candidate.key === step.removeKey,
	);
	if (setting === undefined) return undefined;
	return 'set' in step ? javaEditor.setValue(document, setting, step.value) : javaEditor.remove(document, setting);
}

/** The newest call of a Flink version that can stand for a deprecated one; of an unknown version one that every minor has. */
function equivalentOf(call: DeprecatedCallFact, version: FlinkVersion | undefined): EquivalentCall | undefined {
	return call.equivalents.find(({ from, to }) => {
		if (version === undefined) return from === FLINK_VERSIONS[0] && to === undefined;
		return atLeast(version, from) && (to === undefined || atLeast(to, version));
	});
}
