import { describe, expect, it } from 'vitest';
import { listSelected } from '../../src/cli/list-selected.ts';
import type { Incident, IncidentRecord } from '../../src/core/correlation/incident.ts';
import type { SeverityLabel } from '../../src/core/finding/finding.ts';
import type { Instant } from '../../src/core/instant.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';

/** An incident that opened, and resolved where that is wanted. */
function incident(
  id: string,
  severity: SeverityLabel,
  status: Incident['status'],
  updatedAt: number,
): Incident {
  const at = updatedAt as Instant;
  return {
    id,
    rule: { id: 'r', version: 1 },
    entity: { type: 'Other', key: id },
    status,
    severity,
    title: id,
    firstObserved: at,
    lastObserved: at,
    openedAt: at,
    updatedAt: at,
    signals: {},
  };
}

async function storeOf(incidents: readonly Incident[]) {
  const store = createMemoryStore();
  for (const each of incidents) {
    const record: IncidentRecord = { incident: each, revision: 1 };
    await store.saveIncident(record);
  }
  return store;
}

describe('listSelected', () => {
  it('gives open before resolved, the most severe first, then the latest, then by id', async () => {
    const store = await storeOf([
      incident('a', 'CRITICAL', 'resolved', 9),
      incident('b', 'LOW', 'open', 9),
      incident('c', 'HIGH', 'open', 1),
      incident('d', 'HIGH', 'open', 2),
      incident('f', 'HIGH', 'open', 1),
      incident('e', 'CRITICAL', 'open', 0),
    ]);
    const { incidents } = await listSelected(store, { status: 'all' });
    expect(incidents.map(({ id }) => id)).toEqual(['e', 'd', 'c', 'f', 'b', 'a']);
  });

  it.each([1, 7, 200, 450, 1000])('gives the same first %i whichever page they come from', async (limit) => {
    const severities = ['LOW', 'CRITICAL', 'MEDIUM', 'HIGH'] as const;
    const store = await storeOf(
      Array.from({ length: 901 }, (_, at) => {
        return incident(String(at).padStart(4, '0'), severities[at % 4] ?? 'LOW', 'open', (at * 7919) % 1009);
      }),
    );
    const all = await listSelected(store, { status: 'open' });
    const { incidents, count } = await listSelected(store, { status: 'open', limit });
    expect(count).toBe(901);
    expect(incidents).toEqual(all.incidents.slice(0, limit));
  });
});
