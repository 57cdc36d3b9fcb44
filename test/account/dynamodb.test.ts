import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DynamoDb, startDynamoDb } from './dynamodb/start-dynamo-db.ts';

const TableName = 'table';
const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });

let db: DynamoDb;
let client: DynamoDBClient;

beforeAll(async () => {
  db = await startDynamoDb();
  db.createTable(TableName);
  client = db.client();
});
afterAll(() => db.close());

/** A partition of its own for each test, so that none sees the items of another. */
function newPartition(): string {
  return `p-${randomUUID()}`;
}

const put = (pk: string, sk: string, more: Record<string, unknown> = {}) =>
  client.send(
    new PutItemCommand({
      TableName,
      Item: { pk: S(pk), sk: S(sk), ...(more as Record<string, { S: string }>) },
      ReturnConsumedCapacity: 'INDEXES',
    }),
  );

const update = (pk: string, sk: string, more: Partial<UpdateItemCommand['input']>) =>
  client.send(new UpdateItemCommand({ TableName, Key: { pk: S(pk), sk: S(sk) }, ...more }));

const get = async (pk: string, sk: string) =>
  (await client.send(new GetItemCommand({ TableName, Key: { pk: S(pk), sk: S(sk) }, ConsistentRead: true })))
    .Item;

const query = (pk: string, more: Partial<QueryCommand['input']> = {}) =>
  client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ...more,
      ExpressionAttributeValues: { ':pk': S(pk), ...more.ExpressionAttributeValues },
    }),
  );

const sortKeys = ({ Items = [] }: { Items?: Record<string, { S?: string }>[] | undefined }) =>
  Items.map(({ sk }) => sk?.S);

const units = async (work: () => Promise<unknown>) => {
  const before = db.usage();
  await work().catch(() => undefined);
  const after = db.usage();
  return [after.writeUnits - before.writeUnits, after.readUnits - before.readUnits];
};

