import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const BESIDE = makeSignal('beside', { Normalized: { Product: ['Health'] } });

/** What is said of the values of a pattern. */
function saidOf(pattern: Json): readonly string[] {
  return lintRule(makeRule([makeSignal('one', pattern), BESIDE], { entity: 'AwsS3Bucket' }))
    .filter(({ path }) => path.includes('Normalized'))
    .map(({ code }) => code);
}

it.each<[string, Json, readonly string[]]>([
  ['a product that is none', { Normalized: { Product: ['Macy'] } }, ['lint/unknown-product']],
  ['a former control', { Normalized: { Control: ['PCI.S3.1'] } }, ['lint/former-control']],
  [
    'a former control beside one of today',
    { Normalized: { Control: ['PCI.S3.1', 'S3.2'] } },
    ['lint/former-control'],
  ],
  [
    'a severity that is none',
    { Normalized: { Product: ['Macie'], Severity: ['SEVERE'] } },
    ['lint/contradiction'],
  ],
  [
    'a severity that is none beside one',
    { Normalized: { Product: ['Macie'], Severity: ['SEVERE', 'HIGH'] } },
    ['lint/dead-value'],
  ],
])('is said once of %s', (_name, pattern, codes) => {
  expect(saidOf(pattern)).toEqual(codes);
});
