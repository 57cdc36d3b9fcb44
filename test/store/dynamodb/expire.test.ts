import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import { readStreamRecord } from '../../../src/lambda/stream-record.ts';
import type { AccountTable } from '../../../src/store/dynamodb/account-table.ts';
import { fromFindingItem } from '../../../src/store/dynamodb/finding-item.ts';
import { type Item, keyOf, toNumber } from '../../../src/store/dynamodb/item.ts';
import type { StreamRecord } from '../../account/dynamodb/stream.ts';
import { faultsIn } from '../../lambda/table-faults.ts';
import { type DynamoWorld, openDynamoWorld, placeAt, saveOver, versionOf } from './dynamo-world.ts';

let world: DynamoWorld;
beforeAll(async () => {
  world = await openDynamoWorld();
});
afterAll(() => world.close());

/** A table in which a piece expires at its end, in seconds of the world, which begins at 1. */
interface Kept {
  readonly name: string;
  readonly table: AccountTable;
  items(): Promise<readonly Item[]>;
}

const START_S = Date.UTC(2026, 0, 5, 12) / 1000;

function openTable(writesMax = 100): Kept {
  const name = world.createTable();
  const table = world.open(name, { writesMax, expiryOf: (_, { to }) => START_S + to });
  return { name, table, items: () => world.items(name) };
}

/** Lets the pieces that have ended go, and gives the records of it. */
function expire(seconds: number): readonly StreamRecord[] {
  world.advance(seconds * 1000);
  return world.sweep().filter(({ dynamodb }) => dynamodb.OldImage?.start !== undefined);
}

async function settle(table: AccountTable, records: readonly StreamRecord[], times = 2): Promise<void> {
  for (let time = 0; time < times; time += 1)
    for (const { eventID, dynamodb } of records)
      await table.expirePiece(eventID, (dynamodb.OldImage ?? {}) as Item);
}

let endS = 0;
/** An end that comes after all that has expired so far. */
function nextEnd(): number {
  endS += 1000;
  return endS;
}

async function counts({ table }: Kept, places: number): Promise<readonly number[]> {
  const found = [];
  for (let place = 0; place < places; place += 1) found.push(await table.store.countEvidence(placeAt(place)));
  return found;
}

/** What may happen to a finding after TTL has removed its evidence, and before that is discounted. */
const BETWEEN: readonly {
  readonly name: string;
  readonly next: (to: number) => Observation | undefined;
  readonly left: readonly number[];
}[] = [
  { name: 'nothing', next: () => undefined, left: [0, 1] },
  {
    name: 'it is filed again, under the same end',
    next: (to) => ({ ...versionOf(2, { places: [0], values: ['c'], to: to - 500 }) }),
    left: [1, 1],
  },
  {
    name: 'it is filed again, under a later end',
    next: (to) => versionOf(2, { places: [0], values: ['a', 'c'], to: to + 10_000_000 }),
    left: [2, 1],
  },
  { name: 'it is withdrawn', next: () => versionOf(2, { places: [] }), left: [0, 1] },
  {
    name: 'it is filed elsewhere as well',
    next: (to) => versionOf(2, { places: [0, 1], values: ['a'], to: to + 10_000_000 }),
    left: [1, 1],
  },
];

