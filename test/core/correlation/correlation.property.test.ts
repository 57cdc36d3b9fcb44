import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/core/correlation/incident.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';
import { createEngine } from '../../../src/engine.ts';
import { NO_SINK } from '../../../src/sink.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { type Delivery, type ExpectedIncident, expectIncidents } from './oracle.ts';
import { deliveries, rules } from './random-world.ts';

const RUNS = Number(process.env.CORROBORATE_PROPERTY_RUNS ?? 10_000);

async function openIncidents(
  ruleList: readonly Rule[],
  arrivals: readonly Delivery[],
): Promise<readonly Incident[]> {
  const store = createMemoryStore();
  const engine = createEngine({ rules: ruleList, store, sink: NO_SINK, digest });
  for (const { finding, time } of arrivals) {
    const observation = engine.observe(finding, time);
    if (observation !== undefined) await engine.apply(observation);
  }
  const records = await store.listIncidents({ status: 'open', limit: 1000 });
  return records.map(({ incident }) => incident);
}

function toExpected({
  id,
  rule,
  entity,
  severity,
  firstObserved,
  lastObserved,
  signals,
}: Incident): ExpectedIncident {
  const shown = Object.entries(signals).map(([name, { count, isSatisfied, findings }]) => {
    return [name, { count, isSatisfied, findings }] as const;
  });
  return {
    id,
    rule: rule.id,
    entity: entity.key,
    severity,
    firstObserved,
    lastObserved,
    signals: Object.fromEntries(shown),
  };
}

/** What must not depend on the order of arrival, as bytes. */
function asBytes(incidents: readonly Incident[]): string {
  return JSON.stringify(
    incidents.map((incident) => {
      const at = 0 as Instant;
      const { resolution: _, ...rest } = incident;
      return { ...rest, openedAt: at, updatedAt: at };
    }),
  );
}

describe('correlation', () => {
  it('opens the incidents that the definition demands', async () => {
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(rules, deliveries, async (ruleList, arrivals) => {
        const incidents = await openIncidents(ruleList, arrivals);
        opened += incidents.length;
        expect(incidents.map(toExpected)).toEqual(expectIncidents(ruleList, arrivals));
      }),
      { numRuns: RUNS },
    );
    expect(opened).toBeGreaterThan(RUNS / 10);
  }, 600_000);

  it('does not depend on the order, the repetition or the batches of the deliveries', async () => {
    const shuffled = deliveries.chain((arrivals) =>
      fc.tuple(
        fc.constant(arrivals),
        fc.shuffledSubarray([...arrivals, ...arrivals], { minLength: arrivals.length * 2 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(rules, shuffled, async (ruleList, [arrivals, again]) => {
        const first = await openIncidents(ruleList, arrivals);
        expect(asBytes(await openIncidents(ruleList, again))).toBe(asBytes(first));
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
