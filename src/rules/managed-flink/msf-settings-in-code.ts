import { defineRule } from '../../model/finding.ts';
import { decidedByService } from '../../model/msf.ts';
import type { OptionCatalogue } from '../../model/option.ts';
import type { Setting } from '../../model/setting.ts';
import { atLeast } from '../../model/version.ts';

/** The program sets what only the service may set. Code behind a local guard is not production configuration. */
export const msfSettingsInCode = defineRule({
	meta: {
		name: 'msf-settings-in-code',
		summary: 'The program sets checkpointing, state backend, restarts or parallelism that Managed Flink decides.',
		category: 'managed-flink',
		severity: 'warning',
		fixes: [],
		messages: {
			ignored: {
				what: '`{name}` has no place in the code of a Managed Flink application',
				why: 'the service decides `{option}` and ignores the call up to Flink 1.18; from 1.19 on the start fails with "Not allowed configuration change(s) were detected"',
				do: 'move it to the application configuration, or run it only locally (`if (isLocal(env))`)',
			},
			rejected: {
				what: '`{name}` in the code keeps the Managed Flink application from starting',
				why: 'from Flink 1.19 on the service answers settings in code with "Not allowed configuration change(s) were detected" (`{option}`)',
				do: 'move it to the application configuration, or run it only locally (`if (isLocal(env))`)',
			},
		},
		evidence: ['AWS developer guide, "Flink settings" and the list of settings that code may change from Flink 1.19 on'],
	},
	*check(application) {
		if (application.platform !== 'msf') return;
		const rejected = application.version !== undefined && atLeast(application.version.version, '1.19');
		for (const [range, settings] of byCall(application.config.settings.filter((setting) => setting.layer === 'program'))) {
			const setting = settings.find((candidate) => belongsToService(candidate, application.config.catalogue));
			if (setting === undefined || setting.condition !== 'always') continue;
			const option = application.config.catalogue.find(setting.key)[0]?.key ?? setting.key;
			yield {
				message: rejected ? 'rejected' : 'ignored',
				data: { name: setting.kind === 'setter' ? setting.name : option, option },
				at: { file: setting.file, range },
				severity: rejected ? 'error' : 'warning',
				option,
			};
		}
	},
});

/** One call can state several options (a state backend with its directory): it is reported once. */
function byCall(settings: readonly Setting[]) {
	const calls = new Map<string, Setting[]>();
	for (const setting of settings) {
		const id = `${setting.file}:${setting.range.start}`;
		calls.set(id, [...(calls.get(id) ?? []), setting]);
	}
	return [...calls.values()].flatMap((same) => (same[0] === undefined ? [] : [[same[0].range, same] as const]));
}

function belongsToService(setting: Setting, catalogue: OptionCatalogue): boolean {
	const option = catalogue.find(setting.key)[0];
	return option !== undefined && (decidedByService(option) || option.key === 'parallelism.default');
}
