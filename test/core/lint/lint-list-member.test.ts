import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { inShort, lintOne } from './lint-one.ts';

const HINT = 'name the values that you want, or put what must not be there into a signal in `unless`';

it.each<[string, Json, readonly string[]]>([
  ['types', { Normalized: { Type: [{ 'anything-but': ['x'] }] } }, ['Normalized/Type/0']],
  ['types of ASFF', { Types: ['x', { 'anything-but': { prefix: 'TTPs' } }] }, ['Types/1']],
  [
    'vulnerabilities',
    { Normalized: { Vulnerability: [{ 'anything-but': ['x'] }] } },
    ['Normalized/Vulnerability/0'],
  ],
  ['members of resources', { Resources: { Type: [{ 'anything-but': ['x'] }] } }, ['Resources/Type/0']],
  [
    'members of packages',
    { Vulnerabilities: { Vendor: { Name: [{ 'anything-but': 'x' }] } } },
    ['Vulnerabilities/Vendor/Name/0'],
  ],
  ['a member with one value', { Normalized: { Severity: [{ 'anything-but': ['LOW'] }] } }, []],
  ['a member that begins like a list', { TypesOf: [{ 'anything-but': ['x'] }] }, []],
  ['values of a list', { Normalized: { Type: [{ prefix: 'x' }] } }, []],
])('anything-but on %s', (_name, pattern, places) => {
  const expected = places.map((place) => `warning ${place} | ${HINT}`);
  expect(lintOne('lint/anything-but-list', pattern).map(inShort)).toEqual(expected);
});
