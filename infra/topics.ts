import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The topic on which people are told of opened and escalated incidents. */
export function createTopic(scope: Construct, key: IKey): Topic {
  return new Topic(scope, 'Topic', { displayName: 'Corroborate', masterKey: key, enforceSSL: true });
}

/** The topic that alarms tell, where none is given. */
export function createAlarmTopic(scope: Construct, key: IKey): Topic {
  const topic = new Topic(scope, 'AlarmTopic', {
    displayName: 'Corroborate alarms',
    masterKey: key,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return topic;
}

/** Subscribes an e-mail address, which has to confirm it; what cannot be sent becomes a dead letter. */
export function subscribe(topic: Topic, email: string, deadLetterQueue: Queue): Subscription {
  return new Subscription(topic, 'Email', {
    topic,
    protocol: SubscriptionProtocol.EMAIL,
    endpoint: email,
    deadLetterQueue,
  });
}
