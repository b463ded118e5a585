import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { enumeration } from '../../model/value.ts';

const VERSION = 'k8s.flink-version';

/** A whole deployment that does not say which Flink it runs. */
export const k8sFlinkVersionMissing = defineRule({
	meta: {
		name: 'k8s-flink-version-missing',
		summary: 'A FlinkDeployment does not say which Flink it runs.',
		category: 'kubernetes',
		severity: 'error',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`spec.flinkVersion` is not set',
				why: 'the operator rejects the resource: "Flink Version must be defined."; it does not look into the image',
				do: 'set it to the minor of the image, such as `v1_20`',
			},
		},
		evidence: [
			'DefaultValidator.validateFlinkVersion (oracle/operator: flinkVersion, operator 1.7.0 and 1.16)',
			'A resource without it that does not state its image and both processes either is a patch of Kustomize: nothing is said of it',
		],
	},
	*check(application) {
		const { config } = application;
		const deployment = config.setting('k8s.deployment-name');
		if (!isOperated(application) || deployment === undefined) return;
		const absence = config.absence(VERSION);
		if (absence?.certainty !== 'owner') return;
		yield { message: 'missing', at: config.place(deployment), option: VERSION, absence, fix: asImage(application) };
	},
});

/** The version that the image's name states. */
function asImage({ version, config }: Application): Fix | undefined {
	const image = config.setting('k8s.image');
	if (version?.place === undefined || image === undefined || version.place.file !== image.file) return undefined;
	const value = `v${version.version.replace('.', '_')}`;
	return {
		title: `set \`flinkVersion\` to \`${value}\`, as the image is named`,
		applicability: 'unsafe',
		decide: `the image must hold Flink ${version.version}: the operator chooses by it how it talks to the cluster`,
		changes: [{ kind: 'setOption', key: VERSION, value: enumeration(value) }],
	};
}
