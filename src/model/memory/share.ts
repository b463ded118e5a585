/** A pool that is a share of another, within limits in bytes. */
export interface ShareLimits {
	readonly min: number;
	/** Infinity where nothing bounds it. */
	readonly max: number;
	/** As a Java float: 0.4 is 0.4000000059604645. */
	readonly fraction: number;
}

/** The pool's part of a total that contains it, in bytes. Source: ProcessMemoryUtils.deriveWithFraction. */
export function shareOf(total: number, limits: ShareLimits): number {
	return within(times(total, limits.fraction), limits);
}

/** The pool's size where the total is the rest plus the pool, in bytes. Source: ProcessMemoryUtils.deriveWithInverseFraction. */
export function shareBeside(rest: number, limits: ShareLimits): number {
	return within(times(rest, limits.fraction / (1 - limits.fraction)), limits);
}

function within(bytes: number, { min, max }: ShareLimits): number {
	if (bytes > max) return max;
	return bytes < min ? min : bytes;
}

/** Bytes times a factor, rounded down, exactly as decimal arithmetic gives it. Source: MemorySize.multiply (BigDecimal.valueOf). */
export function times(bytes: number, factor: number): number {
	const [mantissa = '0', exponent = '0'] = String(factor).split('e');
	const [whole = '0', fraction = ''] = mantissa.split('.');
	const scale = Number(exponent) - fraction.length;
	const product = BigInt(bytes) * BigInt(whole + fraction);
	return Number(scale < 0 ? product / 10n ** BigInt(-scale) : product * 10n ** BigInt(scale));
}