describe('writing one item', () => {
  it('does and refuses by condition, and shows the item that was in the way', async () => {
    const pk = newPartition();
    await put(pk, 'a', { n: N(1) });
    const second = client.send(
      new PutItemCommand({
        TableName,
        Item: { pk: S(pk), sk: S('a') },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(second).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { pk: S(pk), sk: S('a'), n: N(1) },
    });
  });

  it('updates: all actions read the item as it was', async () => {
    const pk = newPartition();
    await put(pk, 'a', { a: N(1), b: N(2), list: { L: [N(0), N(1), N(2), N(3)] }, set: { SS: ['x', 'y'] } });
    const { Attributes } = await update(pk, 'a', {
      UpdateExpression:
        'SET a = b, b = a, m = if_not_exists(m, :n) REMOVE #l[0], #l[2] ADD c :n DELETE #s :x',
      ExpressionAttributeNames: { '#l': 'list', '#s': 'set' },
      ExpressionAttributeValues: { ':n': N(5), ':x': { SS: ['x'] } },
      ReturnValues: 'ALL_NEW',
    });
    expect(Attributes).toEqual({
      ...{ pk: S(pk), sk: S('a'), a: N(2), b: N(1), m: N(5), c: N(5) },
      ...{ list: { L: [N(1), N(3)] }, set: { SS: ['y'] } },
    });
  });

  it('compares lists and maps by what they hold', async () => {
    const pk = newPartition();
    await put(pk, 'a', { list: { L: [{ M: { x: N(1) } }] } });
    const change = update(pk, 'a', {
      UpdateExpression: 'SET done = :yes',
      ConditionExpression: '#l = :same AND #l <> :other',
      ExpressionAttributeNames: { '#l': 'list' },
      ExpressionAttributeValues: {
        ':yes': { BOOL: true },
        ':same': { L: [{ M: { x: N(1) } }] },
        ':other': { L: [{ M: { x: N(2) } }] },
      },
    });
    await expect(change).resolves.toBeDefined();
  });

  it.each([
    ['a sort key of 1,025 bytes', { sk: S(`${'é'.repeat(512)}x`) }, /1024 bytes/],
    ['an index key of 1,025 bytes', { start: S('x'.repeat(1025)) }, /1024 bytes/],
    ['a partition key of 2,049 bytes', { pk: S('x'.repeat(2049)) }, /2048 bytes/],
    ['an empty key', { sk: S('') }, /empty string/],
    ['an empty index key', { start: S('') }, /IndexName: byStart/],
    ['an index key of another type', { start: N(1) }, /Type mismatch for Index Key/],
    ['an item above 400 KB', { big: S('é'.repeat(205_000)) }, /maximum allowed size/],
    [
      'an item above 400 KB with its index entry',
      { start: S('s'), big: S('x'.repeat(205_000)) },
      /maximum allowed/,
    ],
  ])('refuses %s', async (_, item, message) => {
    const Item = { pk: S(newPartition()), sk: S('a'), ...item };
    await expect(client.send(new PutItemCommand({ TableName, Item }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  it('takes an empty string where no key is', async () => {
    const pk = newPartition();
    await put(pk, 'a', { text: S('') });
    expect(await get(pk, 'a')).toMatchObject({ text: S('') });
  });

  it('refuses an update that would make an item too large', async () => {
    const pk = newPartition();
    const big = update(pk, 'a', {
      UpdateExpression: 'SET big = :big',
      ExpressionAttributeValues: { ':big': S('x'.repeat(409_600)) },
    });
    await expect(big).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get(pk, 'a')).toBeUndefined();
  });
});

describe('querying', () => {
  it('sorts strings by their bytes in UTF-8', async () => {
    const pk = newPartition();
    const keys = ['a', 'é', '\uff5e', '\u{1f600}', 'b'];
    for (const key of keys) await put(pk, key);
    const bytewise = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(sortKeys(await query(pk))).toEqual(bytewise);
    expect(sortKeys(await query(pk, { ScanIndexForward: false }))).toEqual(bytewise.toReversed());
  });

  it.each([
    ['sk < :a', ['a']],
    ['sk <= :a', ['a', 'b']],
    ['sk > :a', ['b1', 'b2', 'c']],
    ['sk >= :a', ['b', 'b1', 'b2', 'c']],
    ['sk = :a', ['b']],
    ['begins_with(sk, :a)', ['b', 'b1', 'b2']],
    ['sk BETWEEN :a AND :z', ['b', 'b1', 'b2']],
  ])('finds %s', async (condition, expected) => {
    const pk = newPartition();
    for (const key of ['b2', 'a', 'c', 'b1', 'b']) await put(pk, key);
    const between = condition.includes(':z') ? { ':z': S('b9') } : {};
    const page = await query(pk, {
      KeyConditionExpression: `pk = :pk AND ${condition}`,
      ExpressionAttributeValues: { ':a': S('b'), ...between },
    });
    expect(sortKeys(page)).toEqual(expected);
  });

  it.each([true, false])(
    'pages by limit, forwards %s, and says where it stopped even at the end',
    async (forwards) => {
      const pk = newPartition();
      for (const key of ['a', 'b', 'c', 'd']) await put(pk, key, { start: S('same') });
      const found: unknown[] = [];
      const pages = [];
      let ExclusiveStartKey: QueryCommand['input']['ExclusiveStartKey'];
      do {
        const page = await query(pk, {
          IndexName: 'byStart',
          Limit: 2,
          ExclusiveStartKey,
          ScanIndexForward: forwards,
        });
        found.push(...sortKeys(page));
        pages.push(page.Count);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      expect(found).toEqual(forwards ? ['a', 'b', 'c', 'd'] : ['d', 'c', 'b', 'a']);
      expect(pages).toEqual([2, 2, 0]);
    },
  );

  it('ends a page at 1 MB, and filters after that', async () => {
    const pk = newPartition();
    for (let index = 0; index < 12; index += 1)
      await put(pk, `k${10 + index}`, { big: S('x'.repeat(100_000)), n: N(index) });
    const page = await query(pk, {
      FilterExpression: 'n > :n',
      ExpressionAttributeValues: { ':n': N(8) },
    });
    expect(page.ScannedCount).toBe(11);
    expect(sortKeys(page)).toEqual(['k19', 'k20']);
    expect(page.LastEvaluatedKey).toEqual({ pk: S(pk), sk: S('k20') });
  });

  it('reads local indexes consistently, whole or keys alone, and leaves out what lacks the key', async () => {
    const pk = newPartition();
    await put(pk, 'late', { start: S('2'), observed: S('1'), more: N(1) });
    await put(pk, 'early', { start: S('1'), observed: S('2'), more: N(2) });
    await put(pk, 'none');
    const byStart = await query(pk, { IndexName: 'byStart', ConsistentRead: true });
    expect(sortKeys(byStart)).toEqual(['early', 'late']);
    expect(byStart.Items?.[0]).toHaveProperty('more');
    const byObserved = await query(pk, { IndexName: 'byObserved', ConsistentRead: true });
    expect(sortKeys(byObserved)).toEqual(['late', 'early']);
    expect(byObserved.Items?.[0]).toEqual({ pk: S(pk), sk: S('late'), observed: S('1') });
    const fetched = await query(pk, { IndexName: 'byObserved', Select: 'ALL_ATTRIBUTES' });
    expect(fetched.Items?.[0]).toHaveProperty('more');
    await update(pk, 'late', {
      UpdateExpression: 'SET observed = :o',
      ExpressionAttributeValues: { ':o': S('3') },
    });
    expect(sortKeys(await query(pk, { IndexName: 'byObserved' }))).toEqual(['early', 'late']);
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('early') } }));
    expect(sortKeys(await query(pk, { IndexName: 'byStart' }))).toEqual(['late']);
  });

  it('scans all partitions page by page', async () => {
    const small = await startDynamoDb();
    try {
      small.createTable('small');
      const reader = small.client();
      const names = ['a/1', 'a/2', 'b/1', 'c/1'];
      for (const name of names) {
        const [pk = '', sk = ''] = name.split('/');
        await reader.send(new PutItemCommand({ TableName: 'small', Item: { pk: S(pk), sk: S(sk) } }));
      }
      const found: string[] = [];
      let ExclusiveStartKey: ScanCommand['input']['ExclusiveStartKey'];
      do {
        const page = await reader.send(new ScanCommand({ TableName: 'small', Limit: 1, ExclusiveStartKey }));
        for (const { pk, sk } of page.Items ?? []) found.push(`${pk?.S}/${sk?.S}`);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      expect(found.sort()).toEqual(names);
    } finally {
      await small.close();
    }
  });
});

describe('batches', () => {
  it('writes and reads several items, and refuses two actions on one', async () => {
    const pk = newPartition();
    const requests = ['a', 'b'].map((sk) => ({ PutRequest: { Item: { pk: S(pk), sk: S(sk) } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    const Keys = ['a', 'b', 'c'].map((sk) => ({ pk: S(pk), sk: S(sk) }));
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    expect(Responses?.[TableName]?.length).toBe(2);
    const twice = new BatchWriteItemCommand({ RequestItems: { [TableName]: [...requests, ...requests] } });
    await expect(client.send(twice)).rejects.toMatchObject({ message: expect.stringMatching(/duplicates/) });
  });
});

describe('batches of a busy table', () => {
  it('are done in part, and the rest is given back as it was asked for', async () => {
    let count = 0;
    const busy = await startDynamoDb({ isLeftOut: () => count++ % 2 === 0 });
    try {
      busy.createTable('busy');
      const sender = busy.client();
      const keys = ['a', 'b', 'c'].map((sk) => ({ pk: S('p'), sk: S(sk) }));
      let left: BatchWriteItemCommand['input']['RequestItems'] = {
        busy: keys.map((Item) => ({ PutRequest: { Item } })),
      };
      let rounds = 0;
      while (Object.keys(left ?? {}).length > 0) {
        rounds += 1;
        left = (await sender.send(new BatchWriteItemCommand({ RequestItems: left }))).UnprocessedItems;
      }
      expect(rounds).toBe(2);
      const asked = {
        ConsistentRead: true,
        ProjectionExpression: '#s',
        ExpressionAttributeNames: { '#s': 'sk' },
      };
      const { Responses, UnprocessedKeys } = await sender.send(
        new BatchGetItemCommand({ RequestItems: { busy: { ...asked, Keys: keys } } }),
      );
      expect(Responses?.busy).toEqual([{ sk: S('a') }, { sk: S('c') }]);
      expect(UnprocessedKeys).toEqual({ busy: { ...asked, Keys: [keys[1]] } });
    } finally {
      await busy.close();
    }
  });
});

describe('a table with a global index', () => {
  const index = { IndexName: 'byType', Projection: { ProjectionType: 'ALL' as const } };
  const query = (more: Partial<QueryCommand['input']> = {}) =>
    client.send(
      new QueryCommand({
        ...{ TableName: 'global', IndexName: 'byType', KeyConditionExpression: '#t = :t' },
        ...{ ExpressionAttributeNames: { '#t': 'type' }, ExpressionAttributeValues: { ':t': S('x') } },
        ...more,
      }),
    );

  it('is read by another key than its own, and never consistently', async () => {
    await client.send(
      new CreateTableCommand({
        TableName: 'global',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: ['id', 'type'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        GlobalSecondaryIndexes: [{ ...index, KeySchema: [{ AttributeName: 'type', KeyType: 'HASH' }] }],
      }),
    );
    const putInto = (id: string, type: string) =>
      client.send(new PutItemCommand({ TableName: 'global', Item: { id: S(id), type: S(type) } }));
    expect(await units(() => putInto('1', 'x'))).toEqual([2, 0]);
    await putInto('2', 'x');
    await putInto('3', 'y');
    const first = await query({ Limit: 1 });
    expect(first.LastEvaluatedKey).toEqual({ id: S('1'), type: S('x') });
    const second = await query({ ExclusiveStartKey: first.LastEvaluatedKey });
    expect(second.Items).toEqual([{ id: S('2'), type: S('x') }]);
    expect(await units(() => query())).toEqual([0, 0.5]);
    await expect(query({ ConsistentRead: true })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('transactions', () => {
  const Put = (pk: string, sk: string, condition?: string) => ({
    Put: {
      TableName,
      Item: { pk: S(pk), sk: S(sk) },
      ...(condition !== undefined && { ConditionExpression: condition }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  });

  it('does all or nothing, and gives the reason of each action', async () => {
    const pk = newPartition();
    await put(pk, 'b');
    const both = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [Put(pk, 'a'), Put(pk, 'b', 'attribute_not_exists(pk)')],
      }),
    );
    await expect(both).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringMatching(/ConditionalCheckFailed/),
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Item: { pk: S(pk), sk: S('b') },
          Message: 'The conditional request failed',
        },
      ],
    });
    expect(await get(pk, 'a')).toBeUndefined();
  });

  it('reads several items at once', async () => {
    const pk = newPartition();
    await put(pk, 'a');
    const TransactItems = ['a', 'b'].map((sk) => ({ Get: { TableName, Key: { pk: S(pk), sk: S(sk) } } }));
    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems }));
    expect(Responses).toEqual([{ Item: { pk: S(pk), sk: S('a') } }, {}]);
  });

  it('remembers a token for ten minutes', async () => {
    const pk = newPartition();
    const input = (sk: string) => ({
      ClientRequestToken: `token-${pk.slice(0, 20)}`,
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { pk: S(pk), sk: S(sk) },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': N(1) },
          },
        },
      ],
    });
    await client.send(new TransactWriteItemsCommand(input('a')));
    await client.send(new TransactWriteItemsCommand(input('a')));
    expect(await get(pk, 'a')).toMatchObject({ n: N(1) });
    await expect(client.send(new TransactWriteItemsCommand(input('b')))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    db.clock.advance(10 * 60_000 + 1);
    await client.send(new TransactWriteItemsCommand(input('a')));
    expect(await get(pk, 'a')).toMatchObject({ n: N(2) });
  });

  it.each([
    [
      '101 actions',
      (pk: string) => Array.from({ length: 101 }, (_, index) => Put(pk, `k${index}`)),
      /less than or equal/,
    ],
    [
      'two actions on one item',
      (pk: string) => [Put(pk, 'a'), Put(pk, 'a')],
      /multiple operations on one item/,
    ],
    [
      'more than 4 MB',
      (pk: string) =>
        Array.from({ length: 11 }, (_, index) => ({
          Put: { TableName, Item: { pk: S(pk), sk: S(`k${index}`), big: S('x'.repeat(400_000)) } },
        })),
      /4 MB/,
    ],
  ])('refuses %s', async (_, itemsOf, message) => {
    const TransactItems = itemsOf(newPartition());
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

describe('the stream', () => {
  it('tells each change of an item in order, and nothing where nothing changed', async () => {
    const pk = newPartition();
    await put(pk, 'a', { n: N(1), set: { SS: ['x', 'y'] } });
    await put(pk, 'a', { set: { SS: ['y', 'x'] }, n: { N: '1.0' } });
    await put(pk, 'a', { n: N(2) });
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('a') } }));
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('a') } }));
    const records = db.records().filter(({ dynamodb }) => dynamodb.Keys.pk?.S === pk);
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    const [, modified, removed] = records;
    expect(modified?.dynamodb).toMatchObject({
      Keys: { pk: S(pk), sk: S('a') },
      OldImage: { n: N(1) },
      NewImage: { n: N(2) },
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
    expect(removed).not.toHaveProperty('userIdentity');
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect([...numbers].sort()).toEqual(numbers);
    expect(new Set(numbers).size).toBe(3);
  });

  it('tells who removed an expired item, which is read until then', async () => {
    const pk = newPartition();
    const expiresAt = Math.floor(db.clock.now() / 1000) + 60;
    await put(pk, 'a', { expiresAt: N(expiresAt) });
    await put(pk, 'b', { expiresAt: N(expiresAt + 60) });
    expect(db.sweep()).toBe(0);
    db.clock.advance(61_000);
    expect(await get(pk, 'a')).toBeDefined();
    expect(db.sweep()).toBe(1);
    expect(await get(pk, 'a')).toBeUndefined();
    expect(await get(pk, 'b')).toBeDefined();
    const removed = db
      .records()
      .find(({ eventName, dynamodb }) => eventName === 'REMOVE' && dynamodb.Keys.pk?.S === pk);
    expect(removed?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
  });
});

describe('capacity', () => {
  const kb = (size: number) => ({ big: S('x'.repeat(size * 1024 - 200)) });

  it('of a write is that of the larger image, an index aside that it does not touch', async () => {
    const pk = newPartition();
    expect(await units(() => put(pk, 'a', kb(3)))).toEqual([3, 0]);
    expect(await units(() => put(pk, 'a', kb(2)))).toEqual([3, 0]);
    expect(await units(() => put(pk, 'a', kb(5)))).toEqual([5, 0]);
    expect(
      await units(() => client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('a') } }))),
    ).toEqual([5, 0]);
    expect(
      await units(() => client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('a') } }))),
    ).toEqual([1, 0]);
  });

  it('of an index is one write for an entry that comes, changes or goes, two for one that moves', async () => {
    const pk = newPartition();
    const { ConsumedCapacity } = await put(pk, 'a', { ...kb(3), start: S('1'), observed: S('1') });
    expect(ConsumedCapacity).toMatchObject({
      CapacityUnits: 7,
      Table: { CapacityUnits: 3 },
      LocalSecondaryIndexes: { byStart: { CapacityUnits: 3 }, byObserved: { CapacityUnits: 1 } },
    });
    // Keys alone are kept by the one index, all by the other.
    expect(await units(() => put(pk, 'a', { ...kb(3), start: S('1'), observed: S('1'), n: N(1) }))).toEqual([
      6, 0,
    ]);
    expect(await units(() => put(pk, 'a', { ...kb(3), start: S('2'), observed: S('1'), n: N(1) }))).toEqual([
      9, 0,
    ]);
    expect(await units(() => put(pk, 'a', { ...kb(3), start: S('2'), observed: S('1'), n: N(1) }))).toEqual([
      3, 0,
    ]);
    expect(
      await units(() => client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pk), sk: S('a') } }))),
    ).toEqual([7, 0]);
  });

  it('of a transaction is double for the table, for a check and a refusal as well', async () => {
    const pk = newPartition();
    const transact = (
      TransactItems: TransactWriteItemsCommand['input']['TransactItems'],
      token: string = randomUUID(),
    ) => client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: token }));
    const Item = { pk: S(pk), sk: S('a'), start: S('1') };
    expect(await units(() => transact([{ Put: { TableName, Item } }], 'same'))).toEqual([3, 0]);
    expect(await units(() => transact([{ Put: { TableName, Item } }], 'same'))).toEqual([0, 2]);
    const check = (condition: string) => [
      { ConditionCheck: { TableName, Key: { pk: S(pk), sk: S('a') }, ConditionExpression: condition } },
      { Put: { TableName, Item: { pk: S(pk), sk: S('b'), ...kb(2) } } },
    ];
    expect(await units(() => transact(check('attribute_not_exists(pk)')))).toEqual([6, 0]);
    expect(await units(() => transact(check('attribute_exists(pk)')))).toEqual([6, 0]);
  });

  it('of a write whose condition fails is that of the write', async () => {
    const pk = newPartition();
    await put(pk, 'a', kb(3));
    const Item = { pk: S(pk), sk: S('a'), ...kb(5) };
    const refused = () =>
      client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    expect(await units(refused)).toEqual([5, 0]);
  });

  it('of reading is per item, or per query of all it reads, half when eventually consistent', async () => {
    const pk = newPartition();
    await put(pk, 'a', kb(5));
    await put(pk, 'b', kb(2));
    const Key = { pk: S(pk), sk: S('a') };
    const none = { pk: S(pk), sk: S('none') };
    expect(
      await units(() => client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))),
    ).toEqual([0, 2]);
    expect(await units(() => client.send(new GetItemCommand({ TableName, Key })))).toEqual([0, 1]);
    expect(await units(() => client.send(new GetItemCommand({ TableName, Key: none })))).toEqual([0, 0.5]);
    const RequestItems = { [TableName]: { Keys: [Key, none], ConsistentRead: true } };
    expect(await units(() => client.send(new BatchGetItemCommand({ RequestItems })))).toEqual([0, 3]);
    const TransactItems = [{ Get: { TableName, Key } }, { Get: { TableName, Key: none } }];
    expect(await units(() => client.send(new TransactGetItemsCommand({ TransactItems })))).toEqual([0, 6]);
    expect(await units(() => query(pk, { ConsistentRead: true }))).toEqual([0, 2]);
    expect(await units(() => query(pk))).toEqual([0, 1]);
    expect(await units(() => query(newPartition()))).toEqual([0, 0.5]);
  });

  it('of an index query is that of its entries, and of the items that are fetched', async () => {
    const pk = newPartition();
    for (const key of ['a', 'b', 'c']) await put(pk, key, { ...kb(5), observed: S(key) });
    expect(await units(() => query(pk, { IndexName: 'byObserved', ConsistentRead: true }))).toEqual([0, 1]);
    expect(
      await units(() =>
        query(pk, { IndexName: 'byObserved', ConsistentRead: true, Select: 'ALL_ATTRIBUTES' }),
      ),
    ).toEqual([0, 7]);
  });

  it('is counted by operation', async () => {
    db.resetUsage();
    await put(newPartition(), 'a');
    await get('none', 'none');
    expect(db.usage()).toEqual({
      writeUnits: 1,
      readUnits: 1,
      requestsByOperation: { PutItem: 1, GetItem: 1 },
      byOperation: {
        PutItem: { requests: 1, writeUnits: 1, readUnits: 0 },
        GetItem: { requests: 1, writeUnits: 0, readUnits: 1 },
      },
    });
  });
});
