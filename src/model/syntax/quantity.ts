/** Factors of a Kubernetes quantity's suffixes. Source: the Kubernetes API (resource.Quantity); fabric8 reads the same. */
const FACTORS: Readonly<Record<string, number>> = {
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	'': 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60,
};

/** The number a Kubernetes quantity means (`500m` is 0.5, `2Gi` is in bytes), or undefined where it is none. */
export function readQuantity(text: string): number | undefined {
	const trimmed = text.trim();
	const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(trimmed)?.[0];
	if (number === undefined) return undefined;
	const factor = FACTORS[trimmed.slice(number.length)];
	return factor === undefined ? undefined : Number(number) * factor;
}
