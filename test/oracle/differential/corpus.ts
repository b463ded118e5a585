import { foundFiles } from './found.ts';
import { legacyFile } from './legacy-files.ts';
import { Random } from './random.ts';
import { standardFile } from './standard-files.ts';

/** Which of Flink's two loaders a file is for. */
export type FileKind = 'legacy' | 'standard';

/** A file that Flink and flint are asked about. */
export interface DifferentialFile {
	/** Such as `standard-17-42` (kind, seed and number: enough to make it again) or `found/quote-glued-comment`. */
	readonly id: string;
	readonly kind: FileKind;
	/** Undefined: a directory stands where the file should, or, where `missing`, nothing. */
	readonly bytes: Buffer | undefined;
	readonly missing?: true;
}

const MAKERS = { legacy: legacyFile, standard: standardFile } as const;

/** The `count` generated files of one kind that belong to a seed, the same ones on every machine, and those in which a difference was found. */
export function differentialFiles(kind: FileKind, seed: number, count: number): readonly DifferentialFile[] {
	const generated = Array.from({ length: count }, (_, number) => generatedFile(kind, seed, number));
	return [...foundFiles(kind), ...generated];
}

function generatedFile(kind: FileKind, seed: number, number: number): DifferentialFile {
	const random = new Random(seed * 1_000_003 + number);
	const text = MAKERS[kind](random);
	const file = { id: `${kind}-${seed}-${number}`, kind };
	return random.weighted<() => DifferentialFile>([
		[1000, () => ({ ...file, bytes: Buffer.from(text, 'utf8') })],
		[4, () => ({ ...file, bytes: Buffer.from(text, 'latin1') })],
		[3, () => ({ ...file, bytes: Buffer.from(`\ufeff${text}`, 'utf16le') })],
		[3, () => ({ ...file, bytes: broken(random, Buffer.from(text, 'utf8')) })],
		[1, () => ({ ...file, bytes: undefined })],
		[1, () => ({ ...file, bytes: undefined, missing: true })],
	])();
}

/** The bytes with one that no UTF-8 has in that place. */
function broken(random: Random, bytes: Buffer): Buffer {
	const at = random.below(bytes.length + 1);
	return Buffer.concat([bytes.subarray(0, at), Buffer.from([random.between(0x80, 0xff)]), bytes.subarray(at)]);
}
