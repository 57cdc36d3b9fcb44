import { Aws } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JsonObject } from '../src/core/json.ts';
import type { Rule } from '../src/core/rule/rule.ts';
import { toContextPatterns } from '../src/format/event-filter/to-context-patterns.ts';
import { toEventPatterns } from '../src/format/event-filter/to-event-patterns.ts';

/** What EventBridge keeps trying for at most. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const RETRY = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 } as const;

/** A run that could not be started is not worth waiting for: the next one follows. */
const SCHEDULE_RETRY = { maximumEventAgeInSeconds: 240, maximumRetryAttempts: 3 } as const;

/** Minutes between two scheduled runs of `reconcile`. */
export const RECONCILE_MINUTES = 5;

/** The rules of the default bus that let into the queue whatever could concern a rule of ours, in any state. */
export function createEventRules(
  scope: Construct,
  rules: readonly Rule[],
  queue: Queue,
  deadLetterQueue: Queue,
): readonly CfnRule[] {
  const create = (kind: string) => (eventPattern: JsonObject, index: number) =>
    new CfnRule(scope, `${kind}${index + 1}`, {
      description: `Corroborate (${Aws.STACK_NAME}): made from the rules, do not edit`,
      eventPattern,
      targets: [target(queue.queueArn, deadLetterQueue, RETRY)],
    });
  const created = [
    ...toEventPatterns(rules).map(create('Findings')),
    ...toContextPatterns(rules).map(create('Context')),
  ];
  allowSending(queue, created);
  allowSending(deadLetterQueue, created);
  return created;
}

/** The schedule of `reconcile`. */
export function createSchedule(scope: Construct, reconcile: LambdaFunction, deadLetterQueue: Queue): CfnRule {
  const rule = new CfnRule(scope, 'Schedule', {
    description: `Corroborate (${Aws.STACK_NAME}): delivers what was left undelivered`,
    scheduleExpression: `rate(${RECONCILE_MINUTES} minutes)`,
    targets: [target(reconcile.functionArn, deadLetterQueue, SCHEDULE_RETRY)],
  });
  reconcile.addPermission('Schedule', {
    principal: new ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.attrArn,
  });
  allowSending(deadLetterQueue, [rule]);
  return rule;
}

function target(arn: string, deadLetterQueue: Queue, retryPolicy: CfnRule.RetryPolicyProperty) {
  return { id: 'Target', arn, deadLetterConfig: { arn: deadLetterQueue.queueArn }, retryPolicy };
}

function allowSending(queue: Queue, rules: readonly CfnRule[]): void {
  if (rules.length === 0) return;
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ attrArn }) => attrArn) } },
    }),
  );
}
