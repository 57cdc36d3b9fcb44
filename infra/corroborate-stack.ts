import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Corroborate, type CorroborateProps } from './corroborate.ts';

/** Like `CorroborateProps`, with what is made elsewhere given by name. */
export interface CorroborateStackProps extends StackProps, Omit<CorroborateProps, 'alarmTopic' | 'eventBus'> {
  /** Topic that alarms tell. Default: one is made, which `email` is subscribed to. */
  readonly alarmTopicArn?: string;
  /** Event bus that incidents are announced on. Default: the account's default bus. */
  readonly eventBusName?: string;
}

/** A stack that holds one `Corroborate`, and says what one needs to work with it. */
export class CorroborateStack extends Stack {
  readonly corroborate: Corroborate;

  constructor(scope: Construct, id: string, props: CorroborateStackProps = {}) {
    super(scope, id, { description: DESCRIPTION, ...props });
    const { alarmTopicArn, eventBusName } = props;
    this.corroborate = new Corroborate(this, 'Corroborate', {
      ...props,
      ...(alarmTopicArn !== undefined && {
        alarmTopic: Topic.fromTopicArn(this, 'GivenAlarmTopic', alarmTopicArn),
      }),
      ...(eventBusName !== undefined && {
        eventBus: EventBus.fromEventBusName(this, 'GivenEventBus', eventBusName),
      }),
    });
    addOutputs(this, this.corroborate);
  }
}

/** What CloudFormation says of a stack. */
export const DESCRIPTION = 'Corroborate: correlates findings of AWS Security Hub into incidents';

/** Adds the names that one needs to work with a stack. */
export function addOutputs(stack: Stack, { table, functions, topic, dashboard }: Corroborate): void {
  const output = (id: string, description: string, value: string) =>
    new CfnOutput(stack, id, { description, value });
  output('TableName', 'for corroborate --store dynamodb:NAME', table.tableName);
  output('ReconcileName', 'to be invoked by hand, see docs/runbook.md', functions.reconcile.functionName);
  output('TopicArn', 'tells of opened and escalated incidents', topic.topicArn);
  output('DashboardName', 'in CloudWatch', dashboard.dashboardName);
}
