import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, type ItemKey, toKey } from './item.ts';
import { isPassing, type RetryPolicy, retry } from './retry.ts';

/** A condition on the item that a write finds in its place, in the words of a condition expression. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** One write of a transaction. */
export type Write =
  | { readonly put: Item; readonly condition?: Condition }
  | { readonly remove: ItemKey; readonly condition?: Condition }
  | UpdateWrite;

/** Changes attributes of an item, which is made where there is none. */
export interface UpdateWrite extends Omit<Condition, 'expression'> {
  readonly update: ItemKey;
  readonly expression: string;
  readonly condition?: string;
}

/** What a query of one partition asks for, the table aside. */
export type QueryRequest = Omit<QueryCommandInput, 'TableName' | 'ConsistentRead' | 'Limit'>;

/** A condition did not hold; `held` is the item that was found, by the number of the write in its transaction. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  readonly held: ReadonlyMap<number, Item | undefined>;
  constructor(held: ReadonlyMap<number, Item | undefined>) {
    super('a condition of a write did not hold');
    this.held = held;
  }
}

/** One table; every read is consistent. */
export interface Session {
  get(key: ItemKey): Promise<Item | undefined>;
  /** The items that there are, in any order. */
  getAll(keys: readonly ItemKey[]): Promise<readonly Item[]>;
  /** Up to `limit` items of one partition, read on past what a filter leaves out. */
  query(request: QueryRequest, limit: number): Promise<readonly Item[]>;
  /** Throws ConditionError. */
  put(item: Item, condition?: Condition): Promise<void>;
  /** Throws ConditionError. */
  remove(key: ItemKey, condition?: Condition): Promise<void>;
  /** Throws ConditionError. */
  update(write: UpdateWrite): Promise<void>;
  /** Writes all or nothing, at most 100 items; throws ConditionError. */
  transact(writes: readonly Write[]): Promise<void>;
  /** One page of the whole table: for maintenance, never on the way of a finding. */
  scan(request: Omit<ScanCommandInput, 'TableName'>): Promise<{ items: readonly Item[]; next?: Item }>;
  /** Removes items without a condition. */
  removeAll(keys: readonly ItemKey[]): Promise<void>;
}

/** Opens a table. What passes by itself (throttling, conflicts of transactions) is tried again. */
export function openSession(client: DynamoDBClient, table: string, policy: RetryPolicy): Session {
  return { ...reads(client, table, policy), ...writes(client, table, policy) };
}

/** Limits of BatchGetItem and BatchWriteItem (Amazon DynamoDB API Reference). */
const BATCH_GET_MAX = 100;
const BATCH_WRITE_MAX = 25;

/** What a filter leaves out is read all the same: pages of a few items would only be more of them. */
const FILTERED_PAGE_MIN = 64;

type Reads = Pick<Session, 'get' | 'getAll' | 'query' | 'scan'>;

function reads(client: DynamoDBClient, table: string, policy: RetryPolicy): Reads {
  return {
    get: async (key) => {
      const command = new GetItemCommand({ TableName: table, Key: toKey(key), ConsistentRead: true });
      return (await client.send(command)).Item;
    },
    getAll: async (keys) => {
      const items: Item[] = [];
      for (let at = 0; at < keys.length; at += BATCH_GET_MAX) {
        let left: Item[] = keys.slice(at, at + BATCH_GET_MAX).map(toKey);
        await retry(policy, async () => {
          const RequestItems = { [table]: { Keys: left, ConsistentRead: true } };
          const answer = await client.send(new BatchGetItemCommand({ RequestItems }));
          items.push(...(answer.Responses?.[table] ?? []));
          left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
          return left.length === 0 ? 'done' : 'again';
        });
      }
      return items;
    },
    query: async (request, limit) => {
      const items: Item[] = [];
      let start: Item | undefined;
      const pageMin = request.FilterExpression === undefined ? 0 : FILTERED_PAGE_MIN;
      while (items.length < limit) {
        const answer = await client.send(
          new QueryCommand({
            ...request,
            TableName: table,
            ConsistentRead: true,
            Limit: Math.max(pageMin, limit - items.length),
            ExclusiveStartKey: start,
          }),
        );
        items.push(...(answer.Items ?? []));
        start = answer.LastEvaluatedKey;
        if (start === undefined) break;
      }
      return items.slice(0, limit);
    },
    scan: async (request) => {
      const answer = await client.send(new ScanCommand({ ...request, TableName: table }));
      const next = answer.LastEvaluatedKey;
      return { items: answer.Items ?? [], ...(next === undefined ? {} : { next }) };
    },
  };
}

