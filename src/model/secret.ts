import type { OptionType } from './value.ts';

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
