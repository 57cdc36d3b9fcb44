import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/**
 * The key that encrypts table, queues, topics and logs; rotated every year. It stays when the stack goes, since the
 * table stays too and could not be read without it.
 */
export function createKey(scope: Construct): Key {
  const key = new Key(scope, 'Key', {
    description: `Corroborate (${Aws.STACK_NAME}): findings, evidence and incidents`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const statement of [logsStatement(), ...SENDERS.map(senderStatement)]) {
    key.addToResourcePolicy(statement);
  }
  return key;
}

/**
 * Services that send to encrypted queues and topics by themselves. Which of them, and for whom, the policies of the
 * queues and topics say; here it is only told that it must be one of this account. That is done by the encryption
 * context, because a key policy with `aws:SourceAccount` does not work for EventBridge.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const SENDERS = [
  { service: 'events.amazonaws.com', context: 'aws:sqs:arn', to: 'sqs' },
  { service: 'sns.amazonaws.com', context: 'aws:sqs:arn', to: 'sqs' },
  { service: 'cloudwatch.amazonaws.com', context: 'aws:sns:topicArn', to: 'sns' },
] as const;

function senderStatement({ service, context, to }: (typeof SENDERS)[number]): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { ArnLike: { [`kms:EncryptionContext:${context}`]: ownArn(to, '*') } },
  });
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logsStatement(): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ownArn('logs', 'log-group:*') } },
  });
}

function ownArn(service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}
