import { describe, expect, it } from 'vitest';
import { createIncidentIndex } from '../../../src/api/incident-index/incident-index.ts';
import type { Store } from '../../../src/store.ts';
import { storeOfStories } from '../make-api.ts';

describe('createIncidentIndex', () => {
  it('holds every incident of a store, and takes over what is saved', async () => {
    const store = await storeOfStories();
    const [record] = await store.listIncidents({ limit: 1 });
    if (record === undefined) throw new Error('no incident');
    const many: Store = {
      ...store,
      listIncidents: async ({ after, limit }) => {
        const first = after === undefined ? 0 : Number(after) + 1;
        return Array.from({ length: Math.min(limit, 1234 - first) }, (_, at) => ({
          ...record,
          incident: { ...record.incident, id: String(first + at).padStart(5, '0') },
        }));
      },
    };
    const counts: number[] = [];
    const index = await createIncidentIndex(many, (count) => counts.push(count));
    expect([index.size, counts.at(-1)]).toEqual([1234, 1234]);
    expect(new Set([...index.all()].map(({ id }) => id)).size).toBe(1234);
    index.put({ ...record, incident: { ...record.incident, id: '00000', severity: 'LOW' } });
    expect([index.size, index.get('00000')?.severity]).toEqual([1234, 'LOW']);
    expect(index.get('nobody')).toBeUndefined();
  });

  it('counts the evidence of all signals, and lists none of it', async () => {
    const index = await createIncidentIndex(await storeOfStories());
    const incident = index.get('4d0be9a0e5d151fe95ef4e4b5b790bd7');
    expect(incident?.evidence).toBe(
      Object.values(incident?.signals ?? {}).reduce((sum, { count }) => sum + count, 0),
    );
    expect(Object.keys(incident?.signals.backdoor ?? {})).toEqual(['count', 'required', 'isSatisfied']);
  });
});
