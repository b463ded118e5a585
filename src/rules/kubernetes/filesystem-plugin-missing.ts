import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { schemeOf } from '../../model/location.ts';
import { lacksPlugins, pluginsFor } from '../../model/questions/filesystem-plugins.ts';
import type { Setting } from '../../model/setting.ts';

/** Directories that Flink itself opens when a job starts. */
const DIRECTORIES = ['execution.checkpointing.dir', 'execution.checkpointing.savepoint-dir', 'high-availability.storageDir'];

/** A directory in a bucket, and an image that cannot read buckets. */
export const filesystemPluginMissing = defineRule({
	meta: {
		name: 'filesystem-plugin-missing',
		summary: 'A directory lies in storage whose filesystem plugin the image does not load.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: [],
		messages: {
			missing: {
				what: '`{key}` lies on `{scheme}://`, and nothing loads a filesystem for it',
				why: 'the official image keeps the plugins in `opt` and loads those that ENABLE_BUILT_IN_PLUGINS names; without one Flink throws UnsupportedFileSystemSchemeException when it opens the directory',
				do: 'set the variable of every container that runs Flink (of the operator: in the pod template) to the jar, such as `{jar}-<version>.jar`, or build an image that has it under `plugins`',
			},
		},
		evidence: [
			'FileSystem.getUnguardedFileSystem throws UnsupportedFileSystemSchemeException for a scheme without a factory; FlinkS3FileSystem and its kin come as plugins only (Flink documentation, File Systems, Plugins)',
			'docker-entrypoint.sh of apache/flink-docker, copy_plugins_if_required',
			'An image under another name may hold the plugin: it is passed over, and so are a volume on the folders of plugins and libraries, and a command that does more than start Flink',
		],
	},
	*check(application) {
		const [first, ...others] = DIRECTORIES.flatMap((key) => onPlugin(application, key));
		if (first === undefined) return;
		const { key, scheme, jar, setting } = first;
		const { config } = application;
		yield {
			message: 'missing',
			data: { key, scheme, jar },
			at: config.place(setting),
			option: key,
			related: others.map((other) => ({ place: config.place(other.setting), message: 'and here' })),
		};
	},
});

interface Unread {
	readonly key: string;
	readonly scheme: string;
	readonly jar: string;
	readonly setting: Setting;
}

/** The directory of an option whose filesystem no process loads. */
function onPlugin(application: Application, key: string): readonly Unread[] {
	const stated = application.config.known(key);
	if (stated?.setting === undefined || stated.value.type !== 'text') return [];
	const scheme = schemeOf(stated.value.value);
	const [jar, ...more] = scheme === undefined ? [] : pluginsFor(scheme);
	if (scheme === undefined || jar === undefined || !lacksPlugins(application, [jar, ...more])) return [];
	return [{ key, scheme, jar, setting: stated.setting }];
}
