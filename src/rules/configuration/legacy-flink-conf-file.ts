import { defineRule, type Fix } from '../../model/finding.ts';
import { notesOf, placeOf } from '../../model/questions/notes.ts';

/** Flink 2.x finds no configuration: the only file is the old one. */
export const legacyFlinkConfFile = defineRule({
	meta: {
		name: 'legacy-flink-conf-file',
		summary: 'Flink 2.x does not read `flink-conf.yaml`, and there is no `config.yaml`.',
		category: 'configuration',
		severity: 'error',
		fixes: ['unsafe'],
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
			'The fix writes flat keys, keeps every comment, and is offered only where Flink reads the same keys and values from both files (oracle: load, the 30 files named `converted-…`, read by 1.20, 2.0 and 2.3)',
			'It is offered only where no key is the beginning of another: Flink 1.20 and 2.3 load such a `config.yaml`, but writing it again, as their images do, loses a key or throws ClassCastException (ConfigurationUtils.convertConfigToWritableLines, run)',
			'It is never safe: today Flink either does not start or runs with another file, so every setting starts to apply',
		],
	},
	*check(application) {
		for (const note of notesOf(application, 'outdated-file')) {
			yield { message: 'unread', data: { what: note.what }, at: placeOf(note), symbol: note.file, fix: conversion(note.file) };
		}
	},
});

function conversion(file: string): Fix {
	return {
		title: 'convert it to `config.yaml`',
		applicability: 'unsafe',
		decide: 'every setting of the file starts to apply, and what names the old file (an image, a mount, a script) must name the new one',
		changes: [{ kind: 'convertFile', file, to: `${file.slice(0, file.lastIndexOf('/') + 1)}config.yaml` }],
	};
}
