import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeFrom } from '../../../src/core/correlation/finding-change.ts';
import { ConflictError, type Store } from '../../../src/store.ts';
import { faultsIn } from '../../lambda/table-faults.ts';
import { type DynamoWorld, openDynamoWorld, saveOver, tellAll, versionOf } from './dynamo-world.ts';

const PLACES = 5;
const GROUPS = 4;
const STEP = 7;

let world: DynamoWorld;
beforeAll(async () => {
  world = await openDynamoWorld();
});
afterAll(() => world.close());

const neighbour = versionOf(1, { id: 'two', places: [0, 1, 2], values: ['a', 'b'], groups: [0, 1] });
const first = versionOf(1, { places: [0, 1, 2], values: ['a', 'c'], groups: [0, 1] });
const second = versionOf(2, { places: [1, 2, 3], values: ['b', 'c'], to: 3, groups: [1, 3] });
const third = versionOf(3, { places: [2, 4], values: ['e'], groups: [3] });

/** A table that holds a finding with its evidence, and another that shares its places, values and relations. */
async function openTable(): Promise<string> {
  const table = world.createTable();
  const { store } = world.open(table);
  await saveOver(store, neighbour);
  await saveOver(store, first);
  return table;
}

/** What a table says when no save was ever left halfway. */
async function toldAfter(...versions: readonly (typeof first)[]): Promise<object> {
  const { store } = world.open(await openTable());
  for (const next of versions) await saveOver(store, next);
  return tellAll(store, PLACES, GROUPS);
}

/** Calls `meet` before each request of a client, with its number from 1 on. */
function atRequest(meet: (request: number) => Promise<void> | void) {
  let requests = 0;
  return (client: DynamoDBClient): void => {
    client.middlewareStack.add(
      (next) => async (args) => {
        requests += 1;
        await meet(requests);
        return next(args);
      },
      { step: 'initialize' },
    );
  };
}

/**
 * Saves the second version over and over in new tables, each time with `meet` before another of its requests, the
 * first, the second and so on; `end` is what that save came to.
 */
async function* savesMetBy(meet: (other: Store) => Promise<unknown>) {
  for (let at = 1; ; at += 1) {
    const table = await openTable();
    const { store } = world.open(table, { writesMax: STEP });
    let isReached = false;
    const slow = world.open(table, {
      writesMax: STEP,
      tamper: atRequest(async (request) => {
        if (request !== at) return;
        isReached = true;
        await meet(store);
      }),
    });
    const end = await saveOver(slow.store, second).catch((error: unknown) => error);
    if (!isReached) {
      expect(at, 'a save in steps makes many requests').toBeGreaterThan(5);
      return;
    }
    yield { at, table, store, end };
  }
}

const tell = (store: Store) => tellAll(store, PLACES, GROUPS);

