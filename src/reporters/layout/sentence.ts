/** A clause of a message as a sentence of its own: messages begin in lower case and have no full stop. */
export function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
