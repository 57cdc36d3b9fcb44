import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../../src/case-file/boundary/holds.ts';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import { holdsAt } from '../../../src/core/correlation/holds-at.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { makeRule } from '../make-suite.ts';

const LAST = 12;

const piece = fc.record({ from: fc.nat(LAST), length: fc.nat(4), value: fc.constantFrom('a', 'b', 'c') });

const world = fc.record({
  signals: fc.array(
    fc.record({
      role: fc.constantFrom<Signal['role']>('required', 'any', 'any', 'optional'),
      count: fc.constantFrom(1, 1, 2),
      pieces: fc.array(piece, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  within: fc.nat(3),
  atLeast: fc.integer({ min: 1, max: 2 }),
  isOrdered: fc.boolean(),
});

const HEAD = makeRule('within: 1s\nsignals: { one: { match: { Region: [y] } } }\n');

type Drawn = typeof world extends fc.Arbitrary<infer T> ? T : never;

function toRule({ signals: drawn, within, atLeast, isOrdered }: Drawn): Rule {
  const signals = drawn.map(({ role, count }, index): Signal => {
    return { name: `s${index}`, role: index === 0 ? 'required' : role, match: [], count };
  });
  const of = signals.filter(({ role }) => role === 'any').map(({ name }) => name);
  const deciding = signals.filter(({ role }) => role !== 'optional').map(({ name }) => name);
  return {
    ...HEAD,
    withinMs: within,
    signals,
    ...(of.length > 0 && { any: { atLeast: Math.min(atLeast, of.length), of } }),
    ...(isOrdered && deciding.length > 1 && { order: deciding }),
  };
}

function toEvidence({ signals }: Drawn): ReadonlyMap<string, readonly Evidence[]> {
  return new Map(
    signals.map(({ pieces }, index) => [
      `s${index}`,
      pieces.map(({ from, length, value }, place): Evidence => {
        const [start, end] = [from as Instant, (from + length) as Instant];
        const finding = { productArn: 'p', id: `${index}-${place}` };
        return {
          finding,
          title: '',
          kind: 'activity',
          from: start,
          to: end,
          lastObserved: end,
          values: [value],
        };
      }),
    ]),
  );
}

describe('holds', () => {
  it('says what the core says of every instant', () => {
    let held = 0;
    fc.assert(
      fc.property(world, (drawn) => {
        const [rule, evidence] = [toRule(drawn), toEvidence(drawn)];
        const instants = Array.from({ length: LAST + 12 }, (_, index) => (index - 6) as Instant);
        const expected = instants.some((at) => holdsAt(rule, at, evidence));
        if (expected) held += 1;
        expect(holds(rule, evidence)).toBe(expected);
        const { order: _order, ...unordered } = rule;
        expect(holds(rule, evidence, { order: false })).toBe(holds(unordered, evidence));
      }),
      { numRuns: 2000 },
    );
    expect(held).toBeGreaterThan(200);
  });
});
