import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/correlation/evidence.ts';
import { type EvidenceBySignal, holdsAt } from '../../../src/core/correlation/holds-at.ts';
import { findLatestInstant } from '../../../src/core/correlation/latest-instant.ts';
import type { SignalEvidence } from '../../../src/core/correlation/signal-evidence.ts';
import { signalEvidence } from '../../../src/core/correlation/signal-evidence.ts';
import { sweepForLatest } from '../../../src/core/correlation/sweep.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Rule, Signal } from '../../../src/core/rule/rule.ts';
import { createEvidenceList } from '../../../src/store/memory/evidence-list.ts';

const LAST = 14;

const piece = fc.record({ from: fc.nat(LAST), length: fc.nat(4), value: fc.constantFrom('a', 'b', 'c') });

const signal = fc.record({
  role: fc.constantFrom('required', 'any', 'any', 'unless') as fc.Arbitrary<Signal['role']>,
  count: fc.constantFrom(1, 1, 2),
  hasValues: fc.boolean(),
  pieces: fc.array(piece, { maxLength: 4 }),
});

const world = fc.record({
  signals: fc.array(signal, { minLength: 1, maxLength: 4 }),
  within: fc.nat(3),
  atLeast: fc.integer({ min: 1, max: 2 }),
  isOrdered: fc.boolean(),
});

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

interface World {
  readonly rule: Rule;
  readonly evidence: EvidenceBySignal;
}

function toWorld(drawn: Drawn<typeof world>): World {
  const signals: Signal[] = drawn.signals.map(({ role, count }, index) => ({
    name: `s${index}`,
    role: index === 0 ? 'required' : role,
    match: [],
    count,
  }));
  const deciding = signals.filter(({ role }) => role !== 'unless').map(({ name }) => name);
  const anyOf = signals.filter(({ role }) => role === 'any').map(({ name }) => name);
  const rule: Rule = {
    id: 'rule',
    version: 1,
    status: 'test',
    title: '',
    severity: 'HIGH',
    description: '',
    references: [],
    attack: [],
    requires: [],
    entity: 'AwsEc2Instance',
    withinMs: drawn.within,
    signals,
    ...(anyOf.length > 0 ? { any: { atLeast: Math.min(drawn.atLeast, anyOf.length), of: anyOf } } : {}),
    ...(drawn.isOrdered && deciding.length > 1 ? { order: deciding } : {}),
  };
  const evidence = new Map(
    drawn.signals.map(({ pieces, hasValues }, index) => [
      `s${index}`,
      pieces.map((each, place) => toEvidence(each, `${index}-${place}`, hasValues)),
    ]),
  );
  return { rule, evidence };
}

function toEvidence({ from, length, value }: Drawn<typeof piece>, id: string, hasValues: boolean): Evidence {
  return {
    finding: { productArn: 'product', id },
    title: '',
    kind: 'activity',
    from: from as Instant,
    to: (from + length) as Instant,
    lastObserved: from as Instant,
    ...(hasValues ? { values: [value] } : {}),
  };
}

/** Every instant is tried: they are few. */
function latestOf({ rule, evidence }: World, start = -10, end = LAST + 10): number | undefined {
  for (let at = end; at >= start; at -= 1) if (holdsAt(rule, at as Instant, evidence)) return at;
  return undefined;
}

function asRead({ rule, evidence }: World): ReadonlyMap<string, SignalEvidence> {
  return new Map(
    rule.signals.map((each) => {
      const list = createEvidenceList();
      for (const one of evidence.get(each.name) ?? []) list.add(one);
      const reader = {
        readEvidence: async (_: unknown, query: Parameters<typeof list.read>[0]) => list.read(query),
        countEvidence: async () => list.count(),
        spanEvidence: async () => list.span(),
        readRelated: async () => [],
        countRelated: async () => 0,
        measureRelated: async () => ({ count: 0, isMarkedWide: false }),
        readGroup: async () => [],
      };
      return [
        each.name,
        signalEvidence(each, [{ entity: 'e', rule: rule.id, signal: each.name }], reader, []),
      ];
    }),
  );
}

describe('the latest instant at which a rule holds', () => {
  it('is found by sweeping any range, as by trying every instant of it', () => {
    fc.assert(
      fc.property(
        world.map(toWorld),
        fc.integer({ min: -4, max: LAST }),
        fc.nat(12),
        (drawn, start, length) => {
          const range = { start: start as Instant, end: (start + length) as Instant };
          expect(sweepForLatest(drawn.rule, drawn.evidence, range)).toBe(
            latestOf(drawn, range.start, range.end),
          );
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('is found after a change from the answer before it', async () => {
    await fc.assert(
      fc.asyncProperty(world.map(toWorld), fc.nat(3), fc.nat(3), async (after, s, p) => {
        const name = after.rule.signals[s % after.rule.signals.length]?.name ?? '';
        const pieces = after.evidence.get(name) ?? [];
        const changed = pieces[p % Math.max(pieces.length, 1)];
        if (changed === undefined) return;
        const without = pieces.filter((each) => each !== changed);
        const before = { rule: after.rule, evidence: new Map([...after.evidence, [name, without]]) };
        const span = { start: changed.from, end: changed.to };
        const whenAdded = await findLatestInstant(
          after.rule,
          asRead(after),
          latestOf(before) as Instant,
          span,
        );
        expect(whenAdded).toBe(latestOf(after));
        const whenRemoved = await findLatestInstant(
          after.rule,
          asRead(before),
          latestOf(after) as Instant,
          span,
        );
        expect(whenRemoved).toBe(latestOf(before));
      }),
      { numRuns: 10_000 },
    );
  });
});
