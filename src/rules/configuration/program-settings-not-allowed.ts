import type { EffectiveConfiguration } from '../../model/effective/effective.ts';
import { defineRule } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue, sameValue } from '../../model/value.ts';

const PROGRAM_CONFIG = 'execution.program-config.enabled';

/** The program changes what the cluster's configuration does not let it change. */
export const programSettingsNotAllowed = defineRule({
	meta: {
		name: 'program-settings-not-allowed',
		summary: 'The program sets options although the cluster does not let programs do so.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			forbidden: {
				what: '`{name}` sets `{key}` to `{value}`, and the cluster lets no program do so',
				why: 'with `execution.program-config.enabled: false` Flink compares the configuration when the program executes its job, and fails with "Not allowed configuration change(s) were detected"',
				do: "state it in the cluster's configuration, run the call only locally, or add `{key}` to `execution.program-config.wildcards`",
			},
		},
		evidence: [
			'StreamContextEnvironment.checkNotAllowedConfigurations of 1.18 to 2.3 (oracle: combinations/precedence/program-config-disabled-*)',
			'A backend or a restart strategy handed over as an object goes unnoticed up to 1.20, and so did the buffer timeout up to 1.18 (same cases)',
		],
	},
	*check({ config, platform }) {
		// What Managed Flink lets a program set is `msf-settings-in-code`.
		if (platform === 'msf') return;
		const forbids = config.setting(PROGRAM_CONFIG);
		for (const setting of config.settings) {
			const key = config.catalogue.find(setting.key)[0]?.key;
			if (key === undefined || setting.value.kind !== 'known' || !changes(setting, key, config)) continue;
			yield {
				message: 'forbidden',
				data: { name: setting.name, key, value: formatValue(setting.value.value) },
				at: config.place(setting),
				option: key,
				related: forbids === undefined ? [] : [{ place: config.place(forbids), message: 'programs are kept from setting options here' }],
			};
		}
	},
});

/** Whether a forbidden statement says anything but what holds without it. */
function changes(setting: Setting, key: string, config: EffectiveConfiguration): boolean {
	if (setting.condition !== 'always' || setting.inert !== undefined || !config.isRejected(setting)) return false;
	const inForce = config.known(key)?.value;
	return setting.value.kind === 'known' && (inForce === undefined || !sameValue(inForce, setting.value.value));
}
