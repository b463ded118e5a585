import type { ReadingNote } from '../../model/note.ts';
import type { Setting } from '../../model/setting.ts';

/** A key that a file states twice, where Flink takes the later statement. */
export function duplicateKeys(file: string, settings: Iterable<Setting>): readonly ReadingNote[] {
	const last = new Map<string, Setting>();
	const notes: ReadingNote[] = [];
	for (const setting of settings) {
		const earlier = last.get(setting.key);
		last.set(setting.key, setting);
		// Of two branches of a template one is written.
		if (earlier === undefined || setting.condition === 'sometimes') continue;
		notes.push({
			kind: 'duplicate',
			file,
			range: earlier.range,
			what: `\`${setting.key}\` stands again below, where the last one wins`,
			setting: earlier,
		});
	}
	return notes;
}
