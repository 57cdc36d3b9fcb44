import { describe, expect, it } from 'vitest';
import { createLiveEngine } from '../../../src/cli/serve/live-engine.ts';
import type { Finding } from '../../../src/core/finding/finding.ts';
import { type Instant, parseInstant } from '../../../src/core/instant.ts';
import { digest } from '../../../src/digest.ts';
import { NO_SINK } from '../../../src/sink.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import type { Store } from '../../../src/store.ts';
import { FIRST_RULES } from '../../fixtures/first-rules.ts';
import { INSTANCE_ARN } from '../../fixtures/make-finding.ts';
import { backdoor, RULE, vulnerability } from '../make-world.ts';

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`${text} is no instant`);
  return instant;
}

async function apply(store: Store, now: Instant, findings: readonly Finding[]): Promise<void> {
  const engine = createLiveEngine({ rules: FIRST_RULES, store, sink: NO_SINK, digest, now: () => now });
  for (const finding of findings) {
    const observation = engine.observe(finding, undefined);
    if (observation !== undefined) await engine.apply(observation);
  }
  await engine.flush();
}

/** The findings of the world, all of them about March 2026. */
const WORLD = [backdoor(), vulnerability(1), vulnerability(2), vulnerability(3)];

function statusesIn(store: Store): Promise<readonly string[]> {
  return store.listIncidents({ limit: 10 }).then((records) => records.map(({ incident }) => incident.status));
}

/** A backdoor of its own, seen once. */
function backdoorAt(id: string, time: string): Finding {
  return backdoor({
    Id: id,
    CreatedAt: time,
    UpdatedAt: time,
    FirstObservedAt: time,
    LastObservedAt: time,
    Service: {},
    ProductFields: {},
  });
}

const BACKDOORS = { rule: RULE, signal: 'backdoor', entity: INSTANCE_ARN };

describe('createLiveEngine', () => {
  it.each([
    ['in their order', WORLD],
    ['in the other order', [...WORLD].reverse()],
  ])('joins a history of long ago %s', async (_, findings) => {
    const store = createMemoryStore();
    await apply(store, at('2029-01-01T00:00:00.000Z'), findings);
    expect(await statusesIn(store)).toEqual(['open']);
  });

  it('keeps an incident open of which a part was forgotten, whatever arrives late', async () => {
    const store = createMemoryStore();
    const now = at('2027-01-01T00:00:00.000Z');
    await apply(store, now, WORLD);
    await apply(store, now, [backdoorAt('newer', '2026-12-31T00:00:00.000Z')]);
    expect(await statusesIn(store)).toEqual(['open']);
    await apply(store, now, [backdoorAt('late', '2026-02-01T00:00:00.000Z')]);
    expect(await statusesIn(store)).toEqual(['open']);
  });

  it('forgets what can join nothing newer, once something newer is applied', async () => {
    const store = createMemoryStore();
    const now = at('2026-12-31T12:00:00.000Z');
    const old = [backdoorAt('old', '2026-03-01T00:00:00.000Z'), ...WORLD.slice(1, 3)];
    await apply(store, now, [...old, vulnerability(9, { UpdatedAt: '2026-03-02T00:00:00.000Z' })]);
    expect(await store.readEvidence(BACKDOORS, { order: 'end', limit: 10 })).toHaveLength(1);
    await apply(store, now, [backdoorAt('newer', '2026-12-31T00:00:00.000Z')]);
    const left = await store.readEvidence(BACKDOORS, { order: 'end', limit: 10 });
    expect(left.map(({ finding }) => finding.id)).toEqual(['newer']);
  });

  it('does not believe a finding of the future', async () => {
    const store = createMemoryStore();
    const now = at('2026-03-10T00:00:00.000Z');
    await apply(store, now, WORLD.slice(0, 3));
    await apply(store, now, [backdoorAt('of the future', '2031-01-01T00:00:00.000Z')]);
    expect(await store.readEvidence(BACKDOORS, { order: 'end', limit: 10 })).toHaveLength(2);
    await apply(store, now, WORLD.slice(3));
    expect(await statusesIn(store)).toEqual(['open']);
  });
});
