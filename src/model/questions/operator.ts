import type { Application } from '../application.ts';
import type { EffectiveConfiguration } from '../effective/effective.ts';
import type { Setting } from '../setting.ts';

const HA = 'high-availability.type';
const NO_HA = ['none', 'standalone'];

/** Whether the Kubernetes operator runs the application, and a resource of it is seen: not only the operator's own defaults. */
export function isOperated({ platform, config }: Application): boolean {
	return platform === 'kubernetes-operator' && config.settings.some(({ key }) => key.startsWith('k8s.'));
}

/** A job of its own resource in a session cluster (FlinkSessionJob). */
export function isSessionJob({ config }: Application): boolean {
	return config.settings.some(({ key }) => key === 'k8s.session-job-name' || key === 'k8s.session-cluster');
}

/** Whether the resource states a job (`spec.job`). */
export function runsJob(application: Application): boolean {
	return isOperated(application) && application.config.boolean('k8s.job') === true;
}

/**
 * The statement by which the operator reads an option: it looks at the resource and what lies below it, never at the program.
 * Source: DefaultValidator.validateDeployment (effectiveConfig).
 */
export function operatorReads({ settings, catalogue }: EffectiveConfiguration, key: string): Setting | undefined {
	const option = catalogue.find(key)[0];
	if (option === undefined) return undefined;
	for (const name of catalogue.keysRead(option, undefined)) {
		const last = settings.findLast(
			({ key: own, layer, inert }) => own === name && layer !== 'program' && layer !== 'table' && inert === undefined,
		);
		if (last !== undefined) return last;
	}
	return undefined;
}

/** Whether the operator finds nothing, or a blank text, under an option, as far as every file that states it is seen. */
export function operatorLacks(application: Application, key: string): boolean {
	const { config, documents } = application;
	const stated = operatorReads(config, key);
	if (stated !== undefined) return stated.value.kind === 'known' && stated.value.text.trim() === '';
	if (documents.some(({ claims }) => claims.provided?.has(key) === true)) return false;
	return config.visibility.configuration;
}

/** Whether the resource leaves the JobManager without high availability; a mode that is not known counts as one. */
export function lacksHighAvailability(application: Application): boolean {
	const stated = operatorReads(application.config, HA);
	if (stated === undefined) return operatorLacks(application, HA);
	return stated.value.kind === 'known' && NO_HA.includes(stated.value.text.trim().toLowerCase());
}

/** What an operator needs of a name: it becomes a part of the names of pods and services. Source: DefaultValidator.DEPLOYMENT_NAME_PATTERN. */
export function isDeploymentName(text: string): boolean {
	return text.length <= LONGEST_NAME && /^[a-z][-a-z\d]*$/.test(text) && !text.endsWith('-');
}

const LONGEST_NAME = 45;
