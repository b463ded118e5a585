import type { Application } from '../model/application.ts';
import type { Change } from '../model/change.ts';
import type { Absence } from '../model/effective/absence.ts';
import type { Applicability, Fix, MessageTemplate, RelatedPlace, Report, Rule, Severity } from '../model/finding.ts';
import { upgradesWithoutState } from '../model/questions/upgrade.ts';
import type { Place } from '../model/range.ts';

/** A report with its message filled in and its severity and fix capped by what flint can see; one application's view. */
export interface Settled {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: MessageTemplate;
	readonly application: Application;
	readonly at: Place;
	readonly label: string | undefined;
	readonly option: string | undefined;
	readonly symbol: string | undefined;
	readonly related: readonly RelatedPlace[];
	readonly fix: Fix | undefined;
}

/**
 * Applies what holds for every rule: a level from the configuration, the caveat and caps of a missing option that could be set
 * where flint does not see (design: directional visibility).
 */
export function settle(rule: Rule, report: Report, application: Application, level: Severity | undefined): Settled {
	const template = rule.meta.messages[report.message];
	if (template === undefined) throw new Error(`rule \`${rule.meta.name}\` has no message \`${report.message}\``);
	const { absence } = report;
	const lower = absence?.certainty === 'lower-unseen';
	const base = level ?? report.severity ?? rule.meta.severity;
	// Keys that come with the data are what somebody wrote: they stay.
	const words = (text: string): string => fill(keyInForce(text, report.option, application), report);
	return {
		rule: rule.meta.name,
		severity: lower ? 'info' : base,
		message: {
			what: words(template.what) + caveat(absence),
			why: words(template.why),
			do: words(template.do),
		},
		application,
		at: report.at,
		label: report.label,
		option: report.option,
		symbol: report.symbol,
		related: report.related ?? [],
		fix: lower ? undefined : capped(report.fix, hazard(application, report)),
	};
}

/** Where else a missing option could be set: what flint does not see. */
function caveat(absence: Absence | undefined): string {
	if (absence === undefined) return '';
	const unseen = [
		...(absence.programUnseen ? ["the job's code"] : []),
		...(absence.certainty === 'owner' ? [] : ['its configuration file']),
	];
	return unseen.length === 0 ? '' : `, unless ${unseen.join(' or ')} sets it`;
}

/** Messages name an option by its newest key; people know it by the key that stands in their file, or that a fix would write there. */
function keyInForce(text: string, key: string | undefined, { config, version, platform }: Application): string {
	if (key === undefined || platform === 'msf' || !text.includes(`\`${key}\``)) return text;
	const [option] = config.catalogue.find(key);
	if (option === undefined || option.key !== key) return text;
	const stated = config.setting(key);
	const own = stated?.kind === 'entry' ? stated.key : config.catalogue.keyToWrite(option, version?.version);
	return own === undefined ? text : text.replaceAll(`\`${key}\``, `\`${own}\``);
}

/** What makes every change of the application something to decide, whatever the rule says of it. */
function hazard(application: Application, { absence, fix }: Report): string | undefined {
	// A setter in code would beat a configuration file that flint has not seen.
	if (absence?.certainty === 'owner-over-unseen-file')
		return "it would override the cluster's configuration file, which is not visible here";
	if (
		fix?.changes.some((change) => !keepsItsPlace(change, application)) === true &&
		application.documents.some(({ writesUnseenKeys }) => writesUnseenKeys === true)
	)
		return 'a template writes keys beside it that are not visible here, and one of them may be this option';
	return upgradesWithoutState(application)
		? 'the operator restarts the job from an empty state, because its `upgradeMode` is `stateless`'
		: undefined;
}

/** Whether a change gives a statement that surely decides another value, or the same one in other words. */
function keepsItsPlace(change: Change, { config }: Application): boolean {
	return change.kind === 'restateValue' || (change.kind === 'setOption' && config.known(change.key)?.setting !== undefined);
}

function capped(fix: Fix | undefined, why: string | undefined): Fix | undefined {
	if (fix === undefined || why === undefined || fix.applicability === 'unsafe') return fix;
	return { ...fix, applicability: 'unsafe' satisfies Applicability, decide: fix.decide ?? why };
}

function fill(template: string, report: Report): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = report.data?.[name];
		if (value === undefined) throw new Error(`message \`${report.message}\` needs \`${name}\``);
		return String(value);
	});
}
