import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { EVENT_SOURCE, type FunctionName } from '../src/lambda/constants.ts';
import { tableArns } from './table.ts';

/** What the functions work with. */
export interface Surroundings {
  readonly key: IKey;
  readonly table: Table;
  /** ARN of the table's stream. */
  readonly streamArn: string;
  readonly queue: IQueue;
  readonly deadRecords: IQueue;
  readonly deadRuns: IQueue;
  readonly topic: ITopic;
  readonly eventBus: IEventBus;
}

/** What each function may do, beside writing its own log. */
export const PERMISSIONS: Readonly<Record<FunctionName, (around: Surroundings) => PolicyStatement[]>> = {
  ingest: ({ key, table, queue }) => [
    ...useTable(table, key),
    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [queue.queueArn]),
    allowKey(key, ['kms:Decrypt'], ['sqs']),
  ],
  correlate: ({ key, table, streamArn, deadRecords, topic, eventBus }) => [
    ...useTable(table, key),
    // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [streamArn],
    ),
    allow(['sqs:SendMessage'], [deadRecords.queueArn]),
    ...tell(topic, eventBus, key),
  ],
  reconcile: ({ key, table, deadRuns, topic, eventBus }) => [
    ...useTable(table, key),
    // On demand it reads every finding's state, to judge all of them once more.
    allow(['dynamodb:Scan'], [table.tableArn]),
    allow(['sqs:SendMessage'], [deadRuns.queueArn]),
    allow(['securityhub:GetFindings'], [securityHubArn('hub/default')]),
    ...tell(topic, eventBus, key),
  ],
};

/** What DescribeNetworkInterfaces takes; EC2 knows no resource for it, so that `*` is the only one there is. */
export function describeNetworkInterfaces(): PolicyStatement {
  return allow(['ec2:DescribeNetworkInterfaces'], ['*']);
}

/** Reads, writes and transactions; the key as DynamoDB uses it in the name of who asks. */
function useTable(table: Table, key: IKey): PolicyStatement[] {
  return [
    allow(
      [
        'dynamodb:BatchGetItem',
        'dynamodb:ConditionCheckItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      tableArns(table),
    ),
    allowKey(
      key,
      [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      ['dynamodb'],
    ),
  ];
}

/** Delivering incidents: to Security Hub, to the event bus, and to people. */
function tell(topic: ITopic, eventBus: IEventBus, key: IKey): PolicyStatement[] {
  return [
    // Only for this account, as itself: the action takes the product and the account of the finding.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecurityhub.html
    allow(['securityhub:BatchImportFindings'], [securityHubArn(`product/${Aws.ACCOUNT_ID}/default`)], {
      StringEquals: { 'securityhub:TargetAccount': Aws.ACCOUNT_ID },
    }),
    // A request has many sources, of which each must be ours.
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
    allow(['events:PutEvents'], [eventBus.eventBusArn], {
      'ForAllValues:StringEquals': { 'events:source': EVENT_SOURCE },
    }),
    allow(['sns:Publish'], [topic.topicArn]),
    allowKey(key, ['kms:Decrypt', 'kms:GenerateDataKey'], ['sqs', 'sns']),
  ];
}

function allowKey(key: IKey, actions: string[], services: readonly string[]): PolicyStatement {
  const via = services.map((service) => `${service}.${Aws.REGION}.amazonaws.com*`);
  return allow(actions, [key.keyArn], { StringLike: { 'kms:ViaService': via } });
}

function securityHubArn(resource: string): string {
  return `arn:${Aws.PARTITION}:securityhub:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}

function allow(
  actions: string[],
  resources: string[],
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}
