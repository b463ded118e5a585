import type { ConfigDocument, DocumentClaims, Parse } from '../../model/document.ts';
import type { Setting } from '../../model/setting.ts';
import { isConfigYamlTree } from '../config-yaml/config-yaml.ts';
import { parseStringMap } from '../embedded/string-map.ts';
import { isReadByFlink, isSecret, typedValue } from '../keys/flink-keys.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { readProperties } from './properties-lines.ts';

const CLAIMS: DocumentClaims = { role: 'submission', partial: true };

/**
 * Reads a file of parameters that the job's code loads and hands to its environment, because flint's configuration names it (`jobConfig`):
 * the Flink options among its keys are what the program configures. Other keys are the job's own business.
 */
export const parseJobConfig: Parse = (path, text) => (/\.ya?ml$/.test(path) ? yaml(path, text) : properties(path, text));

function properties(path: string, text: string): ConfigDocument {
	const { entries, comments } = readProperties(text);
	const settings = entries.flatMap(({ key, value, keyRange, valueRange }) => {
		if (!isReadByFlink(key) || value === '') return [];
		return [
			{
				...ofProgram,
				key,
				name: key,
				value: typedValue(key, value.trim()),
				file: path,
				range: { start: keyRange.start, end: valueRange.end },
				nameRange: keyRange,
				valueRange,
			},
		];
	});
	return {
		path,
		text,
		format: 'job-config',
		settings,
		notes: [],
		problems: [],
		comments,
		claims: CLAIMS,
		anchor: settings[0]?.range ?? { start: 0, end: 0 },
		secrets: entries.filter(({ key }) => isSecret(key)).map(({ valueRange }) => valueRange),
		statementAt: statementFinder(
			text,
			settings.map(({ range }) => range),
		),
		tree: undefined,
	};
}

const ofProgram = { layer: 'program', kind: 'entry', condition: 'always' } as const;

function yaml(path: string, text: string): ConfigDocument {
	const document = parseStringMap(path, text);
	const settings: readonly Setting[] = document.settings
		.filter(({ key }) => isReadByFlink(key))
		.map((setting) => ({ ...setting, ...ofProgram }));
	return {
		...document,
		format: 'job-config',
		settings,
		notes: [],
		claims: CLAIMS,
		tree: isConfigYamlTree(document.tree) ? document.tree : undefined,
	};
}
