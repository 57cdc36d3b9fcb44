import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * The asynchronous edges, each of which has a queue of dead letters: `delivery` from EventBridge to the queue,
 * `ingest` from the queue to its function, `correlate` from the stream to its function, `reconcile` from the schedule
 * to its function, `notify` from the topics to the e-mail address.
 */
export const EDGES = ['delivery', 'ingest', 'correlate', 'reconcile', 'notify'] as const;

/** One of the asynchronous edges. */
export type Edge = (typeof EDGES)[number];

/** The queue of dead letters of each asynchronous edge. */
export type DeadLetterQueues = Readonly<Record<Edge, Queue>>;

/** Deliveries after which a message is a dead letter. */
const RECEIVE_COUNT_MAX = 5;

/** Seconds that `ingest` has for a batch. */
export const INGEST_TIMEOUT_SECONDS = 60;

/** Six times the timeout of the function. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_SECONDS = 6 * INGEST_TIMEOUT_SECONDS;

/** What SQS keeps at most; a dead letter's days are counted from when it was first sent. */
const RETENTION_DAYS_MAX = 14;

/** Makes a queue of dead letters for each edge. */
export function createDeadLetterQueues(scope: Construct, key: IKey): DeadLetterQueues {
  return {
    delivery: createDeadLetterQueue(scope, 'DeadDeliveries', key),
    ingest: createDeadLetterQueue(scope, 'DeadMessages', key),
    correlate: createDeadLetterQueue(scope, 'DeadRecords', key),
    reconcile: createDeadLetterQueue(scope, 'DeadRuns', key),
    notify: createDeadLetterQueue(scope, 'DeadNotifications', key),
  };
}

/** The queue of findings between EventBridge and `ingest`. */
export function createQueue(scope: Construct, key: IKey, deadLetterQueue: Queue): Queue {
  return new Queue(scope, 'Queue', {
    ...encrypted(key),
    visibilityTimeout: Duration.seconds(VISIBILITY_SECONDS),
    retentionPeriod: Duration.days(RETENTION_DAYS_MAX / 2),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: RECEIVE_COUNT_MAX },
  });
}

function createDeadLetterQueue(scope: Construct, id: string, key: IKey): Queue {
  const queue = new Queue(scope, id, {
    ...encrypted(key),
    retentionPeriod: Duration.days(RETENTION_DAYS_MAX),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is a queue of dead letters itself; an alarm tells when anything is in it.',
  });
  return queue;
}

function encrypted(key: IKey) {
  return { encryption: QueueEncryption.KMS, encryptionMasterKey: key, enforceSSL: true } as const;
}
