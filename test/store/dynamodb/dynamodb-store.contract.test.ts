import { afterAll, beforeAll } from 'vitest';
import { openDynamoDbStore } from '../../../src/store/dynamodb/dynamodb-store.ts';
import { describeStore } from '../store-contract.ts';
import { openTestTables, type TestTables } from './test-table.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await openTestTables();
});
afterAll(() => tables.close());

const open = async (writesMax?: number) => {
  const table = await tables.create();
  return openDynamoDbStore({
    client: tables.client,
    table,
    ...(writesMax === undefined ? {} : { writesMax }),
  });
};

describeStore('dynamodb', () => open(), { ttlGranularity: 'lazy', runs: 30 });

// Nearly every save is cut into steps: it has to come to the same.
describeStore('dynamodb, in steps of six writes', () => open(6), { ttlGranularity: 'lazy', runs: 30 });
