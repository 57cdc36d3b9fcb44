import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintCorrelation } from '../../../src/core/lint/lint-correlation.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const BACKDOOR = { Normalized: { Product: ['GuardDuty'], Type: [{ prefix: 'Backdoor:' }] } };
const MACIE = { Normalized: { Product: ['Macie'], Severity: ['HIGH'] } };

function told(signals: readonly Signal[], members: Partial<Rule> = {}): readonly string[] {
  return lintCorrelation(makeRule(signals, members)).map(({ code, path }) => `${code} ${path.join('/')}`);
}

describe('a rule that one finding makes hold', () => {
  const any = { atLeast: 1, of: ['a', 'b'] };

  it.each<[string, readonly Signal[], Partial<Rule>, readonly string[]]>([
    ['has one signal', [makeSignal('a', BACKDOOR)], {}, ['lint/no-correlation signals/a']],
    [
      'has an optional one besides',
      [makeSignal('a', BACKDOOR), makeSignal('b', MACIE, { role: 'optional' })],
      {},
      ['lint/no-correlation signals/a'],
    ],
    [
      'has one of any',
      [makeSignal('a', BACKDOOR, { role: 'any' }), makeSignal('b', MACIE, { role: 'any', count: 2 })],
      { any },
      ['lint/no-correlation any'],
    ],
    ['has two signals, and is none', [makeSignal('a', BACKDOOR), makeSignal('b', MACIE)], {}, []],
    ['counts two, and is none', [makeSignal('a', BACKDOOR, { count: 2 })], {}, []],
    [
      'has an unless, and is none',
      [makeSignal('a', BACKDOOR), makeSignal('b', MACIE, { role: 'unless' })],
      {},
      [],
    ],
    [
      'has one and one of any, and is none',
      [
        makeSignal('c', BACKDOOR),
        makeSignal('a', BACKDOOR, { role: 'any' }),
        makeSignal('b', MACIE, { role: 'any' }),
      ],
      { any },
      [],
    ],
  ])('%s', (_name, signals, members, expected) => {
    expect(told(signals, members)).toEqual(expected);
  });
});

describe('a rule that every finding of a product makes hold', () => {
  it.each<[string, Json, string | undefined]>([
    ['of GuardDuty', { Normalized: { Product: ['GuardDuty'] } }, '`GuardDuty`'],
    ['that are active', { Normalized: { Product: ['GuardDuty'] }, RecordState: ['ACTIVE'] }, '`GuardDuty`'],
    ['of a company', { Normalized: { Product: ['acme/scanner'] } }, '`acme/scanner`'],
    ['of any product', { RecordState: [{ exists: false }, 'ACTIVE'] }, '`Inspector`'],
    [
      'of failed controls',
      { Normalized: { Product: ['Security Hub'] }, Compliance: { Status: ['FAILED'] } },
      '`Security Hub`',
    ],
    [
      'of no severity but one',
      { Normalized: { Product: ['Inspector'], Severity: [{ 'anything-but': ['LOW'] }] } },
      undefined,
    ],
    ['of one control', { Normalized: { Control: ['EC2.9'] } }, undefined],
  ])('%s', (_name, json, words) => {
    const [issue] = lintCorrelation(makeRule([makeSignal('a', json)]));
    expect(issue?.code).toBe(words === undefined ? 'lint/no-correlation' : 'lint/every-finding');
    if (words !== undefined) expect(issue?.message).toContain(words);
  });

  it('is told of although an unless may block it', () => {
    const signals = [
      makeSignal('a', { Normalized: { Product: ['GuardDuty'] } }),
      makeSignal('b', MACIE, { role: 'unless' }),
    ];
    expect(told(signals)).toEqual(['lint/every-finding signals/a/match']);
  });
});
