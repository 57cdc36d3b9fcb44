import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, meets, windowAt } from '../../../src/core/correlation/evidence.ts';
import { distinctPieces, type EvidenceBySignal } from '../../../src/core/correlation/holds-at.ts';
import { nearestInstant } from '../../../src/core/explain/nearest-instant.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { makeRule, makeSignal } from '../rule/make-rule.ts';

const PATTERN = { Region: ['eu-west-1'] };

function piece(id: number, from: number, to: number, values?: readonly string[]): Evidence {
  return {
    finding: { productArn: 'a', id: String(id) },
    title: '',
    kind: 'activity',
    ...{ from: from as Instant, to: to as Instant, lastObserved: to as Instant },
    ...(values && { values }),
  };
}

/** The definition: every instant at which a window can begin, each with a look at all pieces. */
function nearestByDefinition({ signals, withinMs }: Rule, pieces: EvidenceBySignal): Instant | undefined {
  const deciding = signals.filter(({ role }) => role === 'required' || role === 'any');
  const starts = [...pieces.values()].flat().flatMap(({ from, to }) => [to, from - withinMs]);
  const tried = [...new Set(starts)].map((start) => {
    const window = windowAt(start as Instant, withinMs);
    let score = 0;
    let distance = 0;
    for (const { name, count } of deciding) {
      const all = pieces.get(name) ?? [];
      const met = distinctPieces(
        all.filter((each) => meets(each, window)),
        count,
      ).length;
      score += met >= count ? 1 : (met / count) * 0.5;
      const outside = all
        .map(({ from, to }) => Math.max(0, from - window.end, window.start - to))
        .filter((missed) => missed > 0)
        .sort((a, b) => a - b);
      if (met < count) distance += outside[Math.min(count - met, outside.length) - 1] ?? 0;
    }
    return { at: window.start, score, distance };
  });
  return tried.sort((a, b) => b.score - a.score || a.distance - b.distance || b.at - a.at)[0]?.at;
}

const arbitraryPieces: fc.Arbitrary<readonly Evidence[]> = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: 20 }),
      length: fc.constantFrom(0, 0, 1, 5),
      values: fc.constantFrom(undefined, ['a'], ['b'], ['a', 'b', 'c']),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map(({ from, length, values }, id) => piece(id, from, from + length, values)));

describe('the instant at which a rule comes nearest to holding', () => {
  it('is that of the definition, whatever there is', () => {
    const signal = fc.record({
      role: fc.constantFrom('required', 'any', 'unless', 'optional'),
      count: fc.integer({ min: 1, max: 4 }),
      pieces: arbitraryPieces,
    });
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 3 }), fc.integer({ min: 0, max: 6 }), (signals, withinMs) => {
        const named = signals.map((each, at) => ({ ...each, name: `signal-${at}` }));
        const rule = makeRule(
          named.map(({ name, role, count }) => makeSignal(name, PATTERN, { role, count })),
          { withinMs },
        );
        const pieces = new Map(named.map((each) => [each.name, each.pieces]));
        expect(nearestInstant(rule, pieces)).toBe(nearestByDefinition(rule, pieces));
      }),
      { numRuns: 2000 },
    );
  });

  it('is found among very many pieces without looking at all of them each time', () => {
    let looks = 0;
    const pieces = Array.from({ length: 5000 }, (_, id) => {
      const own = piece(id, id, id);
      return {
        ...own,
        get values(): undefined {
          looks += 1;
          return undefined;
        },
      };
    });
    const rule = makeRule([makeSignal('a', PATTERN, { count: 10 }), makeSignal('b', PATTERN)], {
      withinMs: 3,
    });
    expect(nearestInstant(rule, new Map([['a', pieces as never]]))).toBe(4993);
    expect(looks).toBeLessThan(3 * pieces.length);
  });
});
