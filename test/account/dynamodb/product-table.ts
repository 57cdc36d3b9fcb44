import { TABLE } from '../../../src/store/dynamodb/table.ts';
import type { Database } from './database.ts';
import { createTable, updateTimeToLive } from './manage-tables.ts';
import type { KeySchemaElement, TableDescription } from './table-description.ts';

/** Makes a table of the product's own schema, as the infrastructure does. */
export function createProductTable(database: Database, name: string): void {
  createTable(database, productTable(name));
  const TimeToLiveSpecification = { Enabled: true, AttributeName: TABLE.ttl };
  updateTimeToLive(database, { TableName: name, TimeToLiveSpecification });
}

/** What CreateTable is told of the product’s table. */
export function productTable(name: string): TableDescription & { readonly BillingMode: string } {
  const { partitionKey, sortKey, byStart, byObserved } = TABLE;
  const keyNames = [partitionKey, sortKey, byStart.sortKey, byObserved.sortKey];
  return {
    TableName: name,
    TableArn: '',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(sortKey),
    AttributeDefinitions: keyNames.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    LocalSecondaryIndexes: [
      {
        IndexName: byStart.index,
        KeySchema: keySchema(byStart.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: byObserved.index,
        KeySchema: keySchema(byObserved.sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

function keySchema(range: string): readonly KeySchemaElement[] {
  return [
    { AttributeName: TABLE.partitionKey, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}
