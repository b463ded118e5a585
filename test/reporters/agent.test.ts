import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import { agentReport } from '../../src/reporters/agent.ts';
import { report } from '../../src/reporters/report.ts';
import { documentOf, findingOf, fixOf, insertAfter, placeOf, resultOf } from './build.ts';

const conf = documentOf('conf/flink-conf.yaml', 's3.secret-key: hunter2hunter2\nstate.backend: rocksdb\n', ['hunter2hunter2']);
const at = placeOf(conf, 'state.backend');

test('one line for each finding, with its fix, its decision or its advice', () => {
	const findings = [
		findingOf({ at, fix: fixOf('safe', [insertAfter(conf, 'rocksdb', 'a: b')], { title: 'set `a` to `b`' }) }),
		findingOf({ at, severity: 'error', fix: fixOf('unsafe', [insertAfter(conf, 'rocksdb', 'a: b')], { decide: 'is it new' }) }),
		findingOf({ at, severity: 'info', message: { what: 'two\nlines\tof `hunter2hunter2`', why: 'w', do: 'think' } }),
	];
	const whole = report(resultOf([conf], findings), defaultConfig, '/project');
	expect([...agentReport(whole, { summary: true })].join('')).toBe(
		'conf/flink-conf.yaml:2:1 warning some-rule something is off | fix(safe): set `a` to `b`\n' +
			'conf/flink-conf.yaml:2:1 error some-rule something is off | fix(unsafe): repair it | decide: is it new\n' +
			'conf/flink-conf.yaml:2:1 info some-rule two lines of `****` | do: think\n' +
			'# 1 error, 1 warning, 1 info in 1 file of 1 application; 1 can be fixed with `flint fix --write`, 1 more with `--unsafe`\n',
	);
	expect([...agentReport(whole, { summary: false })].join('')).not.toContain('#');
});
