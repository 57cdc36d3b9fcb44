import { describe, expect, it } from 'vitest';
import type { Explanation, SignalExplanation } from '../../../src/core/explain/explanation.ts';
import { nearMissOf } from '../../../src/core/explain/near-miss.ts';
import type { Rule, Signal, SignalRole } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const ENTITY = { type: 'AwsEc2Instance', key: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1' };
const PATTERN = { Region: ['eu-west-1'] };

/** Signals as `name: [role, pieces there are, pieces needed]`. */
type Standing = Readonly<Record<string, readonly [role: SignalRole, there: number, needed: number]>>;

function explained(signal: Signal, there: number): SignalExplanation {
  const short = Math.max(0, signal.count - there);
  return {
    ...{ signal, isMet: short === 0, met: [], short, count: there },
    ...{ outside: [], withdrawn: [], unrelated: [] },
  };
}

/** What is missing, with the names of the signals. */
function missing(standing: Standing, rule: Partial<Rule> = {}, explanation: Partial<Explanation> = {}) {
  const signals = Object.entries(standing).map(([name, [role, there, count]]) =>
    explained(makeSignal(name, PATTERN, { role, count }), there),
  );
  const miss = nearMissOf(
    makeRule(
      signals.map(({ signal }) => signal),
      rule,
    ),
    {
      ...{ rule: 'a-rule', entity: ENTITY, holds: false, isOutOfOrder: false, wide: [], signals },
      ...explanation,
    },
  );
  if (miss === undefined) return undefined;
  const { missing: found } = miss;
  if ('signal' in found) return [found.kind, found.signal.signal.name];
  return 'signals' in found ? [found.kind, ...found.signals.map(({ signal }) => signal.name)] : [found.kind];
}

describe('nearMissOf', () => {
  it.each<[string, Standing, readonly string[] | undefined]>([
    ['one signal without evidence', { a: ['required', 1, 1], b: ['required', 0, 1] }, ['signal', 'b']],
    ['one signal short of some', { a: ['required', 1, 1], b: ['required', 1, 5] }, ['signal', 'b']],
    [
      'two signals missing',
      { a: ['required', 1, 1], b: ['required', 0, 1], c: ['required', 0, 1] },
      undefined,
    ],
    ['nothing there', { a: ['required', 0, 1] }, undefined],
    ['a single signal but one', { a: ['required', 4, 5] }, ['signal', 'a']],
    ['a single signal but two', { a: ['required', 3, 5] }, undefined],
    [
      'an optional signal missing',
      { a: ['required', 1, 1], b: ['required', 0, 1], c: ['optional', 0, 1] },
      ['signal', 'b'],
    ],
    ['only an optional signal there', { a: ['required', 0, 1], c: ['optional', 1, 1] }, undefined],
    ['blocked', { a: ['required', 1, 1], u: ['unless', 1, 1] }, ['unless', 'u']],
    ['blocked and short', { a: ['required', 1, 1], b: ['required', 0, 1], u: ['unless', 1, 1] }, undefined],
    ['not blocked', { a: ['required', 1, 1], b: ['required', 0, 1], u: ['unless', 0, 1] }, ['signal', 'b']],
  ])('%s', (_what, standing, expected) => {
    expect(missing(standing)).toEqual(expected);
  });

  const any: Standing = { a: ['any', 1, 1], b: ['any', 0, 1], c: ['any', 0, 1] };

  it('names all signals of `any` of which one more would do', () => {
    expect(missing(any, { any: { atLeast: 2, of: ['a', 'b', 'c'] } })).toEqual(['any', 'b', 'c']);
    expect(missing(any, { any: { atLeast: 3, of: ['a', 'b', 'c'] } })).toBeUndefined();
  });

  it('tells that only the order is wrong', () => {
    const met: Standing = { a: ['required', 1, 1], b: ['required', 1, 1] };
    expect(missing(met, { order: ['a', 'b'] }, { isOutOfOrder: true })).toEqual(['order']);
  });

  it('is none where the rule holds', () => {
    expect(missing({ a: ['required', 1, 1] }, {}, { holds: true })).toBeUndefined();
  });
});
