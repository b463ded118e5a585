import type { Range } from './range.ts';

/** No address is longer before its host; what is has no end that could be told. */
const LONGEST = 1024;
/** What ends an address in a text, whatever its format. */
const END = /[\s"'`<>\\]/;
/** A parameter of an address, `?user=flink&password=…`. */
const PARAMETER = /[?&;]([\w.-]{1,64})=([^&;\s"'`<>\\]{1,1024})/g;
const SECRET_NAME = /passw|pwd$|secret|token|api-?key|access-?key$|signature$|credential/i;
/** Filled in later, or hidden already. */
const NO_SECRET = /^(?:\$\{[^{}]*\}|\$\(?\w+\)?|\{\{.*|\{\w*\}|%\w|\*+|true|false)?$/;

/** Passwords inside addresses, wherever they stand: `s3://key:secret@bucket`, `jdbc:…?password=…`. They are no option's value, but never printed. */
export function secretsInUrls(text: string): readonly Range[] {
	return [...passwordsBeforeHosts(text), ...secretParameters(text)];
}

/** Such passwords where a text that flint made up holds them as well, in words of `mask`. */
export function withoutUrlSecrets(text: string, mask: string): string {
	let shown = text;
	for (const { start, end } of secretsInUrls(text).toSorted((a, b) => b.start - a.start))
		shown = shown.slice(0, start) + mask + shown.slice(end);
	return shown;
}

function passwordsBeforeHosts(text: string): readonly Range[] {
	const found: Range[] = [];
	for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
		const password = passwordAt(text.slice(at + 3, at + 3 + LONGEST));
		if (password !== undefined) found.push({ start: password.start + at + 3, end: password.end + at + 3 });
	}
	return found;
}

/** The password in what follows `://`; one of S3 may hold a slash that nobody encoded. */
function passwordAt(rest: string): Range | undefined {
	const end = rest.search(END);
	const address = end < 0 ? rest : rest.slice(0, end);
	const colon = address.indexOf(':');
	const slash = address.search(/[/?#]/);
	if (colon < 0 || (slash >= 0 && slash < colon)) return undefined;
	const inHost = address.slice(0, slash < 0 ? address.length : slash).lastIndexOf('@');
	const isPort = /^:\d*$/.test(address.slice(colon, slash < 0 ? address.length : slash));
	const at = inHost >= 0 || isPort ? inHost : address.indexOf('@', colon);
	if (at <= colon || NO_SECRET.test(address.slice(colon + 1, at))) return undefined;
	return { start: colon + 1, end: at };
}

function secretParameters(text: string): readonly Range[] {
	const found: Range[] = [];
	for (const { 0: whole, 1: name = '', 2: value = '', index } of text.matchAll(PARAMETER)) {
		const end = index + whole.length;
		if (SECRET_NAME.test(name) && !NO_SECRET.test(value)) found.push({ start: end - value.length, end });
	}
	return found;
}