describe('evidence that TTL has removed', () => {
  it.each(BETWEEN.flatMap((each) => [100, 4].map((writesMax) => ({ ...each, writesMax }))))(
    'is discounted once when $name in between, $writesMax writes a step',
    async ({ next, left, writesMax }) => {
      const kept = openTable(writesMax);
      const to = nextEnd();
      const stays = versionOf(1, { id: 'two', places: [1], values: ['a'], to: to + 10_000_000 });
      await saveOver(kept.table.store, stays);
      await saveOver(kept.table.store, versionOf(1, { places: [0], values: ['a', 'b'], to: to - 500 }));
      const records = expire(1000);
      expect(records).toHaveLength(1);
      const after = next(to);
      if (after !== undefined) await saveOver(kept.table.store, after);
      await settle(kept.table, records);
      expect(await counts(kept, 2)).toEqual(left);
      expect(faultsIn(await kept.items())).toEqual([]);
    },
  );

  it.each([100, 4])('is discounted before what comes after, too, %i writes a step', async (writesMax) => {
    const kept = openTable(writesMax);
    const to = nextEnd();
    await saveOver(kept.table.store, versionOf(1, { places: [0, 1], values: ['a', 'b'], to: to - 500 }));
    await settle(kept.table, expire(1000));
    expect(await counts(kept, 2)).toEqual([0, 0]);
    await saveOver(kept.table.store, versionOf(2, { places: [0], values: ['b'], to: to + 10_000_000 }));
    expect(await counts(kept, 2)).toEqual([1, 0]);
    expect(faultsIn(await kept.items())).toEqual([]);
  });

  it('leaves nothing at a place that is empty', async () => {
    const kept = openTable();
    const to = nextEnd();
    await saveOver(kept.table.store, versionOf(1, { places: [0], values: ['a'], to: to - 500 }));
    await settle(kept.table, expire(1000));
    expect((await kept.items()).filter((item) => keyOf(item).pk.startsWith('evidence#'))).toEqual([]);
  });

  it('is still told as withdrawn when the finding is, in steps', async () => {
    const kept = openTable(4);
    const to = nextEnd();
    const places = [0, 1, 2, 3, 4];
    await saveOver(kept.table.store, versionOf(1, { places, to: to - 500 }));
    const records = expire(1000);
    await saveOver(kept.table.store, versionOf(2, { places: [] }));
    const last = world
      .records(kept.name)
      .filter(({ dynamodb: { Keys } }) => Keys.pk?.S?.startsWith('finding#') === true)
      .at(-1);
    const news = readStreamRecord(last as object as DynamoDBRecord);
    const withdrawn = news.kind === 'saved' ? news.change.withdrawn : [];
    expect(withdrawn.map(({ key }) => key)).toEqual(places.map(placeAt));
    await settle(kept.table, records);
    expect(faultsIn(await kept.items())).toEqual([]);
  });
});

describe('a finding that TTL has removed', () => {
  /** A table without a finding that states relations to the groups 0 to 3; another one states the last of them. */
  async function openExpired(): Promise<Kept & { readonly image: Item }> {
    const kept = openTable(4);
    await saveOver(kept.table.store, versionOf(1, { groups: [0, 1, 2, 3] }));
    await saveOver(kept.table.store, versionOf(1, { id: 'two', groups: [3] }));
    const one = await held(kept);
    if (one === undefined) throw new Error('the finding was not saved');
    await world.remove(kept.name, one);
    return { ...kept, image: { ...one, expiresAt: toNumber(START_S) } };
  }
  const related = async ({ table }: Kept) =>
    (await table.store.readRelated('i-1', 'AwsEc2SecurityGroup', { limit: 9 })).map(({ key }) => key);
  const held = async ({ items }: Kept) =>
    (await items()).find((item) => {
      return keyOf(item).pk.startsWith('finding#') && fromFindingItem(item).observation.key.id === 'one';
    });

  it('ends the relations that it was the last to state, once', async () => {
    const kept = await openExpired();
    for (let delivery = 0; delivery < 2; delivery += 1) {
      await kept.table.expireFinding('event', kept.image);
      expect(await related(kept)).toHaveLength(1);
      expect(faultsIn(await kept.items())).toEqual([]);
    }
  });

  it('is put back as it was, for longer, and states its relations however often that is told', async () => {
    const kept = await openExpired();
    expect(await kept.table.keepFinding('event', kept.image)).toBe(true);
    expect(await kept.table.keepFinding('event', kept.image)).toBe(false);
    await kept.table.expireFinding('event', kept.image);
    expect(await related(kept)).toHaveLength(4);
    const { expiresAt, ...item } = (await held(kept)) ?? {};
    expect({ ...item, expiresAt: kept.image.expiresAt }).toEqual(kept.image);
    expect(Number(expiresAt?.N)).toBeGreaterThan(START_S + 89 * 86_400);
    expect(faultsIn(await kept.items())).toEqual([]);
  });

  it('is not put back over one that has come anew, nor where it has expired before', async () => {
    const kept = await openExpired();
    await saveOver(kept.table.store, versionOf(2, { groups: [0] }));
    expect(await kept.table.keepFinding('event', kept.image)).toBe(false);
    await kept.table.expireFinding('event', kept.image);
    expect(await related(kept)).toHaveLength(2);
    expect(faultsIn(await kept.items())).toEqual([]);
    const other = await openExpired();
    await other.table.expireFinding('event', other.image);
    expect(await other.table.keepFinding('event', other.image)).toBe(false);
    expect(await held(other)).toBeUndefined();
  });
});
