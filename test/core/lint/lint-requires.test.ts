import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintRule } from '../../../src/core/lint/lint-rule.ts';
import type { Signal } from '../../../src/core/rule/rule.ts';
import { nearestWord } from '../../../src/rule-file/did-you-mean.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';
import { lintOne } from './lint-one.ts';

function product(...names: readonly Json[]): Json {
  return { Normalized: { Product: names } };
}

function lintWith(requires: readonly string[], signals: readonly Signal[]): readonly string[] {
  return lintRule(makeRule(signals, { requires }), nearestWord)
    .filter(({ code }) => code === 'lint/requires' || code === 'lint/unknown-product')
    .map(({ level, path, hint }) => `${level} ${path.join('/')} | ${hint}`);
}

describe('a name that no product has', () => {
  it.each<[string, string, string | undefined]>([
    ['of AWS', 'GuardDuty', undefined],
    ['of another company', 'acme/scanner', undefined],
    ['in other letters', 'guardduty', 'did you mean `GuardDuty`?'],
    ['without its space', 'SecurityHub', 'did you mean `Security Hub`?'],
    ['with its company', 'AWS Security Hub', 'did you mean `Security Hub`?'],
    ['with its family', 'IAM Access Analyzer', 'did you mean `Access Analyzer`?'],
    ['misspelt', 'Inspektor', 'did you mean `Inspector`?'],
    ['as the end of an ARN', 'aws/guardduty', 'did you mean `GuardDuty`?'],
    [
      'of nothing',
      'Nothing at all',
      expect.stringMatching(/^the products of AWS are `Access Analyzer`, .*company/),
    ],
  ])('%s', (_name, name, hint) => {
    const found = lintOne('lint/unknown-product', product('GuardDuty', name)).map((issue) => [
      issue.level,
      issue.path.slice(4),
      issue.hint,
    ]);
    expect(found).toEqual(hint === undefined ? [] : [['error', ['Normalized', 'Product', 1], hint]]);
  });

  it('is told in `requires` too, and once', () => {
    expect(lintWith(['GuardDuty', 'Makie'], [makeSignal('one', product('GuardDuty'))])).toEqual([
      'error requires/1 | did you mean `Macie`?',
    ]);
  });
});

describe('requires', () => {
  const guardDuty = makeSignal('threat', product('GuardDuty'));

  it.each<[string, readonly string[], readonly Signal[], readonly string[]]>([
    ['that agrees with the signals', ['GuardDuty'], [guardDuty], []],
    ['that is left away', [], [guardDuty], []],
    [
      'without the product of a required signal',
      ['GuardDuty'],
      [guardDuty, makeSignal('cve', product('Inspector', 'Config'))],
      [
        'warning signals/cve/match | add `Config` or `Inspector` to `requires`, so that `doctor` can tell whether it is on',
      ],
    ],
    [
      'with one of two products that will do',
      ['GuardDuty', 'Inspector'],
      [guardDuty, makeSignal('cve', product('Inspector', 'Config'))],
      [],
    ],
    [
      'without the product of signals that need not be met',
      ['GuardDuty'],
      [
        guardDuty,
        makeSignal('cve', product('Inspector'), { role: 'optional' }),
        makeSignal('data', product('Macie'), { role: 'any' }),
        makeSignal('quiet', product('acme/calendar'), { role: 'unless' }),
      ],
      [],
    ],
    [
      'with a product that no signal asks for',
      ['Macie', 'GuardDuty'],
      [guardDuty],
      ['warning requires/0 | take it out, or add the signal that was meant'],
    ],
    [
      'with a product that only an optional signal asks for',
      ['GuardDuty', 'Macie'],
      [guardDuty, makeSignal('data', product('Macie'), { role: 'optional' })],
      [],
    ],
    [
      'beside a required signal that others could meet too',
      ['Macie'],
      [makeSignal('guard', product({ prefix: 'Guard' }))],
      [],
    ],
    ['beside a signal of any product', ['GuardDuty', 'Macie'], [makeSignal('any', { Title: ['x'] })], []],
  ])('%s', (_name, requires, signals, expected) => {
    expect(lintWith(requires, signals)).toEqual(expected);
  });
});
