import { ServiceError } from '../http/service-error.ts';
import type { Database } from './database.ts';
import type { StreamRecord, TableStream } from './stream.ts';

// The Streams API, as far as a reader of a whole stream needs it. A stream has one shard that never ends.

const SHARD = `shardId-${'0'.repeat(20)}`;
/** GetRecords gives 1,000 records at most (DynamoDB Streams API). */
const PAGE_LENGTH = 1000;

/** DescribeStream. */
export function describeStream(database: Database, { StreamArn }: { readonly StreamArn: string }): unknown {
  streamOf(database, StreamArn);
  return { StreamDescription: { StreamArn, StreamStatus: 'ENABLED', Shards: [{ ShardId: SHARD }] } };
}

/** GetShardIterator, for the first record that there is. */
export function getShardIterator(
  database: Database,
  { StreamArn, ShardIteratorType: type }: { readonly StreamArn: string; readonly ShardIteratorType: string },
): unknown {
  streamOf(database, StreamArn);
  if (type !== 'TRIM_HORIZON') throw new ServiceError('ValidationException', `no iterators of type ${type}`);
  return { ShardIterator: `${StreamArn}|0` };
}

/** GetRecords. */
export function getRecords(
  database: Database,
  { ShardIterator }: { readonly ShardIterator: string },
): unknown {
  const [arn = '', from] = ShardIterator.split('|');
  const records = streamOf(database, arn).records(Number(from)).slice(0, PAGE_LENGTH);
  return { Records: records.map(toWire), NextShardIterator: `${arn}|${Number(from) + records.length}` };
}

function streamOf(database: Database, arn: string): TableStream {
  for (const { stream } of database.tables.values()) {
    if (stream?.arn === arn) return stream;
  }
  throw new ServiceError(
    'ResourceNotFoundException',
    `Requested resource not found: Stream: ${arn} not found`,
  );
}

/** The API writes members of the identity in capitals, Lambda does not. */
function toWire({ userIdentity, ...record }: StreamRecord): object {
  if (userIdentity === undefined) return record;
  return { ...record, userIdentity: { Type: userIdentity.type, PrincipalId: userIdentity.principalId } };
}
