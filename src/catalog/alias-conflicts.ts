import type { Application } from '../model/application.ts';
import type { Option } from '../model/option.ts';
import { isEntry, Statements } from '../model/questions/statements.ts';
import type { Setting } from '../model/setting.ts';
import type { FlinkVersion } from '../model/version.ts';
import { catalogue } from './catalogue.ts';

/** Two statements of one option by different names, of which Flink reads the winner first, with different values. */
export interface AliasConflict {
	readonly option: Option;
	readonly loser: Setting;
	readonly winner: Setting;
	/** The application's version, or where that is not known every version, reads the winner. */
	readonly sure: boolean;
}

/** Every old name that loses to a newer one of its option, wherever the two stand. */
export function* aliasConflicts(application: Application): Iterable<AliasConflict> {
	const { config, version } = application;
	const statements = new Statements(config);
	for (const loser of config.settings) {
		if (!isEntry(loser)) continue;
		for (const option of catalogue.replacedBy(loser.key, version?.version)) {
			const winner = newName(application, statements, option, loser);
			if (winner === undefined || !differ(loser, winner)) continue;
			yield { option, loser, winner, sure: ignoredIn(application, option, loser.key, winner.key) };
		}
	}
}

/** The statement under the name that goes before `loser`'s. */
function newName({ version }: Application, statements: Statements, option: Option, loser: Setting): Setting | undefined {
	const names = catalogue.keysRead(option, version?.version);
	for (const name of names.slice(0, Math.max(0, names.indexOf(loser.key)))) {
		// A fallback is an option of its own, which may well have another value.
		if (name !== option.key && catalogue.find(name)[0]?.key !== option.key) continue;
		const statement = statements.entry(name);
		if (statement !== undefined) return statement;
	}
	return undefined;
}

function differ({ value: a }: Setting, { value: b }: Setting): boolean {
	return a.kind === 'known' && b.kind === 'known' && a.text.toLowerCase() !== b.text.toLowerCase() && !sameMeaning(a.value, b.value);
}

function sameMeaning(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function ignoredIn({ version }: Application, option: Option, old: string, winner: string): boolean {
	const versions: readonly FlinkVersion[] = version === undefined ? catalogue.versionsOf(option) : [version.version];
	return versions.every((at) => {
		const names = catalogue.keysRead(option, at);
		return names.includes(winner) && (!names.includes(old) || names.indexOf(winner) < names.indexOf(old));
	});
}
