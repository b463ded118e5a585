import { loadedJavaGrammar } from '../../parsers/java/grammar.ts';
import { JavaFile } from '../../parsers/java/source.ts';

/**
 * What is wrong with rewritten Java that was not wrong before: text that tree-sitter cannot read, or that java-parser refuses,
 * a strict parser that is independent of the one which produced the edits.
 */
export async function flawOf(before: string, after: string): Promise<string | undefined> {
	const grammar = await loadedJavaGrammar();
	if (grammar !== undefined) {
		const broken = (text: string) => new JavaFile(grammar, '', text).read((source) => brokenNodes(source.root));
		if (broken(after) > broken(before)) return 'the rewritten text is no Java that flint can read';
	}
	const { parse } = await import('java-parser');
	const refusal = (text: string): string | undefined => {
		try {
			parse(text);
			return undefined;
		} catch (error) {
			return firstLine(error);
		}
	};
	const now = refusal(after);
	if (now === undefined || refusal(before) !== undefined) return undefined;
	return `a Java parser refuses the rewritten text: ${now}`;
}

interface Breakable {
	readonly holdsBroken: boolean;
	readonly broken: boolean;
	readonly children: readonly Breakable[];
}

function brokenNodes(root: Breakable): number {
	let count = 0;
	const open = [root];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		if (node.broken) count++;
		// A missing token holds nothing, but its parents say that something inside is broken.
		if (node.holdsBroken) open.push(...node.children);
	}
	return count;
}

function firstLine(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return (
		message
			.split('\n')
			.find((line) => line.trim() !== '')
			?.trim()
			.slice(0, 200) ?? 'no reason given'
	);
}
