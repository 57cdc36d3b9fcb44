import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintState } from '../../../src/core/lint/lint-state.ts';
import type { Signal } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const INSPECTOR = { Normalized: { Product: ['Inspector'] } };

it.each<[string, boolean, string]>([
  ['Id', true, 'leave `distinct` away'],
  ['UpdatedAt', true, 'leave `distinct` away'],
  ['Title', true, 'few values'],
  ['ProductFields.aws/inspector/instanceId', true, 'few values'],
  ['Normalized.Vulnerability', false, ''],
  ['Normalized.Control', false, ''],
  ['Resources.Id', false, ''],
])('distinct %s has no end: %s', (path, isTold, hint) => {
  const distinct = path.split('.');
  const issues = lintState(makeRule([makeSignal('one', INSPECTOR, { role: 'optional', distinct })]));
  expect(issues.map(({ code, path }) => [code, path.join('/')])).toEqual(
    isTold ? [['lint/unlimited-values', 'optional/one/distinct']] : [],
  );
  if (isTold) expect(issues[0]?.hint).toContain(hint);
});

describe('a signal about a whole account', () => {
  it.each<[string, Json, Partial<Signal>, string, boolean]>([
    ['keeps all of Inspector', INSPECTOR, { on: 'account' }, 'AwsAccount', true],
    [
      'keeps all failed controls',
      { Normalized: { Product: ['Security Hub'] }, Compliance: { Status: ['FAILED'] } },
      { on: 'account' },
      'AwsAccount',
      true,
    ],
    [
      'keeps some severities',
      { Normalized: { Product: ['Inspector'], Severity: ['CRITICAL'] } },
      { on: 'account' },
      'AwsAccount',
      false,
    ],
    ['keeps one control', { Normalized: { Control: ['IAM.6'] } }, { on: 'account' }, 'AwsAccount', false],
    [
      'keeps all of GuardDuty, which are few',
      { Normalized: { Product: ['GuardDuty'] } },
      { on: 'account' },
      'AwsAccount',
      false,
    ],
    ['keeps what is about the account itself', INSPECTOR, {}, 'AwsAccount', false],
    [
      'keeps what is about the account of another entity',
      INSPECTOR,
      { on: 'account' },
      'AwsEc2Instance',
      false,
    ],
  ])('%s', (_name, json, members, entity, isTold) => {
    const issues = lintState(makeRule([makeSignal('one', json, members)], { entity }));
    expect(issues.map(({ code, path }) => [code, path.join('/')])).toEqual(
      isTold ? [['lint/account-wide', 'signals/one/match']] : [],
    );
  });
});
