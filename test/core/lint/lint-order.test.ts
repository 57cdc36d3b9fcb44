import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { lintOrder } from '../../../src/core/lint/lint-order.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';
import { arbitraryRule, arbitrarySightings, instantsOf } from './made-up-rules.ts';

const BACKDOOR = { Normalized: { Product: ['GuardDuty'], Type: [{ prefix: 'Backdoor:' }] } };
const SPAM = { Normalized: { Product: ['GuardDuty'], Type: ['Backdoor:EC2/Spambot'] } };
const TROJAN = { Normalized: { Product: ['GuardDuty'], Type: ['Trojan:EC2/DropPoint'] } };
const NEVER = { Normalized: { Product: ['Guardduty'] } };

function told(jsons: readonly Json[], role: 'required' | 'any' = 'required'): readonly string[] {
  const names = ['a', 'b', 'c'].slice(0, jsons.length);
  const signals = jsons.map((json, at) => makeSignal(names[at] ?? '', json, { role, count: 2 }));
  const issues = lintOrder(makeRule(signals, { order: names }));
  expect(issues.every(({ code, level }) => code === 'lint/idle-order' && level === 'warning')).toBe(true);
  return issues.map(({ path }) => path.join('/'));
}

it.each<[string, readonly Json[], readonly string[]]>([
  ['of two things', [BACKDOOR, TROJAN], []],
  ['in which a finding follows itself', [SPAM, BACKDOOR], ['order/1']],
  ['in which a finding precedes itself', [BACKDOOR, SPAM], ['order/1']],
  ['with something between', [SPAM, TROJAN, BACKDOOR], []],
  ['that is idle in its second half', [TROJAN, SPAM, BACKDOOR], ['order/2']],
  ['of a rule that never holds, which is told elsewhere', [SPAM, NEVER], []],
])('an order %s', (_name, jsons, places) => {
  expect(told(jsons)).toEqual(places);
});

it('an order of two of any, of which one can never be met', () => {
  expect(told([SPAM, NEVER], 'any')).toEqual(['order']);
  expect(told([SPAM, TROJAN], 'any')).toEqual([]);
});

it.each<[string, readonly Json[], string]>([
  ['of the first', [SPAM, BACKDOOR], 'a finding of `a` is evidence of `b`'],
  ['of the second', [BACKDOOR, SPAM], 'a finding of `b` is evidence of `a`'],
])('a finding %s that is evidence of both is told by its name', (_name, jsons, message) => {
  const [a, b] = jsons.map((json, at) => makeSignal(at === 0 ? 'a' : 'b', json));
  const issues = a === undefined || b === undefined ? [] : lintOrder(makeRule([a, b], { order: ['a', 'b'] }));
  expect(issues.map((issue) => issue.message)).toEqual([expect.stringContaining(message)]);
});

it('no order', () => {
  expect(lintOrder(makeRule([makeSignal('a', SPAM), makeSignal('b', SPAM)]))).toEqual([]);
});

it('what is said to be idle makes no difference, whatever has been seen', () => {
  fc.assert(
    fc.property(
      arbitraryRule,
      fc.array(arbitrarySightings, { minLength: 10, maxLength: 10 }),
      (rule, worlds) => {
        if (rule.order?.length !== 2 || lintOrder(rule).length === 0) return;
        const { order: _order, ...unordered } = rule;
        for (const world of worlds) expect(instantsOf(rule, world)).toEqual(instantsOf(unordered, world));
      },
    ),
    { numRuns: 1000 },
  );
});
