import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Evidence, SignalKey } from '../../../src/core/correlation/evidence.ts';
import { planFinding } from '../../../src/core/correlation/finding-change.ts';
import type { Observation } from '../../../src/core/correlation/observe.ts';
import type { DurationMs } from '../../../src/core/instant.ts';
import { type AccountTable, openAccountTable } from '../../../src/store/dynamodb/account-table.ts';
import { type Item, keyOf, toKey } from '../../../src/store/dynamodb/item.ts';
import type { Store } from '../../../src/store.ts';
import { startDynamoDb } from '../../account/dynamodb/start-dynamo-db.ts';
import type { StreamRecord } from '../../account/dynamodb/stream.ts';
import { scanTable } from '../../lambda/table-faults.ts';
import { ENDS, filingOf, observationOf, pieceOf, relationOf } from '../store-world.ts';

/** A DynamoDB whose time passes, for what only it can show: steps, streams, time to live. */
export interface DynamoWorld {
  /** Opens a new table. */
  createTable(): string;
  open(table: string, options?: OpenOptions): AccountTable;
  client(): DynamoDBClient;
  items(table: string): Promise<readonly Item[]>;
  /** All records of a table's stream. */
  records(table: string): readonly StreamRecord[];
  /** Takes an item away, as nobody does but TTL. */
  remove(table: string, item: Item): Promise<void>;
  advance(ms: number): void;
  /** Removes what has expired, and gives the records of it. */
  sweep(): readonly StreamRecord[];
  close(): Promise<void>;
}

/** How a table is opened. */
export interface OpenOptions {
  readonly writesMax?: number;
  readonly expiryOf?: (key: SignalKey, evidence: Evidence) => number | undefined;
  /** Changes the client before it is used. */
  readonly tamper?: (client: DynamoDBClient) => void;
}

/** Starts a DynamoDB. */
export async function openDynamoWorld(): Promise<DynamoWorld> {
  const db = await startDynamoDb();
  const own = db.client();
  let tables = 0;
  return {
    createTable: () => {
      tables += 1;
      db.createTable(`table-${tables}`);
      return `table-${tables}`;
    },
    open: (table, { tamper, ...options } = {}) => {
      const client = db.client();
      tamper?.(client);
      const clock = { now: () => db.clock.now(), sleep: async (ms: number) => db.clock.advance(ms) };
      const retryPolicy = { attemptsMax: 12, wait: async () => undefined };
      return openAccountTable({
        client,
        table,
        clock,
        retryPolicy,
        retentionMs: 1 as DurationMs,
        ...options,
      });
    },
    client: () => db.client(),
    items: (table) => scanTable(own, table),
    records: (table) => db.records().filter(({ eventSourceARN }) => eventSourceARN.includes(`/${table}/`)),
    remove: async (TableName, item) =>
      void (await own.send(new DeleteItemCommand({ TableName, Key: toKey(keyOf(item)) }))),
    advance: (ms) => db.clock.advance(ms),
    sweep: () => {
      const before = db.records().length;
      db.sweep();
      return db.records().slice(before);
    },
    close: () => db.close(),
  };
}

/** The place of a signal of a rule, on an entity with a number. */
export function placeAt(number: number): SignalKey {
  return { rule: 'rule', signal: 'signal', entity: `entity-${number}` };
}

/** A version of a finding that is evidence at places, with values, and states relations. */
export function versionOf(
  number: number,
  {
    id = 'one',
    places = [],
    values,
    to = 2,
    groups = [],
  }: {
    readonly id?: string;
    readonly places?: readonly number[];
    readonly values?: readonly string[];
    readonly to?: number;
    /** Of the groups of the world, those that its first instance is related to. */
    readonly groups?: readonly number[];
  },
): Observation {
  const piece = pieceOf(id, 1, to, values === undefined ? {} : { values });
  return observationOf(id, number, {
    isMatched: true,
    filings: places.map((place) => filingOf(piece, placeAt(place))),
    relations: groups.map((group) => relationOf('i-1', ENDS.groups[group] ?? `sg-${group}`)),
  });
}

/** Saves a version over the one that is known, as an engine does; false where there was nothing to save. */
export async function saveOver(store: Store, next: Observation): Promise<boolean> {
  const { change } = planFinding(await store.loadFinding(next.key), next);
  if (change !== undefined) await store.saveFinding(change);
  return change !== undefined;
}

/** What a store says of the world: the same for two stores that hold the same. */
export async function tellAll(store: Store, places: number, groups: number): Promise<object> {
  const told: unknown[] = [];
  for (let place = 0; place < places; place += 1) {
    const key = placeAt(place);
    told.push([
      await store.countEvidence(key),
      await store.readEvidence(key, { order: 'end', limit: 100 }),
      await store.spanEvidence(key),
    ]);
  }
  told.push(await store.readRelated('i-1', 'AwsEc2SecurityGroup', { limit: 100 }));
  told.push(await store.countRelated('i-1', 'AwsEc2SecurityGroup'));
  for (let group = 0; group < groups; group += 1)
    told.push(await store.countRelated(ENDS.groups[group] ?? `sg-${group}`, 'AwsEc2Instance'));
  return told;
}
