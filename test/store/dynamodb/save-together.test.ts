import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import type { Rule } from '../../../src/core/rule/rule.ts';
import { digest } from '../../../src/digest.ts';
import { createEngine } from '../../../src/engine.ts';
import { NO_SINK } from '../../../src/sink.ts';
import { createDynamoDbStore, saveOptionsOf, sessionOf } from '../../../src/store/dynamodb/dynamodb-store.ts';
import { toFindingItem } from '../../../src/store/dynamodb/finding-item.ts';
import type { SaveOptions } from '../../../src/store/dynamodb/save-finding.ts';
import type { Session, Write } from '../../../src/store/dynamodb/session.ts';
import { deliveries, rules } from '../../core/correlation/random-world.ts';
import { openTestTables, type TestTables } from './test-table.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

/** A table, and an engine that saves into it one by one. */
async function openWorld(ruleList: readonly Rule[] = []) {
  const options = { client: tables.client, table: await tables.create() };
  const session = sessionOf(options);
  const saving = saveOptionsOf(options);
  const store = createDynamoDbStore(session, saving);
  const engine = createEngine({ rules: ruleList, store, sink: NO_SINK, digest });
  const items = () => itemsOf(options.client, options.table);
  return { session, saving, store, engine, items };
}

/** All items, without what tells one save from another. */
async function itemsOf(client: DynamoDBClient, table: string): Promise<readonly string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.map(({ nonce: _, ...item }) => JSON.stringify(item)).sort();
}

/** A finding that is evidence, with one value, at the one place of a rule. */
function observation(number: number, order = `2026-01-01T00:00:00Z||hash-${number}`): Observation {
  const key = { productArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector', id: `finding-${number}` };
  const at = Date.UTC(2026, 0, 1) + number;
  const instants = { from: at, to: at, lastObserved: at };
  const evidence = {
    finding: key,
    title: 'a hole',
    kind: 'activity',
    values: [`CVE-${number}`],
    ...instants,
  };
  const entity = { type: 'AwsEc2Instance', key: 'i-1' };
  const filing = { key: { rule: 'rule', signal: 'signal', entity: 'i-1' }, entity, evidence };
  return { key, order, isMatched: true, filings: [filing], relations: [] } as object as Observation;
}

/** Saves together as an engine does over a session. */
function saveTogether(
  session: Session,
  observations: readonly Observation[],
  saving: SaveOptions,
): Promise<ReadonlyMap<Observation, Outcome>> {
  const store = createDynamoDbStore(session, saving);
  return createEngine({ rules: [], store, sink: NO_SINK, digest }).saveTogether(observations);
}

/** A session that keeps what its transactions write. */
function watched(session: Session): { session: Session; transactions: (readonly Write[])[] } {
  const transactions: (readonly Write[])[] = [];
  const transact = (writes: readonly Write[]) => {
    transactions.push(writes);
    return session.transact(writes);
  };
  return { session: { ...session, transact }, transactions };
}

const range = (count: number): readonly Observation[] =>
  Array.from({ length: count }, (_, number) => observation(number));

const PLACE = { rule: 'rule', signal: 'signal', entity: 'i-1' };

describe('saveTogether', () => {
  it('leaves the table as saving one by one does, whatever comes, once the rest is saved', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        deliveries,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(6, 20, 100),
        async (ruleList, arrivals, size, writesMax) => {
          const [together, apart] = [await openWorld(ruleList), await openWorld(ruleList)];
          const all = arrivals.flatMap(({ finding, time }) => together.engine.observe(finding, time) ?? []);
          const outcomes: string[] = [];
          const expected: string[] = [];
          for (let at = 0; at < all.length; at += size) {
            const batch = all.slice(at, at + size);
            const saved = await saveTogether(together.session, batch, { ...together.saving, writesMax });
            for (const each of batch) {
              outcomes.push(saved.get(each) ?? (await together.engine.save(each)).outcome);
              expected.push((await apart.engine.save(each)).outcome);
            }
          }
          expect(outcomes).toEqual(expected);
          expect(await together.items()).toEqual(await apart.items());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('writes what findings share once, in transactions of up to a hundred items', async () => {
    const { session: plain, saving, store } = await openWorld();
    const { session, transactions } = watched(plain);
    const saved = await saveTogether(session, range(40), saving);
    expect(new Set(saved.values())).toEqual(new Set(['matched']));
    expect(saved.size).toBe(40);
    expect(transactions.map(({ length }) => length)).toEqual([100, 22]);
    expect(await store.countEvidence(PLACE)).toBe(40);
  });

  it('saves findings that share nothing by themselves', async () => {
    const { session: plain, saving } = await openWorld();
    const { session, transactions } = watched(plain);
    const silent = range(3).map((each) => ({ ...each, isMatched: false, filings: [] }));
    const saved = await saveTogether(session, silent, saving);
    expect([...saved.values()]).toEqual(['ignored', 'ignored', 'ignored']);
    expect(transactions).toEqual([]);
  });

  it('tells of what is known already without writing', async () => {
    const { session: plain, saving } = await openWorld();
    await saveTogether(plain, range(3), saving);
    const { session, transactions } = watched(plain);
    const older = observation(0, '2025-12-31T00:00:00Z||another-hash');
    const saved = await saveTogether(session, [older, observation(1)], saving);
    expect([...saved.values()].sort()).toEqual(['duplicate', 'stale']);
    expect(transactions).toEqual([]);
  });

  it('leaves the second version of a finding, and one whose save was left halfway', async () => {
    const { session, saving } = await openWorld();
    const [first, halfway, other] = [observation(0), observation(1), observation(2)];
    const parts = { filed: halfway.filings, withdrawn: [], stated: [], ended: [] };
    const pending = { observation: halfway, nonce: 'a', pending: { parts, step: 0 } };
    await session.put(toFindingItem(pending, undefined));
    const second = observation(0, '2026-01-02T00:00:00Z||later');
    const saved = await saveTogether(session, [first, second, halfway, other], saving);
    expect(new Set(saved.keys())).toEqual(new Set([first, other]));
  });

  it('saves none of a group of which one was saved by somebody else in the meantime', async () => {
    const world = await openWorld();
    const rival: Session = {
      ...world.session,
      transact: async (writes) => {
        await world.store.saveFinding({
          next: observation(1),
          filed: [],
          withdrawn: [],
          stated: [],
          ended: [],
        });
        return world.session.transact(writes);
      },
    };
    expect(await saveTogether(rival, range(3), world.saving)).toEqual(new Map());
    expect(await world.store.countEvidence(PLACE)).toBe(0);
  });

  it('never throws: what cannot be read or written is left', async () => {
    const { session, saving } = await openWorld();
    const broken = async () => {
      throw new Error('no');
    };
    const none = new Map();
    expect(await saveTogether({ ...session, getAll: broken }, range(2), saving)).toEqual(none);
    expect(await saveTogether({ ...session, transact: broken }, range(2), saving)).toEqual(none);
  });
});
