import { defineRule } from '../../model/finding.ts';
import { notesOf, placeOf } from '../notes.ts';

/** Flink 2.x finds no configuration: the only file is the old one. */
export const legacyFlinkConfFile = defineRule({
	meta: {
		name: 'legacy-flink-conf-file',
		summary: 'Flink 2.x does not read `flink-conf.yaml`, and there is no `config.yaml`.',
		category: 'configuration',
		severity: 'error',
		fixes: [],
		versions: { from: '2.0' },
		inDevelopment: true,
		messages: {
			unread: {
				what: '{what}',
				why: 'the cluster does not start: IllegalConfigurationException says that the config file `config.yaml` does not exist',
				do: 'convert it to `config.yaml` (`bin/migrate-config-file.sh` of Flink 1.19 and 1.20 does it), which is YAML: quote values with `#`, `: ` or a leading `*`, `@`, `%`',
			},
		},
		evidence: [
			'GlobalConfiguration of 2.0 and 2.3 throws where only flink-conf.yaml exists (oracle: directories/only-legacy)',
			'FLINK-33677: 2.0 removed flink-conf.yaml',
		],
	},
	*check(application) {
		for (const note of notesOf(application, 'outdated-file')) {
			yield { message: 'unread', data: { what: note.what }, at: placeOf(note), symbol: note.file };
		}
	},
});
