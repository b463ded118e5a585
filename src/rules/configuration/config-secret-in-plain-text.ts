import type { ConfigDocument } from '../../model/document.ts';
import { defineRule } from '../../model/finding.ts';
import { plainSecrets } from '../../model/questions/plain-secret.ts';
import type { Place } from '../../model/range.ts';
import type { Secret } from '../../model/secret.ts';

/** A password, key or token stands in a file that people share. */
export const configSecretInPlainText = defineRule({
	meta: {
		name: 'config-secret-in-plain-text',
		summary: 'A password, a key or a token stands in a file in plain text.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		messages: {
			named: {
				what: '`{name}` holds a secret in plain text',
				why: 'everybody who reads the repository, an image or a support bundle has it, and it stays in the history after it is removed',
				do: 'change the secret, and take it from a secret store, an environment variable or a role of the machine',
			},
			unnamed: {
				what: '{kind} stands here in plain text',
				why: 'everybody who reads the repository, an image or a support bundle has it, and it stays in the history after it is removed',
				do: 'change the secret, and take it from a secret store, an environment variable or a role of the machine',
			},
			demo: {
				what: '`{name}` holds a password that everybody knows',
				why: 'that is fine for a demo on one machine; what is reached from elsewhere is open',
				do: 'take one of your own from a secret store or an environment variable before this is deployed',
			},
		},
		evidence: [
			'GlobalConfiguration.SENSITIVE_KEYS of 1.13 to 2.3: the keys whose values Flink hides in its own logs',
			'The form of an access key id is in the IAM User Guide (unique identifiers), that of a private key in RFC 7468',
		],
	},
	*check({ documents }) {
		for (const document of documents) {
			for (const { secret, what, knownToAll, again } of plainSecrets(document)) {
				const at = placeOf(secret, document);
				if ('form' in what) yield { message: 'unnamed', data: { kind: what.form }, at, symbol: what.form };
				else if (knownToAll) {
					const related = again.map((other) => ({ place: placeOf(other, document), message: 'and here' }));
					yield { message: 'demo', severity: 'info', data: what, at, option: what.name, related };
				} else yield { message: 'named', data: what, at, option: what.name };
			}
		}
	},
});

function placeOf({ start, end }: Secret, { path }: ConfigDocument): Place {
	return { file: path, range: { start, end } };
}
