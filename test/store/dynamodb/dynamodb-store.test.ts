import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entity } from '../../../src/core/entity/entity.ts';
import { openDynamoDbStore } from '../../../src/store/dynamodb/dynamodb-store.ts';
import { keyOf } from '../../../src/store/dynamodb/item.ts';
import type { Store } from '../../../src/store.ts';
import { faultsIn } from '../../lambda/table-faults.ts';
import { readInPages, readPages } from '../contract/paging.ts';
import { changeOf } from '../contract/saving.ts';
import { entityOf, filingOf, instant, observationOf, PLACE, pieceOf, recordOf } from '../store-world.ts';
import { type DynamoWorld, openDynamoWorld, saveOver } from './dynamo-world.ts';

let world: DynamoWorld;
beforeAll(async () => {
  world = await openDynamoWorld();
});
afterAll(() => world.close());

const ITEM_BYTES_MAX = 400 * 1024;

/** Letters as hashes have them, which hardly compress. */
function noise(text: string, length = 17): string {
  return createHash('sha512').update(text).digest('hex').slice(0, length);
}

describe('a finding about a thousand resources', () => {
  const entities = Array.from({ length: 1000 }, (_, index): Entity => {
    const account = `1111222233${index % 90}`;
    return entityOf('AwsEc2Instance', `arn:aws:ec2:eu-west-1:${account}:instance/i-${noise(String(index))}`);
  });
  const evidenceOf = (version: number) => pieceOf('wide', 1, version, { title: `title ${version}` });
  const filings = (version: number, rules: readonly string[]) =>
    rules.flatMap((rule) =>
      entities.map((entity) => ({
        key: { rule, signal: 'signal', entity: entity.key },
        entity,
        evidence: evidenceOf(version),
      })),
    );
  const versionWith = (version: number, rules: readonly string[]) =>
    observationOf('wide', version, { isMatched: true, filings: filings(version, rules) });

  it('is saved, changed and withdrawn, and no item of it is too large', async () => {
    const table = world.createTable();
    const { store } = world.open(table);
    for (const next of [versionWith(1, ['a']), versionWith(2, ['a', 'b'])]) {
      await saveOver(store, next);
      expect(await store.loadFinding(next.key)).toEqual(next);
    }
    const counts = async (rule: string) => {
      const some = [0, 499, 999].map((index) => entities[index]?.key ?? '');
      return Promise.all(some.map((entity) => store.countEvidence({ rule, signal: 'signal', entity })));
    };
    expect([await counts('a'), await counts('b')]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const sizes = world
      .records(table)
      .map(({ dynamodb: { NewImage } }) => JSON.stringify(NewImage ?? {}).length);
    expect(Math.max(...sizes)).toBeGreaterThan(10_000);
    expect(Math.max(...sizes)).toBeLessThan(ITEM_BYTES_MAX);
    expect(faultsIn(await world.items(table))).toEqual([]);
    await saveOver(store, { ...versionWith(3, ['b']), withdrawal: 'RecordState is ARCHIVED' });
    expect([await counts('a'), await counts('b')]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe('keys that are longer than DynamoDB takes', () => {
  const long = (index: number) => `${'k'.repeat(1500)}${index}`;
  const keys = Array.from({ length: 7 }, (_, index) => long(index));

  it('name neighbours that are told apart, page by page', async () => {
    const { store } = world.open(world.createTable());
    const stated = keys.map((key) => ({
      ends: [entityOf('AwsEc2Instance', long(99)), entityOf('AwsEc2SecurityGroup', key)] as const,
    }));
    await store.saveFinding(changeOf(observationOf('one', 1, { relations: stated }), { stated }));
    const found = await readPages<string>(2, async (page) =>
      (await store.readRelated(long(99), 'AwsEc2SecurityGroup', page)).map(({ key }) => key),
    );
    expect([...found].sort()).toEqual(keys);
    expect(await store.countRelated(long(99), 'AwsEc2SecurityGroup')).toBe(7);
  });

  it('name members of a group', async () => {
    const { store } = world.open(world.createTable());
    for (const key of [...keys, ...keys])
      await store.joinGroup('rule', long(99), entityOf('AwsS3Bucket', key));
    const found = await readPages<string>(2, async (page) =>
      (await store.readGroup('rule', long(99), page)).map(({ key }) => key),
    );
    expect([...found].sort()).toEqual(keys);
  });

  it.each(['end', 'start'] as const)('name evidence, by %s', async (order) => {
    const { store } = world.open(world.createTable());
    const place = { ...PLACE, entity: long(99) };
    for (const id of keys) {
      const piece = pieceOf(id, 1, 2, { values: [id] });
      const next = observationOf(id, 1, { key: piece.finding });
      await store.saveFinding(changeOf(next, { filed: [filingOf(piece, place)] }));
    }
    const found = await readInPages(store, place, { order }, 2);
    expect(found.map(({ finding }) => finding.id).sort()).toEqual(keys);
    expect(found.map(({ values }) => values?.[0]).sort()).toEqual(keys);
    expect(await store.countEvidence(place)).toBe(7);
    expect(await store.spanEvidence(place)).toEqual({ first: 1, last: 2 });
  });

  it('name values that are counted one by one', async () => {
    const { store } = world.open(world.createTable());
    const piece = pieceOf('one', 1, 2, { values: keys });
    await store.saveFinding(changeOf(observationOf('one', 1), { filed: [filingOf(piece)] }));
    expect(await store.countEvidence(PLACE)).toBe(7);
  });
});

describe('lists of incidents', () => {
  const ids = Array.from({ length: 9 }, (_, index) => `incident-${index}`);

  async function flip(store: Store, id: string): Promise<void> {
    const record = await store.loadIncident(id);
    if (record === undefined) throw new Error(`no ${id}`);
    const { incident, revision } = record;
    const status = incident.status === 'open' ? 'resolved' : 'open';
    const updatedAt = instant(incident.updatedAt + 1);
    await store.saveIncident({ incident: { ...incident, status, updatedAt }, revision: revision + 1 });
  }

  it.each(['open', 'resolved', undefined].flatMap((status) => [1, 2, 4].map((limit) => ({ status, limit }))))(
    'hold every incident that stays where it is, once, while others change: $status, $limit a page',
    async ({ status, limit }) => {
      const table = world.createTable();
      const { store } = world.open(table);
      for (const id of ids) await store.saveIncident(recordOf(id, 5));
      for (const id of ['incident-1', 'incident-5', 'incident-8']) await flip(store, id);
      const changing = ['incident-2', 'incident-5', 'incident-7'];
      let turn = 0;
      const reader = world.open(table, {
        tamper: (client) =>
          client.middlewareStack.add(
            (next) => async (args) => {
              await flip(store, changing[turn++ % changing.length] ?? '');
              return next(args);
            },
            { step: 'initialize' },
          ),
      });
      const listed = await readPages<string>(limit, async (page) => {
        const query = status === undefined ? page : { ...page, status: status as 'open' | 'resolved' };
        return (await reader.store.listIncidents(query)).map(({ incident }) => incident.id);
      });
      expect(listed).toEqual([...new Set(listed)].sort());
      const resolved = ['incident-1', 'incident-8'];
      const staying = ids
        .filter((id) => !changing.includes(id))
        .filter((id) => {
          return status === undefined || resolved.includes(id) === (status === 'resolved');
        });
      expect(listed.filter((id) => !changing.includes(id))).toEqual(staying);
      if (status === undefined) expect(listed).toEqual(ids);
    },
  );

  it('leave each incident in one of them, whoever dies while he saves it', async () => {
    for (let last = 0; last < 8; last += 1) {
      const table = world.createTable();
      const { store } = world.open(table);
      await store.saveIncident(recordOf('a', 5));
      let requests = 0;
      const dying = world.open(table, {
        tamper: (client) =>
          client.middlewareStack.add(
            (next) => async (args) => {
              requests += 1;
              if (requests > last) throw new Error('died');
              return next(args);
            },
            { step: 'initialize' },
          ),
      });
      await flip(dying.store, 'a').catch(() => undefined);
      const items = await world.items(table);
      const lists = items.map((item) => keyOf(item).pk).filter((pk) => pk.startsWith('incidents#'));
      const record = await store.loadIncident('a');
      expect(lists, `dead after ${last} requests`).toEqual([`incidents#${record?.incident.status}`]);
      const undelivered = await store.listUndelivered(9);
      expect(undelivered.map(({ incident }) => incident.updatedAt)).toEqual([record?.incident.updatedAt]);
    }
  });
});

describe('an incident that was resolved', () => {
  it('expires when it would have, whoever handles it without knowing when that is', async () => {
    const table = world.createTable();
    const client = world.client();
    const store = openDynamoDbStore({ client, table, resolvedExpiry: () => 4_000_000_000 });
    await store.saveIncident(recordOf('handled', 1));
    const { incident, ...record } = recordOf('handled', 2);
    const resolved = { ...incident, status: 'resolved' } as const;
    await store.saveIncident({ ...record, incident: resolved, revision: 2 });
    const expiries = async () =>
      (await world.items(table)).flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt.N]));
    const before = await expiries();
    expect(before).toEqual(['4000000000', '4000000000']);
    const handling = { state: 'false-positive', by: 'ada', at: instant(3) } as const;
    await openDynamoDbStore({ client, table }).saveIncident({
      ...record,
      incident: { ...resolved, handling },
      revision: 3,
    });
    expect(await expiries()).toEqual(before);
    expect((await store.loadIncident('handled'))?.incident.handling).toEqual(handling);
  });
});
