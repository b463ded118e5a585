import type { Application } from '../../model/application.ts';
import { decidedByService, nameOn } from '../../model/effective/msf.ts';
import { defineRule } from '../../model/finding.ts';
import type { Option } from '../../model/option.ts';
import type { Place } from '../../model/range.ts';
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
				what: '{names} in the code of a Managed Flink application {have} no effect',
				why: 'the service decides {options} and ignores the code up to Flink 1.18; from 1.19 on the start fails with "Not allowed configuration change(s) were detected"',
				do: '{instead}, or run it only locally (`if (isLocal(env))`)',
			},
			rejected: {
				what: '{names} in the code {keep} the Managed Flink application from starting',
				why: 'from Flink 1.19 on the service answers settings in code with "Not allowed configuration change(s) were detected" ({options})',
				do: '{instead}, or run it only locally (`if (isLocal(env))`)',
			},
		},
		evidence: ['AWS developer guide, "Flink settings" and the list of settings that code may change from Flink 1.19 on'],
	},
	*check(application) {
		if (application.platform !== 'msf') return;
		const rejected = application.version !== undefined && atLeast(application.version.version, '1.19');
		for (const calls of byFile(application, rejected)) {
			const [first, ...others] = calls;
			if (first === undefined) continue;
			const options = [...new Set(calls.map(({ option }) => option))];
			yield {
				message: rejected ? 'rejected' : 'ignored',
				data: {
					names: listed(calls.map(({ name }) => name)),
					options: listed(options),
					have: calls.length === 1 ? 'has' : 'have',
					keep: calls.length === 1 ? 'keeps' : 'keep',
					instead: instead(options),
				},
				at: first.at,
				severity: rejected ? 'error' : 'warning',
				option: first.option,
				related: others.map(({ at, option }) => ({ place: at, message: `and \`${option}\` here` })),
			};
		}
	},
});

interface Call {
	readonly name: string;
	readonly option: string;
	readonly at: Place;
}

/** The calls of each source that state what the service decides; one that states several options counts once. */
function byFile({ config }: Application, rejected: boolean): readonly (readonly Call[])[] {
	const files = new Map<string, Map<number, Call>>();
	for (const setting of config.settings) {
		if (setting.layer !== 'program' || setting.condition !== 'always') continue;
		const option = config.catalogue.find(setting.key)[0];
		if (option === undefined || !belongsToService(option, rejected)) continue;
		const calls = files.get(setting.file) ?? new Map<number, Call>();
		const name = setting.kind === 'setter' ? setting.name : option.key;
		if (!calls.has(setting.range.start)) calls.set(setting.range.start, { name, option: option.key, at: config.place(setting) });
		files.set(setting.file, calls);
	}
	return [...files.values()].map((calls) => [...calls.values()]);
}

/** A parallelism in code was honoured up to 1.18; it is not on the list of what code may set from 1.19 on. */
function belongsToService(option: Option, rejected: boolean): boolean {
	return decidedByService(option) || (rejected && option.key === 'parallelism.default');
}

function listed(names: readonly string[]): string {
	const [first, ...others] = [...new Set(names)].map((name) => `\`${name}\``);
	const last = others.pop();
	return last === undefined ? `${first}` : `${[first, ...others].join(', ')} and ${last}`;
}

/** Three options have fields of their own; the rest the service keeps to itself. */
function instead(options: readonly string[]): string {
	const fields = options.map((option) => nameOn('msf', option)).filter((name, index) => name !== options[index]);
	return fields.length === 0
		? 'remove it: the application has no field for it'
		: `state ${listed(fields)} in the application's configuration instead`;
}
