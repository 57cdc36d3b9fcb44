import { describe, expect, it } from 'vitest';
import type { Item, ItemKey } from '../../../src/store/dynamodb/item.ts';
import { rememberingSession } from '../../../src/store/dynamodb/remember-counts.ts';
import type { QueryRequest, Session } from '../../../src/store/dynamodb/session.ts';

const COUNT: ItemKey = { pk: 'related#a', sk: 'count' };
const OTHER: ItemKey = { pk: 'related#b', sk: 'count' };

/** A session that answers with how often it was asked. */
function countingSession(): Session {
  let asked = 0;
  const nothing = async () => undefined;
  return {
    get: async (): Promise<Item> => ({ asked: { N: String(++asked) } }),
    query: async () => [],
    getAll: async () => [],
    scan: async () => ({ items: [] }),
    put: nothing,
    remove: nothing,
    update: nothing,
    transact: nothing,
    removeAll: nothing,
  };
}

async function askedFor(session: Session, key: ItemKey): Promise<number> {
  return Number((await session.get(key))?.asked?.N);
}

function queryOf(pk: string): QueryRequest {
  return { ExpressionAttributeValues: { ':pk': { S: pk } } };
}

describe('rememberingSession', () => {
  it('reads anew each time, until it is told to remember', async () => {
    const session = rememberingSession(countingSession());
    expect([await askedFor(session, COUNT), await askedFor(session, COUNT)]).toEqual([1, 2]);
  });

  it('reads each count once, also beside what is asked of relations and groups', async () => {
    const session = rememberingSession(countingSession());
    session.rememberCounts();
    expect(await askedFor(session, COUNT)).toBe(1);
    await session.query(queryOf('related#a'), 1);
    await session.query(queryOf('group#a'), 1);
    expect(await askedFor(session, OTHER)).toBe(2);
    expect(await askedFor(session, COUNT)).toBe(1);
  });

  it('begins anew when it is told again', async () => {
    const session = rememberingSession(countingSession());
    session.rememberCounts();
    await askedFor(session, COUNT);
    session.rememberCounts();
    expect(await askedFor(session, COUNT)).toBe(2);
  });

  it.each<[string, (session: Session) => Promise<unknown>]>([
    ['an incident is queried', (session) => session.query(queryOf('incident#1'), 1)],
    ['another item is got', (session) => session.get({ pk: 'evidence#1', sk: 'count' })],
    ['items are got together', (session) => session.getAll([])],
    ['an item is put', (session) => session.put({})],
    ['an item is removed', (session) => session.remove(COUNT)],
    ['an item is updated', (session) => session.update({ update: COUNT, expression: '' })],
    ['a transaction is written', (session) => session.transact([])],
    ['items are removed together', (session) => session.removeAll([])],
    ['the table is scanned', (session) => session.scan({})],
  ])('forgets, and remembers no more, when %s', async (_, ask) => {
    const session = rememberingSession(countingSession());
    session.rememberCounts();
    const before = await askedFor(session, COUNT);
    await ask(session);
    const after = [await askedFor(session, COUNT), await askedFor(session, COUNT)];
    expect(after[0]).toBeGreaterThan(before);
    expect(after[1]).toBeGreaterThan(after[0] ?? 0);
  });
});
