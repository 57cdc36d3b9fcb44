import { expect, it } from 'vitest';
import { toPatternText } from '../../../src/cli/rule-pages/pattern-text.ts';
import type { Json } from '../../../src/core/json.ts';
import { makePattern } from '../../core/rule/make-rule.ts';

it.each<[Json, string]>([
  [{ Normalized: { Product: ['GuardDuty'] } }, 'GuardDuty'],
  [{ Normalized: { Product: ['GuardDuty', 'Macie', 'acme/x|y'] } }, 'GuardDuty, Macie or acme/x\\|y'],
  [
    {
      Normalized: {
        Product: ['GuardDuty'],
        Type: [{ prefix: 'Backdoor:EC2/' }, 'Trojan:EC2/DropPoint', 'X:Y/Z'],
      },
    },
    'GuardDuty: type begins with `Backdoor:EC2/` or is `Trojan:EC2/DropPoint` or `X:Y/Z`',
  ],
  [
    { Compliance: { Status: ['FAILED'] }, Normalized: { Product: ['Security Hub'], Control: ['EC2.18'] } },
    'Security Hub: compliance status is `FAILED`; control is `EC2.18`',
  ],
  [{ Normalized: { Product: [{ prefix: 'acme/' }] } }, 'product begins with `acme/`'],
  [{ Normalized: { Severity: ['CRITICAL'] } }, 'severity is `CRITICAL`'],
  [{ Title: [null, 5, true, ''] }, '`Title` is `null`, `5`, `true` or `""`'],
  [{ Title: [{ suffix: 'a' }] }, '`Title` ends with `a`'],
  [{ Title: [{ prefix: { 'equals-ignore-case': 'a' } }] }, '`Title` begins with, in any case, `a`'],
  [{ Title: [{ 'equals-ignore-case': 'a' }] }, '`Title` is, in any case, `a`'],
  [{ Title: [{ wildcard: 'a*b' }] }, '`Title` is like `a*b`'],
  [{ Title: [{ exists: true }] }, '`Title` is there'],
  [{ Title: [{ exists: false }, 'a'] }, '`Title` is not there or is `a`'],
  [{ Title: [{ 'anything-but': ['a', 'b'] }] }, '`Title` is anything but `a` or `b`'],
  [{ Title: [{ 'anything-but': { prefix: 'a' } }] }, '`Title` does not begin with `a`'],
  [{ Title: [{ 'anything-but': { suffix: 'a' } }] }, '`Title` does not end with `a`'],
  [{ Title: [{ 'anything-but': { wildcard: 'a*' } }] }, '`Title` is not like `a*`'],
  [
    { Title: [{ 'anything-but': { 'equals-ignore-case': 'a' } }] },
    '`Title` is anything, in any case, but `a`',
  ],
  [{ Ip: [{ cidr: '10.0.0.0/8' }] }, '`Ip` is an address in `10.0.0.0/8`'],
  [{ Score: [{ numeric: ['>', 3, '<=', 9] }] }, '`Score` is a number \\> 3 and ≤ 9'],
  [{ Score: [{ numeric: ['>=', 3] }] }, '`Score` is a number ≥ 3'],
  [{ Score: [{ numeric: ['<', 3] }] }, '`Score` is a number \\< 3'],
  [{ Score: [{ numeric: ['=', 3] }] }, '`Score` is a number = 3'],
  [
    {
      Normalized: { Product: ['Macie'] },
      $or: [{ Title: ['a'], Region: ['b'] }, { Normalized: { Product: ['Config'] } }],
    },
    'Macie: either (`Title` is `a`; `Region` is `b`) or (Config)',
  ],
])('%j reads %j', (pattern, text) => {
  expect(toPatternText(makePattern(pattern))).toBe(text);
});
