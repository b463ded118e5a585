import { isScalar } from 'yaml';
import type { ConfigDocument } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { type Command, commandsIn, submissionIn } from '../command-line/command.ts';
import { wordsOf } from '../docker/container.ts';
import { argumentsPart } from '../embedded/dynamic-arguments.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { typedValue } from '../keys/flink-keys.ts';
import type { PodNode } from './pod.ts';

/** What a container submits: `flink run …` as its words, or in a script that a shell is given. */
export function submissionParts(container: PodNode): readonly ConfigDocument[] {
	const { path, file } = container.resource;
	const fields = ['command', 'args'].map((field) => container.at(field));
	const scripts = fields.flatMap((field) => [field, ...field.items]).filter(({ text }) => text !== undefined && /\s/.test(text.trim()));
	const commands =
		scripts.length > 0
			? scripts.flatMap(commandsOf)
			: [
					submissionIn(
						path,
						fields.flatMap(({ node }) => wordsOf(file.masked, node)),
					),
				];
	return commands.flatMap((command) =>
		command === undefined
			? []
			: argumentsPart(
					{ path, text: file.text, format: 'kubernetes' },
					command.settings.map((setting) => untemplated(setting, file.text)),
					command.claims,
				),
	);
}

function commandsOf({ resource: { path, file }, node }: PodNode): readonly Command[] {
	const inner = isScalar(node) ? yamlScalarText(file.masked, node) : undefined;
	if (inner === undefined) return [];
	return commandsIn(path, inner.text).map((command) => ({
		...command,
		settings: command.settings.map((setting) => movedBy(setting, inner.start)),
	}));
}

function movedBy(setting: Setting, by: number): Setting {
	const moved = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
	const { range, nameRange, valueRange } = setting;
	return {
		...setting,
		range: moved(range),
		nameRange: moved(nameRange),
		...(valueRange === undefined ? {} : { valueRange: moved(valueRange) }),
	};
}

/** Arguments are taken from the text without templates: a value with one is unknown. */
export function untemplated(setting: Setting, text: string): Setting {
	const { valueRange, key } = setting;
	const written = valueRange === undefined ? '' : text.slice(valueRange.start, valueRange.end);
	return templateIn(written) === undefined ? setting : { ...setting, value: typedValue(key, written) };
}
