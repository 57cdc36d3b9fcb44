import { DescribeTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, type AccountOptions, createAccount } from './account.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb/start-dynamo-db.ts';
import { findOtherDynamoDb, type OtherDynamoDb, otherEndpoint } from './other-dynamodb/other-dynamodb.ts';
import { SMALL_FUNCTIONS, SMALL_STACK, smallFinding } from './small-pipeline.ts';

// The other DynamoDB is here one of our own, in a server of its own: what is tested is the way to it and back.

let db: DynamoDb;
let dynamoDb: OtherDynamoDb;
const accounts: Account[] = [];

beforeEach(async () => {
  db = await startDynamoDb();
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
  dynamoDb = { endpoint: db.endpoint, region: 'eu-west-1', credentials, isService: false };
});
afterEach(async () => {
  for (const account of accounts.splice(0)) await account.close();
  await db.close();
});

async function start(options: Partial<AccountOptions> = {}): Promise<Account> {
  const account = await createAccount({
    stack: SMALL_STACK,
    functions: SMALL_FUNCTIONS,
    dynamoDb,
    ...options,
  });
  accounts.push(account);
  return account;
}

function receiveFindings(account: Account, entity: string, count: number): void {
  for (let number = 0; number < count; number += 1) {
    account.hub.receive(smallFinding(entity, number));
  }
}

function titlesIn(account: Account): readonly unknown[] {
  return account.hub
    .findings()
    .filter(({ GeneratorId }) => GeneratorId === 'corroborate/small')
    .map(({ Title }) => Title);
}

describe('an account with another DynamoDB', () => {
  it('keeps its tables there and follows their streams until they have told everything', async () => {
    const account = await start();
    receiveFindings(account, 'a', 3);
    await account.runUntilIdle();
    expect(titlesIn(account)).toEqual(['3 findings']);
    receiveFindings(account, 'b', 2);
    await account.runUntilIdle();
    expect(titlesIn(account).toSorted()).toEqual(['2 findings', '3 findings']);
    // 5 findings, and an incident each time correlate saw more of them.
    expect(db.records().filter(({ eventName }) => eventName === 'INSERT')).toHaveLength(7);
    expect(account.requests()).not.toHaveProperty('dynamodb:PutItem');
  });

  it('keeps two accounts apart', async () => {
    const [one, two] = [await start(), await start()];
    receiveFindings(one, 'a', 2);
    await one.runUntilIdle();
    await two.runUntilIdle();
    expect([titlesIn(one), titlesIn(two)]).toEqual([['2 findings'], []]);
  });

  it('reads a stream of many pages, binary values and sets among them', async () => {
    const account = await start({ functions: {} });
    const client = db.client();
    const TableName = account.tableName('table');
    const more = { bytes: { B: Uint8Array.of(1, 255) }, set: { SS: ['b', 'a'] }, list: { L: [{ N: '1' }] } };
    for (let number = 0; number < 1001; number += 1) {
      const Item = { pk: { S: 'other#' }, sk: { S: String(number) }, ...more };
      await client.send(new PutItemCommand({ TableName, Item }));
    }
    await account.runUntilIdle();
    expect(db.usage().requestsByOperation.GetRecords).toBeGreaterThan(1);
  });

  it('deletes its tables when it is closed', async () => {
    const account = await start();
    const TableName = account.tableName('table');
    const describeTable = () => db.client().send(new DescribeTableCommand({ TableName }));
    expect((await describeTable()).Table?.LocalSecondaryIndexes).toHaveLength(2);
    await account.close();
    await expect(describeTable()).rejects.toThrow('not found');
  });

  it('refuses what no other DynamoDB does', async () => {
    await expect(start({ faults: { throttle: 0.1 } })).rejects.toThrow('faults: needs the DynamoDB of the');
    const account = await start();
    expect(() => account.sweepTtl()).toThrow('time to live: needs the DynamoDB of the tests');
  });
});

describe('the DynamoDB that the environment names', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAREAL');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'real');
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const find = (endpoint: string) => findOtherDynamoDb({ CORROBORATE_DYNAMODB_ENDPOINT: endpoint });

  it.each([undefined, ''])('is none for %j', async (endpoint) => {
    expect(otherEndpoint({ CORROBORATE_DYNAMODB_ENDPOINT: endpoint })).toBeUndefined();
    expect(await findOtherDynamoDb({ CORROBORATE_DYNAMODB_ENDPOINT: endpoint })).toBeUndefined();
  });

  it.each([
    'http://127.0.0.1:8000',
    'http://localhost:8000',
    'http://dynamodb:8000',
    'https://dynamodb.eu-west-1.amazonaws.com.example.org',
    'http://dynamodb.amazonaws.com',
  ])('is shown no real credentials at %s', async (endpoint) => {
    expect(await find(endpoint)).toEqual({ ...dynamoDb, endpoint });
  });

  it.each([
    ['https://dynamodb.us-east-2.amazonaws.com', 'us-east-2'],
    ['https://dynamodb-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['https://dynamodb.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['https://dynamodb.eu-central-1.api.aws', 'eu-central-1'],
    ['https://111122223333.ddb.eu-west-3.amazonaws.com', 'eu-west-3'],
  ])('is the service at %s', async (endpoint, region) => {
    expect(await find(endpoint)).toEqual({
      ...{ endpoint, region, isService: true },
      credentials: { accessKeyId: 'AKIAREAL', secretAccessKey: 'real' },
    });
  });
});
