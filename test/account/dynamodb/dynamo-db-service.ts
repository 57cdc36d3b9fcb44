import { createJsonService, type Operation } from '../http/json-service.ts';
import type { Refusal, Service } from '../http/service.ts';
import { ServiceError } from '../http/service-error.ts';
import { batchGetItem } from './batch-get.ts';
import { batchWriteItem } from './batch-write.ts';
import type { Database } from './database.ts';
import {
  createTable,
  deleteTable,
  describeTable,
  describeTimeToLive,
  updateTimeToLive,
} from './manage-tables.ts';
import { query, scan } from './query.ts';
import { getItem } from './read-item.ts';
import { describeStream, getRecords, getShardIterator } from './read-stream.ts';
import { transactGetItems } from './transact-get.ts';
import { WriteTransactions } from './transact-write.ts';
import { writeItem } from './write-item.ts';

/** Puts a database on the wire as DynamoDB and DynamoDB Streams, whose clients sign with one name. */
export function createDynamoDbService(database: Database): Service {
  const transactions = new WriteTransactions(database);
  const answers: Readonly<Record<string, Operation>> = {
    PutItem: (body: object) => writeItem(database, 'Put', body),
    UpdateItem: (body: object) => writeItem(database, 'Update', body),
    DeleteItem: (body: object) => writeItem(database, 'Delete', body),
    GetItem: (body: object) => getItem(database, body),
    Query: (body: object) => query(database, body),
    Scan: (body: object) => scan(database, body),
    BatchGetItem: (body: object) => batchGetItem(database, body),
    BatchWriteItem: (body: object) => batchWriteItem(database, body),
    TransactGetItems: (body: object) => transactGetItems(database, body),
    TransactWriteItems: (body: object, request) => transactions.answer(body, request.body),
    CreateTable: (body: Parameters<typeof createTable>[1]) => createTable(database, body),
    DeleteTable: (body: Parameters<typeof deleteTable>[1]) => deleteTable(database, body),
    DescribeTable: (body: Parameters<typeof describeTable>[1]) => describeTable(database, body),
    UpdateTimeToLive: (body: Parameters<typeof updateTimeToLive>[1]) => updateTimeToLive(database, body),
    DescribeTimeToLive: (body: Parameters<typeof describeTimeToLive>[1]) =>
      describeTimeToLive(database, body),
    DescribeStream: (body: Parameters<typeof describeStream>[1]) => describeStream(database, body),
    GetShardIterator: (body: Parameters<typeof getShardIterator>[1]) => getShardIterator(database, body),
    GetRecords: (body: Parameters<typeof getRecords>[1]) => getRecords(database, body),
  };
  const counted = Object.entries(answers).map(([name, answer]): [string, Operation] => [
    name,
    (body, request) => {
      database.meter.countRequest(name);
      return answer(body, request);
    },
  ]);
  return createJsonService({
    contentType: 'application/x-amz-json-1.0',
    operations: new Map(counted),
    refusal: (operation, refusal, { body }) => refusalOf(operation, refusal, body),
  });
}

/** What a table says that is too hot, or on which another request was faster. */
function refusalOf(operation: string, refusal: Refusal, body: string): ServiceError {
  if (refusal === 'throttle' || !operation.includes('Item') || operation.includes('Batch')) {
    return new ServiceError('ThrottlingException', 'Rate exceeded');
  }
  const message = 'Transaction is ongoing for the item';
  if (!operation.startsWith('Transact')) return new ServiceError('TransactionConflictException', message);
  const { TransactItems: actions }: { TransactItems: readonly unknown[] } = JSON.parse(body);
  const reasons = actions.map((_, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: message } : { Code: 'None' },
  );
  return new ServiceError('TransactionCanceledException', 'Transaction cancelled [TransactionConflict]', {
    members: { CancellationReasons: reasons },
  });
}
