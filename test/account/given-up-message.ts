import type { StreamRecord } from './dynamodb/stream.ts';
import type { StreamBatch } from './stream-lane.ts';

/** A batch that an event source mapping has given up. */
export interface GivenUp {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly function: string;
  readonly shard: string;
  readonly streamArn: string;
  readonly batch: StreamBatch;
  readonly nowMs: number;
}

/** What Lambda sends to an on-failure destination: where in the stream the records are, and none of them. */
export function givenUpMessage({
  condition,
  function: name,
  shard,
  streamArn,
  batch,
  nowMs,
}: GivenUp): string {
  const [first, last] = [batch.records.at(0), batch.records.at(-1)];
  return JSON.stringify({
    requestContext: {
      requestId: `given-up-${first?.dynamodb.SequenceNumber}`,
      functionArn: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
      condition,
      approximateInvokeCount: batch.attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: shard,
      startSequenceNumber: first?.dynamodb.SequenceNumber,
      endSequenceNumber: last?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: batch.records.length,
      streamArn,
    },
  });
}

function arrivalOf(record: StreamRecord | undefined): string {
  return new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
}