describe('a save in steps', () => {
  it('that dies at any of its requests is completed by whoever loads the finding', async () => {
    const [before, after] = [await toldAfter(), await toldAfter(second)];
    let halfway = 0;
    for (let last = 0; ; last += 1) {
      const table = await openTable();
      const dying = world.open(table, {
        writesMax: STEP,
        tamper: atRequest((request) => {
          if (request > last) throw new Error('died');
        }),
      });
      const isDone = await saveOver(dying.store, second).then(
        () => true,
        () => false,
      );
      const isHalf = (await world.items(table)).some(({ pending }) => pending !== undefined);
      halfway += isHalf ? 1 : 0;
      const { store } = world.open(table);
      const held = await store.loadFinding(first.key);
      expect(await tell(store), `dead after ${last} requests`).toEqual(
        held?.order === second.order ? after : before,
      );
      expect(faultsIn(await world.items(table)), `dead after ${last} requests`).toEqual([]);
      if (isDone) break;
    }
    expect(halfway).toBeGreaterThan(5);
  });

  it('comes to the same where a third dies while he completes it', async () => {
    const after = await toldAfter(second);
    for (let last = 2; last < 12; last += 1) {
      const table = await openTable();
      const dieAfter = (most: number) => ({
        writesMax: STEP,
        tamper: atRequest((request) => {
          if (request > most) throw new Error('died');
        }),
      });
      await saveOver(world.open(table, dieAfter(3)).store, second).catch(() => undefined);
      await world
        .open(table, dieAfter(last))
        .store.loadFinding(first.key)
        .catch(() => undefined);
      const { store } = world.open(table, { writesMax: STEP + 3 });
      expect((await store.loadFinding(first.key))?.order).toBe(second.order);
      expect(await tell(store), `dead after ${last} requests`).toEqual(after);
    }
  });

  it('that is overtaken at any of its requests by a later version is completed before that', async () => {
    const [after, thirdAlone] = [await toldAfter(second, third), await toldAfter(third)];
    for await (const { at, table, store, end } of savesMetBy((other) => saveOver(other, third))) {
      if (end instanceof Error) expect(end).toBeInstanceOf(ConflictError);
      expect((await store.loadFinding(first.key))?.order).toBe(third.order);
      expect(faultsIn(await world.items(table)), `overtaken at request ${at}`).toEqual([]);
      // Where it had not begun, the second version was never saved at all.
      expect(await tell(store), `overtaken at request ${at}`).toEqual(end === true ? after : thirdAlone);
    }
  });

  it('and another one of a finding that shares its values are both counted, however they meet', async () => {
    const rival = versionOf(2, { id: 'two', places: [1, 3], values: ['c', 'd'], groups: [2, 3] });
    const reference = world.open(await openTable());
    await saveOver(reference.store, second);
    await saveOver(reference.store, rival);
    const after = await tell(reference.store);
    for await (const { at, table, store, end } of savesMetBy((other) => saveOver(other, rival))) {
      expect(end, `met at request ${at}`).toBe(true);
      expect(await tell(store), `met at request ${at}`).toEqual(after);
      expect(faultsIn(await world.items(table)), `met at request ${at}`).toEqual([]);
    }
  });

  it('that another completes at any of its requests is counted once', async () => {
    const after = await toldAfter(second);
    for await (const { at, table, store, end } of savesMetBy((other) => other.loadFinding(first.key))) {
      expect(end, `completed at request ${at}`).toBe(true);
      expect(await tell(store), `completed at request ${at}`).toEqual(after);
      expect(faultsIn(await world.items(table)), `completed at request ${at}`).toEqual([]);
    }
  });

  it('does not go on in the place of a later one that has come as far', async () => {
    const thirdAfterSecond = await toldAfter(second, third);
    let met = 0;
    for (let at = 3; at < 10; at += 1) {
      for (let last = 2; last < 9; last += 1) {
        const table = await openTable();
        let isReached = false;
        const dying = world.open(table, {
          writesMax: STEP,
          tamper: atRequest((request) => {
            if (request > last) throw new Error('died');
          }),
        });
        const slow = world.open(table, {
          writesMax: STEP,
          tamper: atRequest(async (request) => {
            if (request !== at) return;
            isReached = true;
            await world.open(table, { writesMax: STEP }).store.loadFinding(first.key);
            await saveOver(dying.store, third).catch(() => undefined);
          }),
        });
        await saveOver(slow.store, second).catch(() => undefined);
        if (!isReached) continue;
        met += 1;
        const { store } = world.open(table, { writesMax: STEP });
        expect((await store.loadFinding(first.key))?.order, `met at ${at}`).toBe(third.order);
        expect(await tell(store), `met at ${at}, dead after ${last}`).toEqual(thirdAfterSecond);
        expect(faultsIn(await world.items(table)), `met at ${at}, dead after ${last}`).toEqual([]);
      }
    }
    expect(met).toBeGreaterThan(10);
  });

  it('is not overwritten by one that knows the version it has, but not that it is under way', async () => {
    const table = await openTable();
    // The rules have changed: the same version says something else to them.
    const anew = { ...second, order: first.order, rules: 'new' };
    const dying = world.open(table, {
      writesMax: STEP,
      tamper: atRequest((request) => {
        if (request > 3) throw new Error('died');
      }),
    });
    const { store } = world.open(table);
    await expect(dying.store.saveFinding(changeFrom(first, anew))).rejects.toThrow('died');
    await expect(store.saveFinding(changeFrom(first, third))).rejects.toThrow(ConflictError);
    await saveOver(store, third);
    expect(await tell(store)).toEqual(await toldAfter(third));
    expect(faultsIn(await world.items(table))).toEqual([]);
  });

  it('goes on where the answer to one of its requests is lost', async () => {
    const after = await toldAfter(second);
    for (let lost = 1; ; lost += 1) {
      const table = await openTable();
      let requests = 0;
      const losing = world.open(table, {
        writesMax: STEP,
        tamper: (client) =>
          client.middlewareStack.add(
            (next) => async (args) => {
              const result = await next(args);
              requests += 1;
              if (requests !== lost) return result;
              throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', $retryable: {} });
            },
            { step: 'deserialize', priority: 'high' },
          ),
      });
      await saveOver(losing.store, second);
      expect(await tell(losing.store), `lost ${lost}`).toEqual(after);
      expect(faultsIn(await world.items(table)), `lost ${lost}`).toEqual([]);
      if (requests < lost) break;
    }
  });
});

describe('a save at once', () => {
  it.each([0, 1, 2, 3, 4])('that dies after %i requests is all or nothing', async (last) => {
    const [before, after] = [await toldAfter(), await toldAfter(second)];
    const table = await openTable();
    const dying = world.open(table, {
      tamper: atRequest((request) => {
        if (request > last) throw new Error('died');
      }),
    });
    await saveOver(dying.store, second).catch(() => undefined);
    const { store } = world.open(table);
    const held = await store.loadFinding(first.key);
    expect(await tell(store)).toEqual(held?.order === second.order ? after : before);
    expect(faultsIn(await world.items(table))).toEqual([]);
  });
});
