import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRepeats } from '../../../src/core/lint/lint-repeats.ts';
import type { Signal } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const CVES = { Normalized: { Product: ['Inspector'], Severity: ['CRITICAL'] } };
const CONTROLS = { Normalized: { Product: ['Security Hub'], Control: ['EC2.9', 'EC2.18'] } };

it.each<[string, Json, Partial<Signal>, string | undefined]>([
  ['vulnerabilities', CVES, {}, 'add `distinct: Normalized.Vulnerability`'],
  [
    'vulnerabilities by ProductName',
    { ProductName: ['Inspector'] },
    {},
    'add `distinct: Normalized.Vulnerability`',
  ],
  [
    'vulnerabilities by ProductArn',
    { ProductArn: [{ suffix: ':product/aws/inspector' }] },
    {},
    'add `distinct: Normalized.Vulnerability`',
  ],
  ['names of two products', { ProductName: ['Inspector', 'GuardDuty'] }, {}, undefined],
  ['an unknown name', { ProductName: ['Inspector', 'acme'] }, {}, undefined],
  ['distinct vulnerabilities', CVES, { distinct: ['Normalized', 'Vulnerability'] }, undefined],
  ['one finding', CVES, { count: 1 }, undefined],
  ['two controls', CONTROLS, {}, 'add `distinct: Normalized.Control`'],
  ['three of two controls', CONTROLS, { count: 3 }, 'lower `count` to 2'],
  [
    'any controls',
    { Normalized: { Product: ['Security Hub'] } },
    { count: 9 },
    'add `distinct: Normalized.Control`',
  ],
  ['one control', { Normalized: { Control: ['EC2.9'] } }, {}, 'leave `count` away'],
  [
    'one control of several groups',
    { Normalized: { Control: ['EC2.18'] } },
    { on: 'securityGroup' },
    undefined,
  ],
  [
    'sensitive data',
    { Normalized: { Product: ['Macie'], Type: [{ prefix: 'SensitiveData:S3Object/' }] } },
    {},
    'add `distinct: Normalized.Type`',
  ],
  ['policies', { Normalized: { Product: ['Macie'], Type: [{ prefix: 'Policy:' }] } }, {}, undefined],
  ['threats', { Normalized: { Product: ['GuardDuty'] } }, {}, undefined],
  ['threats and vulnerabilities', { Normalized: { Product: ['GuardDuty', 'Inspector'] } }, {}, undefined],
  ['what can never be met', { Normalized: { Product: ['Inspektor'] } }, {}, undefined],
])('a count of %s', (_name, json, members, hint) => {
  const issues = lintRepeats(makeRule([makeSignal('one', json, { count: 2, ...members })]));
  expect(issues.map((issue) => [issue.code, issue.level, issue.path.join('/')])).toEqual(
    hint === undefined ? [] : [['lint/repeated-findings', 'warning', 'signals/one/count']],
  );
  if (hint !== undefined) expect(issues[0]?.hint).toContain(hint);
});
