import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import type { LintResult } from '../../src/engine/result.ts';
import { type MarkdownStyle, markdownReport } from '../../src/reporters/markdown.ts';
import { report } from '../../src/reporters/report.ts';
import { applicationOf, documentOf, findingOf, fixOf, insertAfter, placeOf, resultOf } from './build.ts';

const conf = documentOf('conf/flink-conf.yaml', 's3.secret-key: hunter2hunter2\nstate.backend: rocksdb\n', ['hunter2hunter2']);
const at = placeOf(conf, 'state.backend');

function markdownOf(result: LintResult, link?: MarkdownStyle['link']): string {
	const whole = report(result, defaultConfig, '/project');
	return [...markdownReport(whole, { locate: (path) => path, link })].join('');
}

test('a table for each application, and the rest folded away', () => {
	const fix = fixOf('unsafe', [insertAfter(conf, 'rocksdb', 'a: b')], { title: 'set `a` to `b`', decide: 'is it new' });
	const application = applicationOf('orders', [conf], { platform: 'msf', version: { version: '1.20' } });
	expect(
		markdownOf(resultOf([conf], [findingOf({ at, fix })], { applications: [application] })),
	).toBe(`## flint: 1 warning in 1 file of 1 application

1 can be fixed with \`flint fix --write --unsafe\`

### orders · Managed Flink · Flink 1.20

| | place | rule | what is wrong | fix |
|---|---|---|---|---|
| 🟠 warning | \`conf/flink-conf.yaml:2\` | \`some-rule\` | something is off | unsafe |

<details>
<summary>Why, and what to do</summary>

- **some-rule** at \`conf/flink-conf.yaml:2\`
  - why: It hurts.
  - do: Repair it.
  - fix (unsafe): set \`a\` to \`b\`
  - decide: is it new

    \`\`\`diff
    + a: b
    \`\`\`

</details>

`);
});

test('what a file holds cannot change the page', () => {
	const message = { what: 'a | b <img src=x> @team `c | d` *e*\n# hunter2hunter2 `hunter2hunter2`', why: '<script>', do: '[x](y)' };
	const text = markdownOf(resultOf([conf], [findingOf({ at, message, applications: ['<b>|'] })]));
	expect(text).toContain('| a \\| b &lt;img src=x&gt; &#64;team `c \\| d` \\*e\\* \\# hunter2hunter2 `****` |');
	expect(text).toContain('### &lt;b&gt;\\|');
	expect(text).toContain('why: &lt;script&gt;.');
	expect(text).toContain('do: \\[x\\](y).');
});

test('places are links where the server is known', () => {
	const text = markdownOf(resultOf([conf], [findingOf({ at })]), (path, line) => `https://host.example/${path}#L${line}`);
	expect(text).toContain('| [`conf/flink-conf.yaml:2`](https://host.example/conf/flink-conf.yaml#L2) |');
});

test('a finding of several applications, of none, and a failure of flint itself', () => {
	const findings = [findingOf({ at, applications: ['a', 'b'] }), findingOf({ at, applications: [] })];
	const text = markdownOf(resultOf([conf], findings, { errors: [{ rule: 'r', file: 'x.yaml', message: 'it *threw*' }] }));
	expect(text.match(/^### .*/gm)).toEqual(['### a, b', '### Outside of any application', '### Failures of flint itself']);
	expect(text).toContain('- `r` `x.yaml`: it \\*threw\\*\n');
});

test('a job summary has at most a mebibyte: the rest is counted', () => {
	const findings = Array.from({ length: 2000 }, (_, index) => findingOf({ at, applications: [`app-${index}`] }));
	const text = markdownOf(resultOf([conf], findings));
	expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
	expect(text).toMatch(/\n\d+ findings more would not fit into a job summary\.\n/);
});
