import { readValue } from '../../model/syntax/value-syntax.ts';

const FACTORS: Readonly<Record<string, number>> = {
	'': 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	Ki: 1024,
	Mi: 1024 ** 2,
	Gi: 1024 ** 3,
	Ti: 1024 ** 4,
};

/**
 * The memory a resource asks for, as Flink's own text: what Flink reads as a memory size is one (`2048m` is mebibytes), anything else is a Kubernetes
 * quantity (`2Gi`). Source: flink-kubernetes-operator, ResourceConfigUtils.parseResourceMemoryString.
 */
export function memoryQuantity(text: string): string {
	const asFlink = readValue('memory', text);
	if (asFlink.kind !== 'invalid') return text;
	// The operator hands Flink the product as `1610612736.0`, where the amount has a fraction, and Flink rejects that (oracle/operator).
	const match = /^(\d+)([KMGT]?)(I?)B?$/.exec(text.trim().replace(/\s/g, '').toUpperCase());
	if (match === null) return text;
	const [, amount = '', letter = '', binary = ''] = match;
	const factor = FACTORS[binary === '' ? letter : `${letter}i`];
	const bytes = factor === undefined ? Number.NaN : Number(amount) * factor;
	return Number.isSafeInteger(bytes) ? `${bytes} bytes` : text;
}
