import type { Application } from '../../model/application.ts';
import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { Setting } from '../../model/setting.ts';
import { folderOf } from './modules.ts';

/**
 * Applications with the project's alarms. Files of alarms watch the applications that share most folders with them: in a repository of
 * many projects, one project's alarms say nothing of the others. An application that is watched at all gets the rest too, behind its own:
 * whatever asks for something, it is asked.
 */
export function watched(applications: readonly Application[], alarms: readonly ConfigDocument[]): readonly Application[] {
	const asked = applications.filter(isAsked);
	if (alarms.length === 0 || asked.length === 0) return applications;
	const folders = new Map(asked.map((application) => [application, new Set(application.documents.map(({ path }) => folderOf(path)))]));
	const own = new Map<Application, ConfigDocument[]>();
	for (const document of alarms) {
		for (const application of nearest(folderOf(document.path), folders)) {
			addTo(own, application, document);
		}
	}
	return applications.map((application) => {
		const nearby = own.get(application);
		if (nearby === undefined) return application;
		return { ...application, documents: [...application.documents, ...new Set([...nearby, ...alarms])] };
	});
}

/** Whether Prometheus asks the application: one that is no managed service's, or names the reporter. */
function isAsked({ platform, config }: Application): boolean {
	return platform === 'kubernetes-operator' || platform === 'standalone' || config.settings.some(reportsToPrometheus);
}

function reportsToPrometheus({ key, value }: Setting): boolean {
	return key.startsWith('metrics.reporter.') && value.kind !== 'unknown' && value.text.includes('.prometheus.');
}

function nearest(folder: string, folders: ReadonlyMap<Application, ReadonlySet<string>>): readonly Application[] {
	let most = 0;
	let found: Application[] = [];
	for (const [application, own] of folders) {
		let shared = 0;
		for (const other of own) shared = Math.max(shared, sharedFolders(folder, other));
		if (shared > most) found = [];
		most = Math.max(most, shared);
		if (shared === most) found.push(application);
	}
	return found;
}

function sharedFolders(a: string, b: string): number {
	const left = a.split('/').filter(Boolean);
	const right = b.split('/');
	let shared = 0;
	while (shared < left.length && left[shared] === right[shared]) shared++;
	return shared;
}
