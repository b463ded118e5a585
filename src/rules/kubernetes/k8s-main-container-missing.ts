import { defineRule, type Fix } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { text } from '../../model/value.ts';

const STRAY = 'k8s.stray-container';
const MAIN = 'flink-main-container';

/** What a pod template says of Flink's container, said of another one. */
export const k8sMainContainerMissing = defineRule({
	meta: {
		name: 'k8s-main-container-missing',
		summary: "A pod template configures a container that is not Flink's.",
		category: 'kubernetes',
		severity: 'warning',
		fixes: ['unsafe'],
		inDevelopment: true,
		messages: {
			stray: {
				what: 'the container `{name}` of the pod template is not the one that runs Flink',
				why: 'Flink looks for `flink-main-container` and starts one of its own beside any other: variables, resources and mounts that are meant for Flink do not reach it, and a container without an image keeps the pod from starting',
				do: 'call it `flink-main-container`',
			},
		},
		evidence: [
			'KubernetesUtils.loadPodFromTemplateFile: "Could not find main container {} in pod template, using empty one to initialize" (1.15 to 2.3); Constants.MAIN_CONTAINER_NAME',
			'A container with an image, a command and no plugins of its own may be a sidecar: nothing is said of it',
		],
	},
	*check(application) {
		if (!isOperated(application)) return;
		const { config } = application;
		const strays = config.statements(STRAY);
		for (const setting of strays) {
			if (setting.value.kind !== 'known') continue;
			const name = setting.value.text;
			yield {
				message: 'stray',
				data: { name },
				at: config.place(setting),
				option: STRAY,
				fix: strays.length === 1 ? rename(name) : undefined,
			};
		}
	},
});

function rename(name: string): Fix {
	return {
		title: `rename \`${name}\` to \`${MAIN}\``,
		applicability: 'unsafe',
		decide: 'what the container says then applies to Flink: compare its resources and image with those of the deployment',
		changes: [{ kind: 'setOption', key: STRAY, value: text(MAIN) }],
	};
}
