import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintContradiction } from '../../../src/core/lint/lint-contradiction.ts';
import { makePattern } from '../rule/make-rule.ts';

const PLACE = ['signals', 'one', 'match', 0];

function told(json: Json): readonly (readonly [string, string])[] {
  return lintContradiction(makePattern(json), PLACE).map(({ code, path }) => [code, path.slice(4).join('/')]);
}

const ERROR = 'lint/contradiction';

describe('a pattern that no finding passes', () => {
  it.each<[string, Json, string]>([
    ['a label that is none', { Severity: { Label: ['SEVERE'] } }, 'Severity/Label'],
    ['a state that is none', { RecordState: ['OPEN'] }, 'RecordState'],
    ['a product that is none', { Normalized: { Product: ['Guardduty'] } }, 'Normalized/Product'],
    ['a former id of a control', { Normalized: { Control: ['PCI.S3.1'] } }, 'Normalized/Control'],
    ['a member that is none', { Normalized: { Controls: ['EC2.9'] } }, 'Normalized/Controls'],
    ['a value for an object', { Workflow: ['NEW'] }, 'Workflow'],
    ['no title', { Title: [{ exists: false }] }, 'Title'],
    ['a dotted member', { 'Severity.Label': ['SEVERE'] }, 'Severity.Label'],
    [
      'one side of $or',
      { $or: [{ Title: ['x'] }, { Workflow: { Status: ['OPEN'] } }] },
      '$or/1/Workflow/Status',
    ],
    [
      'members that contradict each other',
      { Normalized: { Product: ['GuardDuty'], Control: ['EC2.9'] } },
      '',
    ],
    ['two severities', { Severity: { Label: ['LOW'] }, Normalized: { Severity: ['HIGH'] } }, ''],
  ])('%s', (_name, json, place) => {
    expect(told(json)).toEqual([[ERROR, place]]);
  });

  it.each<[string, Json]>([
    ['that can be told nothing of', { Resources: { Type: ['no such type'] } }],
    ['of one label', { Severity: { Label: ['HIGH'] } }],
    ['of another product', { Normalized: { Product: ['acme/scanner'] } }],
    ['of a control', { Normalized: { Product: ['Security Hub'], Control: ['EC2.9'] } }],
    [
      'that overrides a value that is none',
      { RecordState: ['OPEN'], $or: [{ RecordState: ['ACTIVE'] }, { RecordState: ['ARCHIVED'] }] },
    ],
  ])('is not one %s', (_name, json) => {
    expect(told(json)).toEqual([]);
  });
});

it('a value that no finding has, among others, is a warning at its place', () => {
  const issues = lintContradiction(makePattern({ Severity: { Label: ['HIGH', 'SEVERE'] } }), PLACE);
  expect(issues).toEqual([
    {
      code: 'lint/dead-value',
      level: 'warning',
      path: [...PLACE, 'Severity', 'Label', 1],
      message: 'no finding passes `SEVERE` in `Severity.Label`',
      hint: 'it is one of `INFORMATIONAL`, `LOW`, `MEDIUM`, `HIGH`, `CRITICAL`',
    },
  ]);
});

it.each<[Json, string]>([
  [{ Normalized: { Product: ['Guardduty'] } }, '`GuardDuty`, '],
  [{ Normalized: { Control: ['PCI.S3.1'] } }, 'the control is `S3.3` today'],
  [{ Normalized: { Controls: ['x'] } }, '`Vulnerability`'],
  [{ Normalized: { Vulnerability: ['cve-2021-1'] } }, '`CVE-` or `GHSA-`'],
  [{ Normalized: { Type: { prefix: ['x'] } } }, '`Normalized.Type` holds values and no members'],
  [{ Workflow: ['NEW'] }, 'name a member that holds values'],
  [{ Title: [{ exists: false }] }, 'every finding has `Title`'],
  [{ Title: [5] }, 'put the value into quotes'],
  [{ Confidence: [{ numeric: ['>', 100] }] }, 'a number from 0 to 100'],
])('the way out of %j is %s', (json, words) => {
  expect(lintContradiction(makePattern(json), PLACE)[0]?.hint).toContain(words);
});

it('what a hostile pattern holds is shown harmless and short', () => {
  const [issue] = lintContradiction(makePattern({ RecordState: [`\u001b[2J${'x'.repeat(500)}`] }), PLACE);
  expect(issue?.message).not.toMatch(/\p{Cc}/u);
  expect(issue?.message.length).toBeLessThan(150);
});
