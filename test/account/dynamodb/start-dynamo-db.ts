import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AccountClock, createClock } from '../account-clock.ts';
import { startServer } from '../http/start-server.ts';
import { Database } from './database.ts';
import { createDynamoDbService } from './dynamo-db-service.ts';
import { createProductTable } from './product-table.ts';
import type { StreamRecord } from './stream.ts';
import { sweepExpired } from './sweep.ts';
import type { Usage } from './usage.ts';

/** A DynamoDB of its own, that a test starts and closes. */
export interface DynamoDb {
  readonly endpoint: string;
  readonly clock: AccountClock;
  /** Makes a table of the product's own schema, with its indexes, its stream and its time to live. */
  createTable(name: string): void;
  /** Removes the items that have expired; returns how many. */
  sweep(): number;
  /** All records of the tables' streams so far. */
  records(): readonly StreamRecord[];
  /** What the requests so far, or since `resetUsage`, have cost. */
  usage(): Usage;
  resetUsage(): void;
  /** A client of it; it is destroyed when the database is closed. */
  client(): DynamoDBClient;
  close(): Promise<void>;
}

/** What a DynamoDB may be given. */
export interface DynamoDbOptions {
  readonly clock?: AccountClock;
  /** Asked for each item of a batch but the first: true when it is to be left unprocessed. */
  readonly isLeftOut?: () => boolean;
}

/** Starts a DynamoDB that holds nothing yet; its clock stands until it is advanced. */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const { clock = createClock(), isLeftOut } = options;
  const database = new Database(clock);
  if (isLeftOut !== undefined) database.isLeftOut = isLeftOut;
  const services = new Map([['dynamodb', createDynamoDbService(database)]]);
  const server = await startServer({ services });
  const clients: DynamoDBClient[] = [];
  return {
    endpoint: server.endpoint,
    clock,
    createTable: (name) => createProductTable(database, name),
    sweep: () => sweepExpired(database),
    records: () => [...database.tables.values()].flatMap(({ stream }) => stream?.records() ?? []),
    usage: () => database.meter.usage(),
    resetUsage: () => database.meter.reset(),
    client: () => {
      const client = createClient(server.endpoint);
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await server.close();
    },
  };
}

function createClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}
