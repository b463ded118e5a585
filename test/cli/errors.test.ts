import { expect, test } from 'vitest';
import { describeError, UsageError } from '../../src/cli/errors.ts';
import { lintExit } from '../../src/cli/exit.ts';
import { failures } from '../../src/cli/failures.ts';
import { ConfigurationError } from '../../src/config/errors.ts';
import { defaultConfig } from '../../src/config/schema.ts';
import { painter } from '../../src/reporters/layout/paint.ts';
import { report } from '../../src/reporters/report.ts';
import { resultOf } from '../reporters/build.ts';

const plain = painter(false);

test('wrong usage is one sentence and a suggestion', () => {
	expect(describeError(new UsageError('there is no file `x`', 'did you mean `y`?'), [], plain)).toBe(
		'error: there is no file `x`\n   = did you mean `y`?\n',
	);
});

test('wrong configuration adds the place, for each problem', () => {
	const error = new ConfigurationError([
		{ message: 'unknown key `a`', place: 'flint.config.yaml:1:1' },
		{ message: 'unknown key `b`', place: 'flint.config.yaml:2:1', suggestion: 'did you mean `c`?' },
	]);
	expect(describeError(error, [], plain)).toBe(
		'error: unknown key `a`\n  --> flint.config.yaml:1:1\nerror: unknown key `b`\n  --> flint.config.yaml:2:1\n   = did you mean `c`?\n',
	);
});

test('anything else is a bug, with the stack and the command that repeats it', () => {
	const error = new TypeError('boom');
	error.stack = 'TypeError: boom\n    at rule.ts:1:1';
	expect(describeError(error, ['lint', 'my conf', "it's"], plain)).toBe(
		"error: this is a bug in flint; report it with these lines\nTypeError: boom\n    at rule.ts:1:1\n   = repeat it with: flint lint 'my conf' 'it'\\''s'\n",
	);
	expect(describeError('text', [], plain)).toContain('\ntext\n');
});

test('a rule that threw is told and makes the run exit 2, whatever --fail-on says', () => {
	const errors = [{ rule: 'some-rule', file: 'a.yaml', message: 'boom', stack: 'Error: boom' }];
	const told = report(resultOf([], [], { errors }), defaultConfig, '/project');
	expect(lintExit(told, 'never')).toBe(2);
	expect(failures(told, ['lint'], plain)).toBe(
		'error: this is a bug in flint; report it with these lines\nsome-rule failed: Error: boom\n  --> a.yaml\n   = repeat it with: flint lint\n',
	);
});
