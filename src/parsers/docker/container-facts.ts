import type { ContainerFacts } from '../../model/container.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import type { Word } from '../command-line/words.ts';
import { processOf } from './container.ts';

/** The variable from which the start script of the official images copies plugins. */
export const PLUGINS_VARIABLE = 'ENABLE_BUILT_IN_PLUGINS';

/** What a file says of one container. */
interface ContainerStatement {
	/** Undefined where it is built, templated or not stated. */
	readonly image: string | undefined;
	readonly words: readonly Word[];
	/** The names of its variables. */
	readonly variables: readonly string[];
	/** The text of ENABLE_BUILT_IN_PLUGINS, where it stands there. */
	readonly plugins: string | undefined;
	/** Something that is not read may bring more variables. */
	readonly unseen: boolean;
	readonly replicas: unknown;
}

/** What a container runs and loads. */
export function containerFacts({ image, words, variables, plugins, unseen, replicas }: ContainerStatement): ContainerFacts {
	const process = processOf(words);
	const loaded = unseen || !startsPlainly(words) || variables.some((name) => HADOOP.test(name)) ? undefined : jarsIn(plugins, variables);
	return {
		...(process === undefined ? {} : { process }),
		...(image === undefined ? {} : { image }),
		...(loaded === undefined ? {} : { plugins: loaded }),
		...(typeof replicas === 'number' && Number.isInteger(replicas) && replicas >= 0 ? { replicas } : {}),
		...(words.some(({ text }) => text === 'standalone-job') ? { application: true } : {}),
	};
}

/** Hadoop on the class path has filesystems of its own. */
const HADOOP = /^HADOOP_/;

/** The start script of the image runs first and copies what the variable names; a command of one's own may fetch anything. */
function startsPlainly(words: readonly Word[]): boolean {
	const [first, second] = words.map(({ text }) => text);
	const command = first?.endsWith('docker-entrypoint.sh') === true ? second : first;
	return command === 'jobmanager' || command === 'taskmanager' || command === 'standalone-job';
}

function jarsIn(text: string | undefined, variables: readonly string[]): readonly string[] | undefined {
	if (text === undefined) return variables.includes(PLUGINS_VARIABLE) ? undefined : [];
	if (templateIn(text) !== undefined) return undefined;
	return text
		.split(';')
		.map((jar) => jar.trim())
		.filter((jar) => jar !== '');
}
