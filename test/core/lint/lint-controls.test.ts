import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintControls } from '../../../src/core/lint/lint-controls.ts';
import { makeSignal } from '../rule/make-rule.ts';

it.each<[string, Json, boolean]>([
  ['every control', { Normalized: { Product: ['Security Hub'] } }, true],
  [
    'every control with a title',
    { Normalized: { Product: ['Security Hub'] }, Title: [{ prefix: 'EC2' }] },
    true,
  ],
  ['every control of some products', { Normalized: { Product: ['Security Hub', 'Macie'] } }, true],
  ['any control', { Normalized: { Control: [{ exists: true }] } }, true],
  ['some controls', { Normalized: { Control: ['EC2.9', { prefix: 'S3.' }] } }, false],
  [
    'controls by their generator',
    { Normalized: { Product: ['Security Hub'] }, GeneratorId: ['security-control/EC2.9'] },
    false,
  ],
  [
    'controls in one account',
    { Normalized: { Product: ['Security Hub'] }, AwsAccountId: ['111122223333'] },
    false,
  ],
  ['every finding of another product', { Normalized: { Product: ['Inspector'] } }, false],
  ['everything, of which more is told elsewhere', { Title: ['x'] }, false],
])('a signal lets in %s', (_name, json, isTold) => {
  const issues = lintControls(makeSignal('one', json));
  expect(issues.map(({ code, path }) => [code, path.join('/')])).toEqual(
    isTold ? [['lint/all-controls', 'signals/one/match']] : [],
  );
});
