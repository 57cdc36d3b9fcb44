import { ServiceError, validationError } from '../http/service-error.ts';
import type { Database } from './database.ts';
import { parseRequest } from './dynalite.ts';
import { Table } from './table.ts';
import type { TableDescription } from './table-description.ts';

interface TimeToLiveRequest {
  readonly TableName: string;
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

/** CreateTable; the table is there at once. */
export function createTable(database: Database, body: TableDescription): unknown {
  // dynalite's grammar drops what it does not know, the stream among it.
  parseRequest('createTable', { ...body });
  if (database.tables.has(body.TableName)) {
    throw new ServiceError('ResourceInUseException', `Table already exists: ${body.TableName}`);
  }
  const view = body.StreamSpecification?.StreamViewType;
  if (body.StreamSpecification?.StreamEnabled && view !== 'NEW_AND_OLD_IMAGES') {
    throw validationError(`this account has streams with NEW_AND_OLD_IMAGES only, not with ${view}`);
  }
  const { region, account } = database.identity;
  const arn = `arn:aws:dynamodb:${region}:${account}:table/${body.TableName}`;
  const table = new Table({ ...body, TableArn: arn }, database.clock);
  database.tables.set(body.TableName, table);
  return { TableDescription: describe(table) };
}

/** DeleteTable; its items are gone at once. */
export function deleteTable(database: Database, { TableName }: { readonly TableName: string }): unknown {
  const table = database.tableOf(TableName);
  database.tables.delete(TableName);
  return { TableDescription: { ...describe(table), TableStatus: 'DELETING' } };
}

/** DescribeTable. */
export function describeTable(database: Database, { TableName }: { readonly TableName: string }): unknown {
  return { Table: describe(database.tableOf(TableName)) };
}

/** UpdateTimeToLive. */
export function updateTimeToLive(database: Database, request: TimeToLiveRequest): unknown {
  const { Enabled, AttributeName } = request.TimeToLiveSpecification;
  database.tableOf(request.TableName).ttlAttribute = Enabled ? AttributeName : undefined;
  return { TimeToLiveSpecification: request.TimeToLiveSpecification };
}

/** DescribeTimeToLive. */
export function describeTimeToLive(
  database: Database,
  { TableName }: { readonly TableName: string },
): unknown {
  const { ttlAttribute } = database.tableOf(TableName);
  if (ttlAttribute === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
  return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute } };
}

function describe({ description, stream }: Table): object {
  return {
    ...description,
    TableStatus: 'ACTIVE',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(stream !== undefined && { LatestStreamArn: stream.arn }),
  };
}
