import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

const LOGGING = 'k8s.log-configuration';
/** The names of the files in Flink's images. Source: Constants.CONFIG_FILE_LOG4J_NAME, CONFIG_FILE_LOGBACK_NAME (1.18 to 2.3). */
const FILES = ['log4j-console.properties', 'logback-console.xml'];

/** Logging configured for a file that Flink's containers do not have. */
export const k8sLogConfigKey = defineRule({
	meta: {
		name: 'k8s-log-config-key',
		summary: 'The log configuration names a file that the operator does not know.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			unknown: {
				what: '`{file}` is no file that `logConfiguration` may hold',
				why: 'the operator rejects the resource: "Invalid log config key"',
				do: 'name it `log4j-console.properties` or `logback-console.xml`',
			},
		},
		evidence: ['DefaultValidator.validateLogConfig (oracle/operator: logging, operator 1.7.0 and 1.16)'],
	},
	*check(application) {
		const { config } = application;
		const stated = config.known(LOGGING);
		if (!isOperated(application) || stated?.setting === undefined || stated.value.type !== 'list') return;
		const file = stated.value.items.find((item) => !FILES.includes(item));
		if (file !== undefined) yield { message: 'unknown', data: { file }, at: config.place(stated.setting), option: LOGGING };
	},
});
