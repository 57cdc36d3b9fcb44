import { setTimeout as sleep } from 'node:timers/promises';
import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { ENV } from '../../../src/lambda/constants.ts';
import type { AccountClock } from '../account-clock.ts';
import type { AccountStack } from '../account-stack.ts';
import { type Item, isSameItem } from '../dynamodb/attribute-value.ts';
import type { RecordSource } from '../dynamodb/stream.ts';
import type { TableDescription } from '../dynamodb/table-description.ts';
import { clientOptionsOf, type OtherDynamoDb } from './other-dynamodb.ts';
import { OtherStream } from './other-stream.ts';
import { OtherTables } from './other-tables.ts';
import { toItem } from './to-stream-record.ts';

/** How long a stream may take to tell of a write. */
const BEHIND_MS_MAX = 60_000;
/** A shard may be read five times a second (DynamoDB Streams API, GetRecords). */
const READ_EVERY_MS = 250;

interface Followed {
  readonly name: string;
  readonly keyNames: readonly string[];
  readonly stream: OtherStream;
}

/** The tables of a stack, made for one account in another DynamoDB, and their streams. */
export class OtherDatabase {
  readonly dynamoDb: OtherDynamoDb;
  readonly #tables: OtherTables;
  readonly #clock: AccountClock;
  /** By the name that a table has in the stack. */
  readonly #followed = new Map<string, Followed>();

  constructor(dynamoDb: OtherDynamoDb, clock: AccountClock) {
    this.dynamoDb = dynamoDb;
    this.#tables = new OtherTables(dynamoDb);
    this.#clock = clock;
  }

  /** Makes the tables. Time to live is left off: nothing but our own DynamoDB lets time pass. */
  async deploy({ tables }: AccountStack): Promise<void> {
    try {
      for (const { description } of tables) await this.#create(description);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** The real name of a table of the stack. */
  nameOf(table: string): string {
    return this.#followed.get(table)?.name ?? table;
  }

  streamOf(table: string): RecordSource | undefined {
    return this.#followed.get(table)?.stream;
  }

  /** Options of a client of the tests' own. */
  clientOptions(): ReturnType<typeof clientOptionsOf> {
    return clientOptionsOf(this.dynamoDb);
  }

  /** The environment of a function, with what leads it to these tables; there is one set of credentials for all. */
  environmentOf(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const { endpoint, region, credentials } = this.dynamoDb;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const here = Object.entries(environment).map(([name, value]) => [name, this.nameOf(value)]);
    return {
      ...Object.fromEntries(here),
      ...{ [ENV.dynamoDbEndpoint]: endpoint, AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_REGION: region },
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
      ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
    };
  }

  /**
   * Reads on in the streams while no function runs: true as soon as there are new records, false when the streams have
   * told of everything that the tables hold. No other sign says that a stream has nothing more.
   */
  async readStreams(): Promise<boolean> {
    const deadlineMs = Date.now() + BEHIND_MS_MAX;
    while (Date.now() < deadlineMs) {
      const news = await Promise.all([...this.#followed.values()].map(readOn));
      if (news.includes(true)) return true;
      if (await this.#isAllTold()) return false;
      await sleep(READ_EVERY_MS);
    }
    throw new Error(`a stream has not told within ${BEHIND_MS_MAX} ms what its table holds`);
  }

  /** Deletes the tables. */
  async close(): Promise<void> {
    for (const { stream } of this.#followed.values()) stream.close();
    await this.#tables.close();
  }

  async #create(description: TableDescription): Promise<void> {
    const { name, streamArn: arn } = await this.#tables.create(description);
    if (arn === undefined) throw new Error(`the table ${description.TableName} has no stream`);
    const keyNames = description.KeySchema.map(({ AttributeName }) => AttributeName);
    const stream = new OtherStream({ other: this.dynamoDb, arn, clock: this.#clock });
    this.#followed.set(description.TableName, { name, keyNames, stream });
  }

  async #isAllTold(): Promise<boolean> {
    for (const followed of this.#followed.values()) {
      const told = toldItems(followed);
      const held = await this.#scan(followed.name);
      const isTold = (item: Item) => isSameItem(item, told.get(keyTextOf(item, followed)) ?? {});
      if (held.length !== told.size || !held.every(isTold)) return false;
    }
    return true;
  }

  async #scan(table: string): Promise<readonly Item[]> {
    const items: Readonly<Record<string, AttributeValue>>[] = [];
    const { client } = this.#tables;
    for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
      items.push(...(page.Items ?? []));
    return items.map(toItem);
  }
}

async function readOn({ stream }: Followed): Promise<boolean> {
  const before = stream.records().length;
  await stream.read();
  return stream.records().length > before;
}

/** What a table holds according to its stream, by key. */
function toldItems(followed: Followed): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const { dynamodb } of followed.stream.records()) {
    const key = keyTextOf(dynamodb.Keys, followed);
    if (dynamodb.NewImage === undefined) items.delete(key);
    else items.set(key, dynamodb.NewImage);
  }
  return items;
}

function keyTextOf(item: Item, { keyNames }: Followed): string {
  return JSON.stringify(keyNames.map((name) => item[name]));
}
