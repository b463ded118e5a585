/** What a token is: indentation and simple keys are tokens too, put in where the text only implies them. */
export type TokenKind =
	| 'block-mapping-start'
	| 'block-sequence-start'
	| 'block-end'
	| 'block-entry'
	| 'flow-mapping-start'
	| 'flow-mapping-end'
	| 'flow-sequence-start'
	| 'flow-sequence-end'
	| 'flow-entry'
	| 'key'
	| 'value'
	| 'scalar'
	| 'alias'
	| 'anchor'
	| 'tag'
	| 'yaml-directive'
	| 'tag-directive'
	| 'directive'
	| 'document-start'
	| 'document-end'
	| 'end';

/** How a scalar is written, in the `yaml` package's words. */
type ScalarStyle = 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | 'BLOCK_LITERAL' | 'BLOCK_FOLDED';

/** One token, with its offsets. */
export interface Token {
	readonly kind: TokenKind;
	readonly start: number;
	readonly end: number;
	/** A scalar's text, an anchor's or alias's name, a tag's suffix, a tag directive's prefix. */
	readonly text?: string;
	/** A tag's handle (`!!`), where it has one. */
	readonly handle?: string;
	readonly style?: ScalarStyle;
}
