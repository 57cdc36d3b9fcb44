import { Duration } from 'aws-cdk-lib';
import {
  EventInvokeConfig,
  EventSourceMapping,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PREFIX, TABLE, TTL_PRINCIPAL } from '../src/store/dynamodb/table.ts';

/** How many copies of the functions may run at once. */
export interface Concurrency {
  /** Copies of `ingest`, 2 to 1,000. */
  readonly ingestMax: number;
  /** Copies of `correlate` for each shard of the stream, 1 to 10. */
  readonly correlatePerShard: number;
}

/** What feeds the functions. */
export interface EventSources {
  /** From the queue to `ingest`. */
  readonly queue: EventSourceMapping;
  /** From the table's stream to `correlate`. */
  readonly stream: EventSourceMapping;
}

/** Lets `ingest` take findings from the queue; of a batch only what failed comes back. */
export function createQueueSource(
  scope: Construct,
  ingest: LambdaFunction,
  queue: Queue,
  { ingestMax }: Concurrency,
): EventSourceMapping {
  return new EventSourceMapping(scope, 'QueueSource', {
    target: ingest,
    eventSourceArn: queue.queueArn,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(2),
    maxConcurrency: ingestMax,
    reportBatchItemFailures: true,
  });
}

/**
 * Lets `correlate` follow the table's stream. What cannot be processed at all the function sets aside by itself; the
 * caps are for the case that it cannot even do that, and lie well within the 24 hours that the stream remembers.
 */
export function createStreamSource(
  scope: Construct,
  correlate: LambdaFunction,
  streamArn: string,
  deadLetterQueue: Queue,
  { correlatePerShard }: Concurrency,
): EventSourceMapping {
  return new EventSourceMapping(scope, 'StreamSource', {
    target: correlate,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(1),
    parallelizationFactor: correlatePerShard,
    filters: STREAM_FILTERS.map((filter) => ({ pattern: JSON.stringify(filter) })),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 50,
    maxRecordAge: Duration.hours(12),
    onFailure: onFailureTo(deadLetterQueue),
  });
}

/** A run that fails twice more is a dead letter: the next one does the same work. */
export function createInvokeConfig(
  scope: Construct,
  reconcile: LambdaFunction,
  deadLetterQueue: Queue,
): EventInvokeConfig {
  return new EventInvokeConfig(scope, 'Invocations', {
    function: reconcile,
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    onFailure: onFailureTo(deadLetterQueue),
  });
}

/** New and changed findings, and what the time to live has removed; nothing that correlating itself writes. */
const STREAM_FILTERS = [
  {
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { Keys: { [TABLE.partitionKey]: { S: [{ prefix: PREFIX.finding }] } } },
  },
  {
    eventName: ['REMOVE'],
    userIdentity: { principalId: [TTL_PRINCIPAL] },
    dynamodb: {
      Keys: { [TABLE.partitionKey]: { S: [{ prefix: PREFIX.finding }, { prefix: PREFIX.evidence }] } },
    },
  },
];

/** A destination that grants nothing: the permissions of the functions are written down in one place. */
function onFailureTo(queue: Queue): { bind: () => { destination: string } } {
  return { bind: () => ({ destination: queue.queueArn }) };
}
