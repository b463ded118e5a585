import type { ConfigDocument } from '../document.ts';
import type { Secret } from '../secret.ts';
import { templateIn } from '../syntax/value-syntax.ts';

/** A secret that a file says in so many words. */
interface PlainSecret {
	readonly secret: Secret;
	/** The setting's key, the property's name, or what its form shows it to be: `a private key`. */
	readonly what: { readonly name: string } | { readonly form: string };
	/** One of the passwords that demos use: it hides nothing, and opens what was left so. */
	readonly knownToAll: boolean;
	/** Where the same demo's password stands again in the document. */
	readonly again: readonly Secret[];
}

/** What a document says in plain text although it is secret: no template, reference, path, placeholder or mere name. */
export function plainSecrets({ settings, secrets, text, format }: ConfigDocument): readonly PlainSecret[] {
	const keys = new Map(settings.map(({ key, valueRange, range }) => [(valueRange ?? range).start, key]));
	const demos = new Map<string, Secret[]>();
	return secrets.flatMap((secret): readonly PlainSecret[] => {
		const { form } = secret;
		const written = text.slice(secret.start, secret.end).trim();
		if (form !== undefined) return isElsewhere(written) ? [] : [{ secret, what: { form }, knownToAll: false, again: [] }];
		const name = keys.get(secret.start) ?? secret.name;
		const said = format === 'java' ? literal(written) : unquoted(written);
		if (name === undefined || said === undefined || !hides(name)) return [];
		const word = secretWord(name, said);
		if (word === undefined || isElsewhere(word)) return [];
		if (!KNOWN_TO_ALL.test(word)) return [{ secret, what: { name }, knownToAll: false, again: [] }];
		const first = demos.get(word);
		if (first !== undefined) first.push(secret);
		const again = first ?? [];
		demos.set(word, again);
		return first === undefined ? [{ secret, what: { name }, knownToAll: true, again }] : [];
	});
}

/** What a program's string literal says; anything else is computed. */
function literal(written: string): string | undefined {
	return /^"(?:[^"\\]|\\.)*"$/.test(written) ? written.slice(1, -1).replaceAll('\\"', '"') : undefined;
}

function unquoted(text: string): string {
	return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

/** The word that is secret: of a login module's options, which hold more than that, the password. */
function secretWord(name: string, said: string): string | undefined {
	if (/jaas\.config$/i.test(name)) return LOGIN_PASSWORD.exec(said)?.[1];
	if (/http-headers$/i.test(name) && !/authorization|token|key|cookie/i.test(said)) return undefined;
	return said;
}

const LOGIN_PASSWORD = /\b\w*(?:password|secret|token)\s*=\s*\\*["']?([^"'\\;\s]+)/i;

/** Whether what a key names is secret itself, not its place, its owner or how it is used. */
function hides(name: string): boolean {
	return !BESIDE.test(name) && !/delegation\.tokens?\b/i.test(name) && !/pull-secrets?$/i.test(name) && !isKeyId(name);
}

const BESIDE =
	/[._-]?(?:file|path|location|dir|directory|urls?|uri|endpoint|host|port|name|names|type|class|provider|providers|arn|id|alias|enabled|ref|source|version|format|scheme|method|mechanism|interval|timeout|ttl|expiry|scope|audience|size|length|encoder|column|field|services)$/i;

/** The half of a key pair that is no secret; its form tells where it is a real one. */
function isKeyId(name: string): boolean {
	return /access[.-]?key(?:[.-]?id)?$/i.test(name) && !/secret/i.test(name);
}

/** What stands there is filled in, kept or decided elsewhere. */
function isElsewhere(word: string): boolean {
	if (word.length < 3 || templateIn(word) !== undefined || FILLED_IN.test(word)) return true;
	if (/^(?:true|false|null|none|nil|undefined|\d{1,2})$/i.test(word)) return true;
	return REFERENCE.test(word) || PLACEHOLDER.test(word);
}

/** Braces around a name, or those with which a template begins; a generated password may hold one of its own. */
const FILLED_IN = /\{[^{}]*\}|\{\{|[$#%]\{/;

const REFERENCE =
	/^(?:arn:|vault:|ssm:|secretsmanager:|sm:\/\/|gcp-?secret|projects\/|file:|env:|classpath:|https?:\/\/|jceks:|\/|\.{1,2}\/|[A-Za-z]:\\)/i;
/** What people write where a secret is to come. */
const PLACEHOLDER =
	/^(?:<.*>|\[.*\]|[*x.?_-]+|\.{3}.*|change[-_ ]?(?:me|this|it[-_ ].*).*|replace[-_ ].*|insert[-_ ].*|enter[-_ ].*|(?:your|my|some|the|our)[-_ ].*|(?:your|my)[A-Z].*|.*[-_ ]here|todo.*|tbd|fixme|placeholder.*|dummy.*|fake.*|redacted|masked|example.*|.*EXAMPLE(?:KEY)?|(?:s3[-_.])?(?:access|secret)[-_.]?(?:access[-_.]?)?key(?:[-_.]?id)?|api[-_.]?key|token|secret[-_ ]?value|foo|bar|foobar|abc|xyz)$/i;

/** Passwords of demos and of software as it is delivered: `minioadmin`, `changeit`, `password1234`. */
const KNOWN_TO_ALL =
	/^(?:admin|changeit|default|demo|docker|flink|guest|hadoop|hive|kafka|localstack|minio|mongo|mysql|pass|passw(?:or)?d|postgres|redis|root|secret|test|user)(?:[-_]?(?:admin|key|pass(?:w(?:or)?d)?|root|secret|user))?[-_!]?\d{0,4}$|^\d{1,9}$|^qwerty$/i;
