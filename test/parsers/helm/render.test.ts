import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChartRenderer, layeredValues } from '../../../src/parsers/helm/chart.ts';
import { textOf } from '../../../src/parsers/helm/datum.ts';

const VALUES = `large: 1800000
small: 4
fraction: 0.4
flag: on
text: 10 s
number: "10"
empty: ""
none: {}
disabled: false
list: [a, 2]
map: {b: "2", a: 10 s, c: {d: x}}
`;
const HELPER = '{{- define "named" -}}\none\ntwo {{ .Values.small }}\n{{- end -}}\n';
const ABOUT = { path: 'Chart.yaml', text: 'apiVersion: v2\nname: cases\nversion: 0.1.0\nappVersion: "1.2"\n' };

function rendered(text: string, values = VALUES): string | undefined {
	const templates = [
		{ path: 'h.tpl', text: HELPER },
		{ path: 't.yaml', text },
	];
	const pieces = new ChartRenderer({ about: ABOUT, templates }).render('t.yaml', layeredValues([{ path: 'values.yaml', text: values }]));
	return pieces && textOf(pieces);
}

/** Templates, and what Helm 3.16.4 writes for them. */
const WRITTEN: readonly (readonly [string, string])[] = [
	['{{ .Values.large }} {{ .Values.large | int }} {{ .Values.large | quote }}', '1.8e+06 1800000 "1.8e+06"'],
	[
		'{{ .Values.small }} {{ .Values.fraction }} {{ .Values.flag }} {{ .Values.text | quote }} {{ .Values.text | squote }}',
		'4 0.4 true "10 s" \'10 s\'',
	],
	[
		'{{ .Values.absent | default "x" }} {{ .Values.empty | default "y" }} {{ .Values.disabled | default true }} {{ default 5 .Values.small }}',
		'x y true 4',
	],
	['a\n{{- if .Values.disabled }}\nb\n{{- else if eq .Values.text "10 s" }}\nc\n{{- else }}\nd\n{{- end }}\ne', 'a\nc\ne'],
	['{{- range $k, $v := (dict "b" "2" "a" .Values.text) }}\n{{ $k }}: {{ $v }}\n{{- end }}', '\na: 10 s\nb: 2'],
	['{{- range .Values.list }}\n- {{ . }}\n{{- end }}', '\n- a\n- 2'],
	['x:\n  {{- toYaml .Values.map | nindent 2 }}\ny', 'x:\n  a: 10 s\n  b: "2"\n  c:\n    d: x\ny'],
	['{{- with .Values.map }}\n{{ .a }} {{ $.Values.small }}\n{{- end }}', '\n10 s 4'],
	['{{- with .Values.none }}never{{ else }}instead{{ end }}', 'instead'],
	['{{ $x := 1 }}{{ if .Values.small }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
	['{{ include "named" . }}|{{ include "named" . | indent 2 }}', 'one\ntwo 4|  one\n  two 4'],
	['{{/* a comment\nof two lines */}}{{ printf "%s-%s" .Chart.Name .Values.text | upper | trunc 8 }}', 'CASES-10'],
	['{{ .Values.list | join "," }} {{ len .Values.list }} {{ index .Values.map "a" }} {{ .Values.map.c.d }}', 'a,2 2 10 s x'],
	[
		'{{ ternary "a" "b" .Values.disabled }} {{ and .Values.small .Values.text }} {{ or .Values.empty .Values.text }} {{ not .Values.disabled }}',
		'b 10 s 10 s true',
	],
	['{{ .Values.text | replace " " "" | trimSuffix "s" }} {{ mul .Values.small 2 }} {{ add 1 .Values.small }}', '10 8 5'],
	['{{ list 1 2 | len }} {{ dict "a" "b" | toYaml }} {{ hasKey .Values.map "a" }} {{ kindIs "map" .Values.map }}', '2 a: b true true'],
];

describe('a template of a chart', () => {
	test.each(WRITTEN)('%j is what Helm writes', (template, text) => {
		expect(rendered(template)).toBe(text);
	});
	test('stays as it stands where its outcome is not known', () => {
		for (const text of [
			'a: {{ .Values.absent }}',
			'a: {{ .Release.Name }}-x',
			'a: {{ lookup "v1" "Secret" "" "x" }}',
			'{{- if .Values.absent }}\na: 1\n{{- else }}\na: 2\n{{- end }}',
			'{{- range .Values.absent }}\n{{ . }}\n{{- end }}',
			'{{ tpl "{{ .x }}" . }}',
		])
			expect(rendered(text)).toBe(text);
	});
	test('is written as far as it is known', () => {
		expect(rendered('{{ if .Values.absent }}a: {{ .Values.small }}{{ end }}')).toBe('{{ if .Values.absent }}a: 4{{ end }}');
		expect(rendered('{{ if .Values.disabled }}a{{ else if .Values.absent }}b{{ else }}{{ .Values.small }}{{ end }}')).toBe(
			'{{ if ? }}b{{ else }}4{{ end }}',
		);
	});
	test('takes a variable that is set under an unknown condition for unknown', () => {
		expect(rendered('{{ $x := 1 }}{{ if .Values.absent }}{{ $x = 2 }}{{ end }}{{ $x }}')).toBe('{{ if .Values.absent }}{{ end }}{{ $x }}');
	});
	test('sees the last of several values', () => {
		const layers = layeredValues([
			{ path: 'values.yaml', text: 'a: {b: 1, c: 2}\nl: [1, 2]\n' },
			{ path: 'values-prod.yaml', text: 'a: {b: 3, c: null}\nl: [3]\n' },
		]);
		const renderer = new ChartRenderer({ about: ABOUT, templates: [{ path: 't.yaml', text: '{{ toYaml .Values }}' }] });
		expect(textOf(renderer.render('t.yaml', layers) ?? [])).toBe('a:\n  b: 3\nl:\n- 3');
	});
	test('that includes itself, or is not closed, is not followed', () => {
		expect(rendered('{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}')).toContain('include "x"');
		expect(rendered('{{ if .Values.small }}a')).toBeUndefined();
		expect(rendered('{{ .Values.small')).toBeUndefined();
		expect(
			rendered('{{ range .Values.l }}{{ range $.Values.l }}{{ range $.Values.l }}x{{ end }}{{ end }}{{ end }}', `l: [${'1,'.repeat(300)}]`),
		).toBeUndefined();
	});
	test('is read whatever it holds, and text without tags is written as it is', () => {
		const tag = fc.constantFrom(
			'{{ .Values.small }}',
			'{{- if .x -}}',
			'{{ else }}',
			'{{ end }}',
			'{{ (',
			'"',
			'`',
			'{{/*',
			'*/}}',
			'{{ $x := | }}',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(tag, fc.string())), (parts) => {
				expect(() => rendered(parts.join(''))).not.toThrow();
			}),
		);
		fc.assert(
			fc.property(fc.string(), (text) => {
				if (!text.includes('{{')) expect(rendered(text)).toBe(text);
			}),
		);
	});
});
