import { describe, expect, it } from 'vitest';
import { createIncidentIndex } from '../../../src/api/incident-index/incident-index.ts';
import { createIndexRefresher } from '../../../src/api/incident-index/refresh-index.ts';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import type { Store } from '../../../src/store.ts';
import { recordOf } from '../../store/store-world.ts';

/** A store that others write, and an index over it that was filled before. */
async function makeWorld(records: readonly IncidentRecord[]) {
  const store = createMemoryStore();
  for (const record of records) await store.saveIncident(record);
  const asked: string[] = [];
  const watched: Store = {
    ...store,
    listIncidents: (query) => {
      asked.push(query.status ?? 'all');
      return store.listIncidents(query);
    },
  };
  const index = await createIncidentIndex(store);
  return { store, index, asked, refresher: createIndexRefresher(watched, index) };
}

function resolved(id: string, updatedAt: number, revision: number): IncidentRecord {
  const record = recordOf(id, updatedAt, { revision });
  return { ...record, incident: { ...record.incident, status: 'resolved' } };
}

describe('createIndexRefresher', () => {
  it('finds nothing new where nothing has changed, and asks for open ones alone', async () => {
    const { refresher, asked } = await makeWorld([recordOf('a', 5), recordOf('b', 5)]);
    expect([await refresher.refresh('open'), await refresher.refresh('open')]).toEqual([[], []]);
    expect(asked).toEqual(['open', 'open']);
  });

  it('finds what was opened, changed and resolved', async () => {
    const { store, index, refresher } = await makeWorld([
      recordOf('a', 5),
      recordOf('b', 5),
      recordOf('c', 5),
    ]);
    await store.saveIncident(recordOf('a', 6, { revision: 2 }));
    await store.saveIncident(resolved('b', 6, 2));
    await store.saveIncident(recordOf('d', 6));
    expect([...(await refresher.refresh('open'))].sort()).toEqual(['a', 'b', 'd']);
    expect([...index.all()].map(({ id, status }) => `${id} ${status}`).sort()).toEqual([
      'a open',
      'b resolved',
      'c open',
      'd open',
    ]);
    expect(await refresher.refresh('open')).toEqual([]);
  });

  it('finds what was handled, which changes no instant', async () => {
    const { store, index, refresher } = await makeWorld([recordOf('a', 5)]);
    await refresher.refresh('open');
    const { incident, ...record } = recordOf('a', 5, { revision: 2 });
    const handling = { state: 'acknowledged', by: 'ada', at: incident.updatedAt } as const;
    await store.saveIncident({ ...record, incident: { ...incident, handling } });
    expect(await refresher.refresh('open')).toEqual(['a']);
    expect(index.get('a')?.handling).toEqual(handling);
  });

  it('finds among all what has happened to those that are resolved, and lets go of those that are gone', async () => {
    const { store, index, refresher } = await makeWorld([resolved('a', 5, 1), resolved('b', 5, 1)]);
    await refresher.refresh('all');
    await store.clear();
    await store.saveIncident(resolved('a', 5, 1));
    await store.saveIncident(resolved('a', 7, 2));
    expect(await refresher.refresh('open')).toEqual([]);
    expect([...(await refresher.refresh('all'))].sort()).toEqual(['a', 'b']);
    expect([...index.all()].map(({ id }) => id)).toEqual(['a']);
  });

  it('does not undo what was saved here while a page was on its way', async () => {
    const { store, index, refresher } = await makeWorld([recordOf('a', 5)]);
    const newer = recordOf('a', 6, { revision: 2 });
    await store.saveIncident(newer);
    const late = createIndexRefresher({ ...store, listIncidents: async () => [recordOf('a', 5)] }, index);
    late.put(newer);
    expect(await late.refresh('open')).toEqual([]);
    expect(index.get('a')?.updatedAt).toBe(newer.incident.updatedAt);
    refresher.put(newer);
    expect(await refresher.refresh('open')).toEqual([]);
  });
});
