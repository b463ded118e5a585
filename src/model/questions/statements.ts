import type { EffectiveConfiguration } from '../effective/effective.ts';
import type { ReadingNote } from '../note.ts';
import type { Setting } from '../setting.ts';

/** The statements that Flink reads by their literal keys and places, for rules that look many of them up. Most applications need none of it. */
export class Statements {
	private readonly settings: readonly Setting[];
	private byKey: ReadonlyMap<string, Setting> | undefined;
	private byFileAndKey: ReadonlyMap<string, ReadonlyMap<string, Setting>> | undefined;
	private byPlace: ReadonlyMap<string, ReadonlyMap<number, Setting>> | undefined;
	private unreadFiles: ReadonlySet<string> | undefined;

	constructor({ settings }: EffectiveConfiguration) {
		this.settings = settings;
	}

	/** The last entry of exactly that key: the one that stays when layers merge. */
	entry(key: string): Setting | undefined {
		this.byKey ??= new Map(this.settings.filter(isEntry).map((setting) => [setting.key, setting]));
		return this.byKey.get(key);
	}

	/** The last statement of exactly that key in one file. */
	inFile(file: string, key: string): Setting | undefined {
		this.byFileAndKey ??= this.inFiles((setting) => setting.key);
		return this.byFileAndKey.get(file)?.get(key);
	}

	/** The statement a note speaks of, as the application resolved it. */
	of({ setting }: ReadingNote): Setting | undefined {
		this.byPlace ??= this.inFiles(({ range }) => range.start);
		return setting && this.byPlace.get(setting.file)?.get(setting.range.start);
	}

	/** Whether Flink reads the file: no statement of it is known to be without effect only because of where it stands. */
	isRead(file: string): boolean {
		this.unreadFiles ??= this.filesNobodyReads();
		return !this.unreadFiles.has(file);
	}

	private filesNobodyReads(): ReadonlySet<string> {
		const read = new Set(this.settings.filter(isRead).map((setting) => setting.file));
		return new Set(this.settings.map((setting) => setting.file).filter((file) => !read.has(file)));
	}

	private inFiles<Name>(name: (setting: Setting) => Name): ReadonlyMap<string, ReadonlyMap<Name, Setting>> {
		const files = new Map<string, Map<Name, Setting>>();
		for (const setting of this.settings) {
			if (!isRead(setting)) continue;
			const names = files.get(setting.file) ?? new Map<Name, Setting>();
			files.set(setting.file, names.set(name(setting), setting));
		}
		return files;
	}
}

function isRead({ inert }: Setting): boolean {
	return inert === undefined;
}

/** Entries of files, dynamic properties, a script's SET and the Configuration that a program starts with merge by their keys. */
export function isEntry(setting: Setting): boolean {
	return setting.kind === 'entry' && setting.condition === 'always' && setting.inert === undefined;
}
