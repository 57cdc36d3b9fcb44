import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { productTable } from '../../account/dynamodb/product-table.ts';
import { startDynamoDb } from '../../account/dynamodb/start-dynamo-db.ts';
import { findOtherDynamoDb, type OtherDynamoDb } from '../../account/other-dynamodb/other-dynamodb.ts';
import { OtherTables } from '../../account/other-dynamodb/other-tables.ts';

/** Where the tables of a test are: in the DynamoDB that an environment variable names, or else in one of our own. */
export interface TestTables {
  readonly client: DynamoDBClient;
  /** Makes a new table of the product's schema and gives its name. */
  create(): Promise<string>;
  /** Deletes the tables where they would outlive the test. */
  close(): Promise<void>;
}

/** Opens the DynamoDB that tests run against. */
export async function openTestTables(): Promise<TestTables> {
  const other = await findOtherDynamoDb();
  return other === undefined ? openOwnTables() : openOtherTables(other);
}

async function openOwnTables(): Promise<TestTables> {
  const db = await startDynamoDb();
  let number = 0;
  const create = async () => {
    const name = `table-${++number}`;
    db.createTable(name);
    return name;
  };
  return { client: db.client(), create, close: () => db.close() };
}

function openOtherTables(other: OtherDynamoDb): TestTables {
  const tables = new OtherTables(other);
  return {
    client: tables.client,
    create: async () => (await tables.create(productTable(''))).name,
    close: () => tables.close(),
  };
}
