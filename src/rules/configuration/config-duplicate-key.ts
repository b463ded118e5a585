import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { addTo } from '../../model/groups.ts';
import { notesOf } from '../../model/questions/notes.ts';
import { Statements } from '../../model/questions/statements.ts';
import type { Setting } from '../../model/setting.ts';

/** One key stands several times in one file; only the last statement counts. */
export const configDuplicateKey = defineRule({
	meta: {
		name: 'config-duplicate-key',
		summary: 'A key is stated more than once in one file.',
		category: 'configuration',
		severity: 'error',
		fixes: ['safe', 'unsafe'],
		inDevelopment: true,
		messages: {
			differs: {
				what: '`{key}` is stated {times} times in this file, with different values',
				why: 'Flink silently takes the last one, so what is read here is not what holds',
				do: 'keep the one that is meant',
			},
			same: {
				what: '`{key}` is stated {times} times in this file, with the same value',
				why: 'Flink takes the last one, so a change made here has no effect',
				do: 'keep one of them',
			},
		},
		evidence: [
			'flink-conf.yaml: the last line wins (oracle: legacy/duplicate-key, 1.18 and 1.20)',
			'config.yaml: of a flat and a nested statement the later one wins; twice in one section the file does not load, which `parse-error` reports (oracle: standard)',
		],
	},
	*check(application) {
		const { config } = application;
		const statements = new Statements(config);
		for (const losers of losersByKey(application, statements)) {
			const [first] = losers;
			if (first === undefined) continue;
			const winner = statements.inFile(first.file, first.key);
			if (winner === undefined) continue;
			const same = losers.every((loser) => sameText(loser, winner));
			yield {
				message: same ? 'same' : 'differs',
				severity: same ? 'info' : 'error',
				data: { key: first.key, times: losers.length + 1 },
				at: config.place(first),
				option: first.key,
				related: [
					...losers.slice(1).map((loser) => ({ place: config.place(loser), message: 'and here' })),
					{ place: config.place(winner), message: 'this one holds' },
				],
				fix: removal(losers, same),
			};
		}
	},
});

function losersByKey(application: Application, statements: Statements): Iterable<readonly Setting[]> {
	const groups = new Map<string, Setting[]>();
	for (const note of notesOf(application, 'duplicate')) {
		const loser = statements.of(note);
		if (loser === undefined) continue;
		const id = JSON.stringify([loser.file, loser.key]);
		addTo(groups, id, loser);
	}
	return groups.values();
}

function sameText(a: Setting, b: Setting): boolean {
	return a.value.kind === 'known' && b.value.kind === 'known' && a.value.text === b.value.text;
}

/** Flink reads the same without the earlier ones; which value is meant only a human knows. */
function removal(losers: readonly Setting[], same: boolean): Fix {
	return {
		title: losers.length === 1 ? 'remove the first one' : 'remove all but the last one',
		applicability: same ? 'safe' : 'unsafe',
		decide: same ? undefined : 'the last one holds today: make sure that it is the one that is meant',
		changes: losers.map((setting) => ({ kind: 'removeSetting', setting })),
	};
}
