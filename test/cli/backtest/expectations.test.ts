import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExpectations, readExpectations } from '../../../src/cli/backtest/expectations.ts';
import { makeRule, makeSignal } from '../../core/rule/make-rule.ts';
import { makeFolder } from '../run-cli.ts';
import { makeBacktest, makeBacktestIncident } from './make-backtest.ts';

function expectationsFile(text: string): string {
  const file = join(makeFolder(), 'expectations.yaml');
  writeFileSync(file, text);
  return file;
}

const read = (text: string) => readExpectations(expectationsFile(text), ['first-rule', 'second-rule']);

describe('a file of expectations', () => {
  it('says how many incidents rules lead to', async () => {
    const text =
      'rules:\n  first-rule: { exactly: 2 }\n  second-rule: { atLeast: 1, atMost: 3 }\nothers: { exactly: 0 }\n';
    expect(await read(text)).toEqual({
      ok: true,
      value: {
        rules: { 'first-rule': { exactly: 2 }, 'second-rule': { atLeast: 1, atMost: 3 } },
        others: { exactly: 0 },
      },
    });
  });

  it.each([
    [
      'rules:\n  frist-rule: { exactly: 2 }\n',
      'there is no rule `frist-rule`',
      'did you mean `first-rule`?',
      2,
    ],
    ['rules:\n  first-rule: {}\n', 'nothing is expected', 'write `exactly`', 2],
    ['rules:\n  first-rule: { exactly: 1, atMost: 2 }\n', '`exactly` leaves nothing', 'write `exactly`', 2],
    ['rules:\n  first-rule: { atLeast: 3, atMost: 2 }\n', '`atLeast` is more than `atMost`', 'write', 2],
    ['rules: {}\nothers: {}\n', 'nothing is expected', 'write `exactly`', 2],
    ['rules:\n  first-rule: { exacly: 1 }\n', 'unknown key `exacly`', 'did you mean `exactly`?', 2],
    ['rules:\n  first-rule: { exactly: -1 }\n', '-1', '', 2],
  ])('is refused with the place and the way out: %j', async (text, message, hint, line) => {
    const result = await read(text);
    expect(result.ok).toBe(false);
    const [issue, ...others] = result.ok ? [] : result.issues;
    expect(others).toEqual([]);
    expect(issue?.message).toContain(message);
    expect(issue?.hint ?? '').toContain(hint);
    expect(issue?.position?.line).toBe(line);
  });
});

describe('checkExpectations', () => {
  const rules = ['c-rule', 'a-rule', 'b-rule'].map((id) =>
    makeRule([makeSignal('one', { Region: ['eu-west-1'] })], { id }),
  );
  const incidents = ['a-rule', 'a-rule', 'b-rule'].map((rule) => makeBacktestIncident({ rule }));
  const backtest = makeBacktest({ rules, incidents });
  const check = (expectations: Parameters<typeof checkExpectations>[1]) =>
    checkExpectations(backtest, expectations).map(({ rule, expected, found, isMet }) => [
      ...[rule, expected, found, isMet],
    ]);

  it.each([
    [{ exactly: 2 }, 'exactly 2', true],
    [{ exactly: 1 }, 'exactly 1', false],
    [{ exactly: 3 }, 'exactly 3', false],
    [{ atLeast: 2 }, 'at least 2', true],
    [{ atLeast: 3 }, 'at least 3', false],
    [{ atMost: 2 }, 'at most 2', true],
    [{ atMost: 1 }, 'at most 1', false],
    [{ atLeast: 1, atMost: 2 }, 'at least 1 and at most 2', true],
    [{ atLeast: 3, atMost: 4 }, 'at least 3 and at most 4', false],
  ])('compares: %j', (expectation, expected, isMet) => {
    expect(check({ rules: { 'a-rule': expectation } })).toEqual([['a-rule', expected, 2, isMet]]);
  });

  it('expects of others what is said of others, a rule without incidents too', () => {
    expect(check({ rules: { 'a-rule': { exactly: 2 } }, others: { exactly: 0 } })).toEqual([
      ['a-rule', 'exactly 2', 2, true],
      ['b-rule', 'exactly 0', 1, false],
      ['c-rule', 'exactly 0', 0, true],
    ]);
  });
});
