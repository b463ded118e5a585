import type { RuleMeta } from '../model/finding.ts';

/** The rules that speak of suppressions; they see comments, not applications, so they have no `check`. */
export const suppressionRules: readonly RuleMeta[] = [
	{
		name: 'suppression-without-reason',
		summary: 'A suppression says no reason and therefore suppresses nothing.',
		category: 'meta',
		severity: 'warning',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: 'the suppression gives no reason, so it suppresses nothing',
				why: 'the next reader cannot tell whether it still holds',
				do: 'add the reason behind two dashes: `flint-ignore-line RULE -- reason`',
			},
		},
		evidence: ['flint: suppressions'],
	},
	{
		name: 'suppression-unused',
		summary: 'A suppression covers no finding.',
		category: 'meta',
		severity: 'warning',
		fixes: [],
		inDevelopment: true,
		messages: {
			unused: {
				what: 'nothing here needs the suppression of `{rule}`',
				why: 'it would hide the fault if it came back',
				do: 'remove `{rule}` from the suppression',
			},
		},
		evidence: ['flint: suppressions'],
	},
	{
		name: 'suppression-unknown-rule',
		summary: 'A suppression names a rule that does not exist.',
		category: 'meta',
		severity: 'warning',
		fixes: [],
		inDevelopment: true,
		messages: {
			unknown: {
				what: 'there is no rule `{rule}` to suppress',
				why: 'the suppression has no effect',
				do: 'name one of the rules that flint reports',
			},
			similar: { what: 'there is no rule `{rule}` to suppress', why: 'the suppression has no effect', do: 'write `{similar}`' },
			none: {
				what: 'the suppression names no rule',
				why: 'a suppression covers only the rules it names',
				do: 'name the rule: `flint-ignore-line RULE -- reason`',
			},
		},
		evidence: ['flint: suppressions'],
	},
];
