import { expect, it } from 'vitest';
import type { IncidentRecord } from '../../../src/core/correlation/incident.ts';
import { handle } from '../../../src/core/handling/handle.ts';
import { ConflictError, type Store } from '../../../src/store.ts';
import { instant, recordOf } from '../store-world.ts';
import { readPages } from './paging.ts';

/** What a store promises about incidents and their delivery. */
export function describeIncidents(store: () => Store): void {
  it('gives an incident back exactly', async () => {
    const record = recordOf('one', 5);
    await store().saveIncident(record);
    expect(await store().loadIncident('one')).toStrictEqual(record);
    expect(await store().loadIncident('two')).toBeUndefined();
  });

  it.each([
    { held: [], revision: 2 },
    { held: [1], revision: 1 },
    { held: [1], revision: 3 },
    { held: [1, 2], revision: 2 },
  ])('refuses revision $revision over $held, and changes nothing', async ({ held, revision }) => {
    for (const each of held) await store().saveIncident(recordOf('one', each, { revision: each }));
    const before = await store().loadIncident('one');
    const refused = store().saveIncident(recordOf('one', 50, { revision }));
    await expect(refused).rejects.toThrow(ConflictError);
    expect(await store().loadIncident('one')).toEqual(before);
    expect(await store().listUndelivered(9)).toHaveLength(held.length > 0 ? 1 : 0);
  });

  it.each([1, 2, 3, 100])('lists incidents in the order of ids, by status, %i a page', async (limit) => {
    for (const id of ['d', 'a', 'e', 'c', 'b']) await store().saveIncident(recordOf(id, 1));
    for (const id of ['b', 'd']) await store().saveIncident(resolved(recordOf(id, 1), 2));
    const list = (status?: 'open' | 'resolved') =>
      readPages<string>(limit, async (page) => {
        const query = status === undefined ? page : { ...page, status };
        return (await store().listIncidents(query)).map(({ incident }) => incident.id);
      });
    expect(await list()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await list('open')).toEqual(['a', 'c', 'e']);
    expect(await list('resolved')).toEqual(['b', 'd']);
  });

  const undelivered = async () => (await store().listUndelivered(100)).map(({ incident }) => incident.id);

  it('lists what has not been delivered, until it has', async () => {
    for (const id of ['a', 'b', 'c']) await store().saveIncident(recordOf(id, 5));
    expect(await undelivered()).toEqual(['a', 'b', 'c']);
    await store().markDelivered('b', instant(5));
    expect(await undelivered()).toEqual(['a', 'c']);
    expect((await store().loadIncident('b'))?.deliveredAt).toBe(5);
    await store().markDelivered('nobody', instant(5));
  });

  it.each([1, 2, 3, 100])('lists it in the order of ids, %i a page', async (limit) => {
    for (const id of ['d', 'a', 'e', 'aa', 'b']) await store().saveIncident(recordOf(id, 10 - id.length));
    await store().saveIncident(recordOf('a', 20, { revision: 2 }));
    await store().saveIncident(recordOf('c', 1));
    await store().markDelivered('c', instant(1));
    const ids = await readPages<string>(limit, async ({ after }) =>
      (await store().listUndelivered(limit, after)).map(({ incident }) => incident.id),
    );
    expect(ids).toEqual(['a', 'aa', 'b', 'd', 'e']);
  });

  it('lists again what has changed since', async () => {
    await store().saveIncident(recordOf('a', 5));
    await store().markDelivered('a', instant(5));
    await store().saveIncident(resolved(recordOf('a', 5), 6));
    const [record] = await store().listUndelivered(9);
    expect(record).toStrictEqual({ ...resolved(recordOf('a', 5), 6), deliveredAt: 5 });
    expect(await store().loadIncident('a')).toStrictEqual(record);
  });

  it('does not list a change that has the same updatedAt: a refresh is not delivered', async () => {
    await store().saveIncident(recordOf('a', 5));
    await store().markDelivered('a', instant(5));
    await store().saveIncident(recordOf('a', 5, { revision: 2 }));
    expect(await undelivered()).toEqual([]);
  });

  it.each([
    { name: 'delivered', isDelivered: true, expected: [] },
    { name: 'not delivered yet', isDelivered: false, expected: ['a'] },
  ])(
    'leaves the delivery as it was when somebody handles what is $name',
    async ({ isDelivered, expected }) => {
      await store().saveIncident(recordOf('a', 5));
      if (isDelivered) await store().markDelivered('a', instant(5));
      const known = await store().loadIncident('a');
      const actions = [{ action: 'acknowledge' }, { action: 'assign', assignee: 'anna' }] as const;
      let record = known;
      for (const action of actions) {
        const handled = record && handle(record, action, { by: 'anna', at: instant(99) });
        if (handled === undefined || typeof handled === 'string') throw new Error(handled ?? 'none');
        await store().saveIncident(handled);
        record = await store().loadIncident('a');
        expect(record).toStrictEqual(handled);
        expect(await undelivered()).toEqual(expected);
      }
    },
  );

  it('still lists a state newer than the one that was delivered', async () => {
    await store().saveIncident(recordOf('a', 5));
    await store().saveIncident(resolved(recordOf('a', 5), 6));
    await store().markDelivered('a', instant(5));
    expect(await undelivered()).toEqual(['a']);
  });

  it('does not take back that a later state was delivered', async () => {
    await store().saveIncident(recordOf('a', 5));
    await store().markDelivered('a', instant(5));
    await store().markDelivered('a', instant(4));
    expect(await undelivered()).toEqual([]);
    expect((await store().loadIncident('a'))?.deliveredAt).toBe(5);
  });

  it('takes deliveredAt from markDelivered alone', async () => {
    await store().saveIncident(recordOf('a', 5, { deliveredAt: instant(99) }));
    expect((await store().loadIncident('a'))?.deliveredAt).toBeUndefined();
    expect(await undelivered()).toEqual(['a']);
  });
}

function resolved({ incident, witness, ...record }: IncidentRecord, updatedAt: number): IncidentRecord {
  return {
    ...record,
    revision: record.revision + 1,
    incident: {
      ...incident,
      status: 'resolved',
      updatedAt: instant(updatedAt),
      resolution: { at: instant(updatedAt), reason: 'because' },
    },
  };
}
