import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../../src/store/dynamodb/table.ts';
import { startDynamoDb } from '../../account/dynamodb/start-dynamo-db.ts';

/** Where the tables of a test are: in the DynamoDB that an environment variable names, or else in one of our own. */
export interface TestTables {
  readonly client: DynamoDBClient;
  /** Makes a new table of the product's schema and gives its name. */
  create(): Promise<string>;
  close(): Promise<void>;
}

/** `http://127.0.0.1:8000` for DynamoDB Local, `https://dynamodb.<region>.amazonaws.com` for the real one. */
const ENDPOINT: string | undefined = process.env.CORROBORATE_DYNAMODB_ENDPOINT;

/** Opens the DynamoDB that tests run against. */
export async function openTestTables(): Promise<TestTables> {
  let number = 0;
  const nextName = () => `corroborate-test-${process.pid}-${Date.now()}-${++number}`;
  if (ENDPOINT === undefined) {
    const db = await startDynamoDb();
    const create = async () => {
      const name = nextName();
      db.createTable(name);
      return name;
    };
    return { client: db.client(), create, close: () => db.close() };
  }
  const client = new DynamoDBClient({ endpoint: ENDPOINT });
  const create = async () => {
    const name = nextName();
    await client.send(new CreateTableCommand({ TableName: name, ...SCHEMA }));
    await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: name });
    return name;
  };
  return { client, create, close: async () => client.destroy() };
}

const { partitionKey, sortKey, byStart, byObserved } = TABLE;
const HASH = { AttributeName: partitionKey, KeyType: 'HASH' } as const;

const SCHEMA: Omit<CreateTableCommandInput, 'TableName'> = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [partitionKey, sortKey, byStart.sortKey, byObserved.sortKey].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  KeySchema: [HASH, { AttributeName: sortKey, KeyType: 'RANGE' as const }],
  LocalSecondaryIndexes: [
    {
      IndexName: byStart.index,
      KeySchema: [HASH, { AttributeName: byStart.sortKey, KeyType: 'RANGE' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    },
    {
      IndexName: byObserved.index,
      KeySchema: [HASH, { AttributeName: byObserved.sortKey, KeyType: 'RANGE' as const }],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
};
