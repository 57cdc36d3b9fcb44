import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { TableDescription } from '../dynamodb/table-description.ts';
import { clientOptionsOf, type OtherDynamoDb } from './other-dynamodb.ts';

/** What the name of every table begins with that tests make: whatever is left of a run that was killed is found by it. */
export const NAME_PREFIX = 'corroborate-test-';

/** A table that was made in another DynamoDB. */
export interface OtherTable {
  readonly name: string;
  readonly streamArn: string | undefined;
}

/** Tables of a test in another DynamoDB; they are there until `close`. */
export class OtherTables {
  readonly client: DynamoDBClient;
  readonly #names: string[] = [];

  constructor(other: OtherDynamoDb) {
    this.client = new DynamoDBClient(clientOptionsOf(other));
  }

  /** Makes a table of a description, under a name that no other has; waits until it can be used. */
  async create(description: TableDescription): Promise<OtherTable> {
    const name = `${NAME_PREFIX}${randomUUID()}`;
    const { TableArn: _, ...told } = description;
    const input = { BillingMode: 'PAY_PER_REQUEST', ...told, TableName: name } as CreateTableCommandInput;
    const { TableDescription: made } = await this.client.send(new CreateTableCommand(input));
    this.#names.push(name);
    await waitUntilTableExists(
      { client: this.client, maxWaitTime: WAIT_SECONDS_MAX, minDelay: 1, maxDelay: 2 },
      { TableName: name },
    );
    return { name, streamArn: made?.LatestStreamArn };
  }

  /** Deletes the tables. */
  async close(): Promise<void> {
    for (const TableName of this.#names.splice(0))
      await this.client.send(new DeleteTableCommand({ TableName }));
    this.client.destroy();
  }
}

const WAIT_SECONDS_MAX = 120;
