import type { Range } from './range.ts';
import { secretsInUrls } from './url-secret.ts';
import type { OptionType } from './value.ts';

/** Text of a file that must never be printed. */
export interface Secret extends Range {
	/** What it is called where it stands, apart from the settings' keys: a property, an option of a connector. */
	readonly name?: string;
	/** What it is by its form, wherever it stands, with an article: `a private key`. */
	readonly form?: string;
}

/** Parts of a key that make it sensitive. Source: GlobalConfiguration.SENSITIVE_KEYS of 1.13–2.3, put together. */
const SENSITIVE_PARTS = [
	'password',
	'secret',
	'fs.azure.account.key',
	'apikey',
	'api-key',
	'auth-params',
	'service-key',
	'token',
	'basic-auth',
	'jaas.config',
	'http-headers',
	// Not in Flink's list: names half of a key pair, and people mistake it for the other half.
	'access-key',
	'access.key',
] as const;

/** Keys that only look sensitive: switches, and names of Kubernetes objects. */
const HARMLESS_KEYS: readonly string[] = [
	'security.kerberos.fetch.delegation-token',
	'security.delegation.tokens.enabled',
	'kubernetes.secrets',
	'kubernetes.env.secretkeyref',
];

/** Types whose values hide nothing. */
const TEXT_TYPES: readonly OptionType[] = ['string', 'list', 'map', 'object'];

/**
 * Whether the value of a key must never be printed.
 * @param type the option's type, where the catalogue knows it: a boolean, a number or a duration is never secret
 */
export function isSensitiveKey(key: string, type?: OptionType): boolean {
	if (type !== undefined && !TEXT_TYPES.includes(type)) return false;
	const lower = key.toLowerCase();
	return !HARMLESS_KEYS.includes(lower) && SENSITIVE_PARTS.some((part) => lower.includes(part));
}

/** An access key id of AWS (those of its documentation end in EXAMPLE), and the beginning of a private key in PEM. */
const KEY_MATERIAL = /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g;

/** Secrets that give themselves away by their form: access key ids of AWS, private keys (one without an end reaches as far as the text), passwords inside addresses. */
export function secretsByForm(text: string): readonly Secret[] {
	const found: Secret[] = [];
	for (const { 0: beginning, index } of text.matchAll(KEY_MATERIAL)) {
		if (index < (found.at(-1)?.end ?? 0)) continue;
		const isPem = beginning.startsWith('-');
		const end = isPem ? text.indexOf('-----END ', index) : index + beginning.length;
		found.push({ start: index, end: end < 0 ? text.length : end, form: isPem ? 'a private key' : 'an access key of AWS' });
	}
	return [...found, ...secretsInUrls(text)];
}
