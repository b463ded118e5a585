import type { Application } from '../../model/application.ts';
import type { ConfigDocument } from '../../model/document.ts';
import { defineRule, type Report } from '../../model/finding.ts';
import { isOperated, operatorReads } from '../../model/questions/operator.ts';

const JOB = 'k8s.job';
const CLUSTER = 'k8s.session-cluster';
const JAR = 'k8s.jar-uri';
const SCHEMES = 'kubernetes.operator.user.artifacts.allowed-schemes';
/** Source: JAR_URI_ALLOWED_SCHEMES, operator 1.16. */
const DEFAULT_SCHEMES = ['https'];

type Message = 'jobless' | 'application' | 'scheme' | 'relative';

/** A job that is to run in a cluster that another resource describes. */
export const k8sSessionJobInvalid = defineRule<Message>({
	meta: {
		name: 'k8s-session-job-invalid',
		summary: 'A FlinkSessionJob that no session cluster can run.',
		category: 'kubernetes',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			jobless: {
				what: 'the session job states no `job`',
				why: 'the operator rejects the resource: "The job spec should not be empty"',
				do: 'add `spec.job` with the jar to run',
			},
			application: {
				what: '`{cluster}` runs a job of its own',
				why: 'the operator rejects the session job: "Can not submit session job to application cluster"',
				do: 'name a FlinkDeployment without `spec.job`',
			},
			scheme: {
				what: 'the jar is fetched by `{scheme}`, unless the operator was told to allow that',
				why: `operators from 1.16 on reject session jobs whose jar does not come by \`https\`, unless \`${SCHEMES}\` names the scheme`,
				do: "serve the jar by `https`, or allow the scheme in the operator's own configuration",
			},
			relative: {
				what: '`{uri}` has no scheme',
				why: 'operators from 1.16 on reject the session job: "jarURI must include a scheme"; older ones look for a file in their own container',
				do: 'write the whole address, such as `https://…/job.jar`',
			},
		},
		evidence: [
			'DefaultValidator.validateSessionJobOnly, validateSessionJobWithCluster, validateJarURI (oracle/operator: session jobs); 1.7.0 looks at no jarURI',
		],
	},
	*check(application) {
		const { config, documents } = application;
		const name = config.setting('k8s.session-job-name');
		if (!isOperated(application) || name === undefined) return;
		const own = documents.find(({ claims, settings }) => claims.role === 'job' && settings.includes(name));
		if (own !== undefined && own.claims.partial !== true && !states(own, JOB))
			yield { message: 'jobless', at: config.place(name), option: JOB };
		const cluster = config.setting(CLUSTER);
		if (cluster?.value.kind === 'known' && documents.some((other) => other.claims.role === 'cluster' && states(other, JOB)))
			yield { message: 'application', data: { cluster: cluster.value.text }, at: config.place(cluster), option: CLUSTER };
		if (own !== undefined) yield* jar(application, own);
	},
});

function states({ settings }: ConfigDocument, key: string): boolean {
	return settings.some((setting) => setting.key === key);
}

/** What the operator fetches for the session cluster; a FlinkDeployment's jar is fetched, or found in the image, by Flink. */
function* jar({ config }: Application, { settings }: ConfigDocument): Iterable<Report<Message>> {
	const setting = settings.find(({ key }) => key === JAR);
	if (setting?.value.kind !== 'known') return;
	const uri = setting.value.text;
	const report = { at: config.place(setting), option: JAR, severity: 'warning' as const };
	const scheme = schemeIn(uri);
	if (scheme === undefined) {
		// A single word is a gap that somebody fills in.
		if (uri.includes('/') || uri.endsWith('.jar')) yield { ...report, message: 'relative', data: { uri } };
		return;
	}
	const allowed = operatorReads(config, SCHEMES);
	if (allowed === undefined && !DEFAULT_SCHEMES.includes(scheme)) yield { ...report, message: 'scheme', data: { scheme } };
}

/** The scheme in lower case; `reachOf` and its kin speak of directories, in which a single letter is a drive. */
function schemeIn(uri: string): string | undefined {
	const colon = uri.indexOf(':');
	const slash = uri.indexOf('/');
	return colon <= 0 || (slash >= 0 && slash < colon) ? undefined : uri.slice(0, colon).toLowerCase();
}
