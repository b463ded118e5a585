import type { EffectiveConfiguration } from '../model/effective.ts';
import type { ReadingNote } from '../model/note.ts';
import type { Setting } from '../model/setting.ts';

/** The statements that Flink reads by their literal keys and places, for rules that look many of them up. */
export class Statements {
	private readonly byKey = new Map<string, Setting>();
	private readonly byFileAndKey = new Map<string, Setting>();
	private readonly byPlace = new Map<string, Setting>();
	private readonly files = new Map<string, boolean>();

	constructor({ settings }: EffectiveConfiguration) {
		for (const setting of settings) {
			const { file, key, range } = setting;
			const read = setting.inert === undefined;
			this.files.set(file, read || this.files.get(file) === true);
			if (!read) continue;
			this.byFileAndKey.set(idOf(file, key), setting);
			this.byPlace.set(idOf(file, String(range.start)), setting);
			if (isEntry(setting)) this.byKey.set(key, setting);
		}
	}

	/** The last entry of exactly that key: the one that stays when layers merge. */
	entry(key: string): Setting | undefined {
		return this.byKey.get(key);
	}

	/** The last statement of exactly that key in one file. */
	inFile(file: string, key: string): Setting | undefined {
		return this.byFileAndKey.get(idOf(file, key));
	}

	/** The statement a note speaks of, as the application resolved it. */
	of({ setting }: ReadingNote): Setting | undefined {
		return setting && this.byPlace.get(idOf(setting.file, String(setting.range.start)));
	}

	/** Whether Flink reads the file: no statement of it is known to be without effect only because of where it stands. */
	isRead(file: string): boolean {
		return this.files.get(file) !== false;
	}
}

/** Entries of files, dynamic properties, a script's SET and the Configuration that a program starts with merge by their keys. */
export function isEntry(setting: Setting): boolean {
	return setting.kind === 'entry' && setting.condition === 'always' && setting.inert === undefined;
}

function idOf(file: string, name: string): string {
	return `${file}\n${name}`;
}
