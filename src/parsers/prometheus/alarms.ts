import { type ConfigDocument, documentsIn, type Parse } from '../../model/document.ts';
import { contains, type Range } from '../../model/range.ts';
import { alarmDocument } from './alarm-document.ts';
import { parseAlarmJson } from './alarm-json.ts';
import { parsePrometheusRules } from './prometheus-rules.ts';
import { isUnreadCode } from './recognition.ts';

/** Reads a file of alarms, whatever it is written in. Of code that makes them it is only known that there may be some. */
export const parseAlarms: Parse = (path, text) => {
	if (isUnreadCode(path)) return unseenAlarms(path, text);
	return /^\ufeff?\s*[{[]/.test(text) && !/^\ufeff?\s*\{\{/.test(text) ? parseAlarmJson(path, text) : parsePrometheusRules(path, text);
};

/** A file that may state alarms and cannot be read. */
function unseenAlarms(path: string, text: string): ConfigDocument {
	return alarmDocument({
		path,
		text,
		alarms: { alerts: [], recordings: [], partial: true },
		problems: [],
		comments: [],
		secrets: [],
		tree: undefined,
	});
}

/** A file of another format with the alarms that stand in it too: those are parts of it. */
export function withAlarms(document: ConfigDocument, alarms: ConfigDocument): ConfigDocument {
	const { problems, comments, secrets } = document;
	const own = documentsIn(alarms).map((part) => ({ ...part, extent: part.extent ?? spanOf(part), problems }));
	const alerts = own.flatMap((part) => part.alarms?.alerts ?? []);
	// Those inside of texts are no comments to the file's own format.
	const inner = own.flatMap((part) => (part.embedded === undefined ? [] : part.comments));
	return {
		...document,
		parts: [...documentsIn(document), ...own],
		comments: [...comments, ...inner].sort((a, b) => a.range.start - b.range.start),
		secrets: [...secrets, ...alarms.secrets],
		statementAt: (offset) => {
			const around = alerts.find(({ range }) => contains(range, { start: offset, end: offset }));
			return around?.range ?? document.statementAt(offset);
		},
	};
}

/** From the first alert to the last: the rest of the file is another part's. */
function spanOf({ alarms, text }: ConfigDocument): Range {
	const alerts = alarms?.alerts ?? [];
	return { start: alerts[0]?.range.start ?? text.length, end: alerts.at(-1)?.range.end ?? text.length };
}
