/**
 * 64 bits of a text as 16 hexadecimal digits: names that differ get marks that differ, by chance alone. It guards against no one who
 * looks for equal marks; for that there is Node's crypto, which takes longer to load than a small file takes to lint.
 */
export function hash64(text: string): string {
	// Two multiplicative hashes (FNV-1a's step, each with a multiplier of its own), stirred by MurmurHash3's last step.
	let high = 0x811c9dc5;
	let low = 0x9e3779b9;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		high = Math.imul(high ^ unit, 0x01000193);
		low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 15);
	}
	return hex(stirred(high ^ (low >>> 7))) + hex(stirred(low ^ (high << 3)));
}

function stirred(word: number): number {
	const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
	return twice ^ (twice >>> 16);
}

function hex(word: number): string {
	return (word >>> 0).toString(16).padStart(8, '0');
}
