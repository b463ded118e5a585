import { keyEvidence } from '../keys/flink-keys.ts';

/** What only Flink's SQL says: options of tables and catalogs in quotes, watermarks, statement sets. */
const OWN = /'connector(?:\.type)?'\s*=|\bWATERMARK\s+FOR\b|\b(?:EXECUTE|BEGIN)\s+STATEMENT\s+SET\b/i;
const CATALOG = /\bCREATE\s+CATALOG\b/i;
const TYPE = /'type'\s*=/;
const SET = /^[ \t]*SET[ \t]+'?([\w.-]+)'?[ \t]*=/gim;
/**
 * Dialects that look like it: RisingWave's (`connector = 'kafka'` without quotes, CREATE SOURCE), Confluent Cloud's, which has options of
 * its own in place of Flink's, and ksqlDB's.
 */
const OTHERS =
	/[(,\s]connector\s*=\s*'|\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:SOURCE|SINK|STREAM)\b|'connector'\s*=\s*'confluent'|'changelog\.mode'\s*=|\bSET\s+'(?:sql|client)\.[\w.-]+'/i;

/** Whether a text is a script in Flink's SQL, told without parsing it. */
export function recogniseSql(text: string): boolean {
	if (OTHERS.test(text)) return false;
	if (OWN.test(text) || (CATALOG.test(text) && TYPE.test(text))) return true;
	return [...text.matchAll(SET)].some(([, key]) => keyEvidence(key ?? '') === 'flink');
}
