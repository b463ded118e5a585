import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import type { Setting } from '../../model/setting.ts';

const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
const MODE = 'execution.checkpointing.mode';
const ALIGNED_TIMEOUT = 'execution.checkpointing.aligned-checkpoint-timeout';

/** Unaligned checkpoints exist for exactly-once; beside at-least-once Flink drops them. */
export const unalignedWithAtLeastOnce = defineRule({
	meta: {
		name: 'unaligned-with-at-least-once',
		summary: 'Unaligned checkpoints are combined with at-least-once.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			ignored: {
				what: 'unaligned checkpoints are enabled and have no effect: `{modeName}` is `AT_LEAST_ONCE`',
				why: 'barriers never align under at-least-once, so Flink drops the setting, at most with a line in its log (2.0 and 2.1 hand it on all the same)',
				do: 'remove one of the two: unaligned checkpoints go with `EXACTLY_ONCE`',
			},
			passedOn: {
				what: 'unaligned checkpoints are enabled beside `AT_LEAST_ONCE`',
				why: 'barriers never align under at-least-once; Flink {version} hands the setting on all the same, other versions drop it',
				do: 'remove one of the two: unaligned checkpoints go with `EXACTLY_ONCE`',
			},
		},
		evidence: [
			'The job graph has unaligned = false in 1.18, 1.20, 2.2 and 2.3, and true in 2.0 and 2.1 (oracle: combinations/unaligned/at-least-once)',
		],
	},
	*check(application) {
		const { config, version } = application;
		const unaligned = config.setting(UNALIGNED);
		const mode = config.setting(MODE);
		if (unaligned === undefined || mode === undefined || checkpointing(application) === 'off') return;
		if (config.boolean(UNALIGNED) !== true || config.name(MODE) !== 'at-least-once') return;
		yield {
			message: passesOn(application) ? 'passedOn' : 'ignored',
			data: { modeName: MODE, version: version?.version ?? '' },
			at: config.place(unaligned),
			option: UNALIGNED,
			related: [{ place: config.place(mode), message: 'at-least-once is chosen here' }],
			fix: drop(application, unaligned),
		};
	},
});

/** The versions whose job graph keeps the setting. */
function passesOn({ version }: Application): boolean {
	return version?.version === '2.0' || version?.version === '2.1';
}

/** Without unaligned checkpoints their timeout is idle as well. */
function drop(application: Application, unaligned: Setting): Fix | undefined {
	const { config, version } = application;
	if (config.get(UNALIGNED).shadowed.length > 0) return undefined;
	const changes: Change[] = [{ kind: 'removeSetting', setting: unaligned }];
	const timeout = config.setting(ALIGNED_TIMEOUT);
	if (timeout !== undefined) changes.push({ kind: 'removeSetting', setting: timeout });
	const ignored = version !== undefined && !passesOn(application) && application.config.visibility.program;
	return {
		title: 'remove the setting that has no effect',
		applicability: ignored ? 'safe' : 'unsafe',
		decide: ignored ? undefined : reason(application),
		changes,
	};
}

function reason(application: Application): string {
	if (application.version === undefined) return 'Flink 2.0 and 2.1 hand the setting on: know which version runs';
	if (passesOn(application)) return `Flink ${application.version.version} hands the setting on, so checkpoints change`;
	return "the job's code, which is not visible here, may choose exactly-once";
}