type Writes = Pick<Session, 'put' | 'remove' | 'update' | 'transact' | 'removeAll'>;

function writes(client: DynamoDBClient, table: string, policy: RetryPolicy): Writes {
  return {
    put: (item, condition) => {
      const input = { TableName: table, Item: item, ...toInput(condition) };
      return write(policy, () => client.send(new PutItemCommand(input)));
    },
    remove: (key, condition) => {
      const input = { TableName: table, Key: toKey(key), ...toInput(condition) };
      return write(policy, () => client.send(new DeleteItemCommand(input)));
    },
    update: (change) => write(policy, () => client.send(new UpdateItemCommand(toUpdate(table, change)))),
    transact: (all) => {
      // One token for all attempts: a transaction whose answer was lost must not stand in its own way (10 minutes).
      const ClientRequestToken = randomUUID();
      const TransactItems = all.map((each) => toTransactItem(table, each));
      const input = { TransactItems, ClientRequestToken };
      return write(policy, () => client.send(new TransactWriteItemsCommand(input)));
    },
    removeAll: async (keys) => {
      for (let at = 0; at < keys.length; at += BATCH_WRITE_MAX) {
        let left = keys
          .slice(at, at + BATCH_WRITE_MAX)
          .map((key) => ({ DeleteRequest: { Key: toKey(key) } }) as const) as readonly object[];
        await retry(policy, async () => {
          const answer = await client.send(
            new BatchWriteItemCommand({ RequestItems: { [table]: [...left] } }),
          );
          left = answer.UnprocessedItems?.[table] ?? [];
          return left.length === 0 ? 'done' : 'again';
        });
      }
    },
  };
}

interface ConditionInput {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD';
}

function toInput(condition: Condition | undefined): ConditionInput {
  if (condition === undefined) return {};
  return {
    ConditionExpression: condition.expression,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...(condition.names && { ExpressionAttributeNames: { ...condition.names } }),
    ...(condition.values && { ExpressionAttributeValues: { ...condition.values } }),
  };
}

function toTransactItem(table: string, write: Write) {
  if ('put' in write) return { Put: { TableName: table, Item: write.put, ...toInput(write.condition) } };
  if ('remove' in write)
    return { Delete: { TableName: table, Key: toKey(write.remove), ...toInput(write.condition) } };
  return { Update: toUpdate(table, write) };
}

function toUpdate(table: string, { update, expression, condition, ...rest }: UpdateWrite) {
  const input = toInput({ ...rest, expression: condition ?? '' });
  const { ConditionExpression, ReturnValuesOnConditionCheckFailure, ...always } = input;
  const ifSo = condition === undefined ? {} : { ConditionExpression, ReturnValuesOnConditionCheckFailure };
  return { TableName: table, Key: toKey(update), UpdateExpression: expression, ...always, ...ifSo };
}

/** Writes, again while rivals are in the way; throws ConditionError where a condition did not hold. */
async function write(policy: RetryPolicy, send: () => Promise<unknown>): Promise<void> {
  await retry(policy, async () => {
    try {
      await send();
      return 'done';
    } catch (error) {
      if (isPassing(error)) return 'again';
      throw toConditionError(error);
    }
  });
}

function toConditionError(error: unknown): unknown {
  if (error instanceof ConditionalCheckFailedException) return new ConditionError(new Map([[0, error.Item]]));
  if (!(error instanceof TransactionCanceledException)) return error;
  const held = (error.CancellationReasons ?? []).flatMap(({ Code, Item: item }, index) =>
    Code === 'ConditionalCheckFailed' ? [[index, item] as const] : [],
  );
  return held.length === 0 ? error : new ConditionError(new Map(held));
}
