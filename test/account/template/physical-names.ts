import type { AccountIdentity } from '../account-identity.ts';
import { queueOrigin } from '../queue-origin.ts';

/** What `Ref` of a resource gives; the physical name of everything is its logical id. */
export function referenceTo(type: string, id: string, identity: AccountIdentity): string {
  const { account, region } = identity;
  if (type === 'AWS::SQS::Queue') return `${queueOrigin(region)}/${account}/${id}`;
  if (type === 'AWS::SNS::Topic') return arnOf(type, id, identity);
  return id;
}

/** What `Fn::GetAtt` of a resource gives. */
export function attributeOf(type: string, id: string, attribute: string, identity: AccountIdentity): string {
  switch (attribute) {
    case 'Arn':
    case 'TopicArn':
      return arnOf(type, id, identity);
    case 'StreamArn':
      return `${arnOf(type, id, identity)}/stream/label`;
    case 'QueueUrl':
      return referenceTo(type, id, identity);
    case 'QueueName':
    case 'TopicName':
      return id;
    default:
      return `${id}.${attribute}`;
  }
}

/** The logical id that an ARN or URL of `attributeOf` and `referenceTo` stands for. */
export function nameIn(arn: string): string {
  const [, table] = /:table\/([^/]+)/.exec(arn) ?? [];
  return table ?? arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}

const ARN_PARTS: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'sqs:<place>:',
  'AWS::SNS::Topic': 'sns:<place>:',
  'AWS::Lambda::Function': 'lambda:<place>:function:',
  'AWS::DynamoDB::Table': 'dynamodb:<place>:table/',
  'AWS::Events::Rule': 'events:<place>:rule/',
};

function arnOf(type: string, id: string, { account, region }: AccountIdentity): string {
  const parts = ARN_PARTS[type] ?? `${type.toLowerCase().replaceAll('::', '-')}:<place>:`;
  return `arn:aws:${parts.replace('<place>', `${region}:${account}`)}${id}`;
}
