import {
  BootstraplessSynthesizer,
  type CfnCondition,
  type CfnParameter,
  CfnResource,
  Fn,
  type IStackSynthesizer,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { CfnPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import { ENV, FUNCTION_NAMES } from '../src/lambda/constants.ts';
import { Corroborate, OF_ACCOUNT, OF_ORGANIZATION } from './corroborate.ts';
import { addOutputs, DESCRIPTION } from './corroborate-stack.ts';
import type { Concurrency } from './event-sources.ts';
import { acknowledgeDescribe, DESCRIBING } from './functions.ts';
import { describeNetworkInterfaces } from './permissions.ts';
import { createConditions, createParameters } from './template-parameters.ts';

/** What a template is made from. */
export interface TemplateProps {
  /** Folder of the rules. */
  readonly rules: string;
  /** Name of the zip with what the functions run. */
  readonly zip: string;
}

/**
 * A stack whose template needs nothing but the zip beside it: no bootstrapped account, no assets. What
 * `CorroborateProps` offers are its parameters, so that it can be launched from the console.
 */
export class TemplateStack extends Stack {
  constructor(scope: Construct, id: string, { rules, zip }: TemplateProps) {
    super(scope, id, {
      description: DESCRIPTION,
      analyticsReporting: false,
      // The CDK's interface says less of its optional members than its classes do.
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
    });
    const parameters = createParameters(this);
    const bucket = Bucket.fromBucketName(this, 'CodeBucket', parameters.Bucket.valueAsString);
    const corroborate = new Corroborate(this, 'Corroborate', {
      rules,
      code: Code.fromBucketV2(bucket, Fn.join('', [parameters.KeyPrefix.valueAsString, zip])),
      retentionDays: parameters.RetentionDays.valueAsNumber,
      logRetention: parameters.LogRetentionDays.valueAsNumber,
      email: parameters.Email.valueAsString,
      eventBus: EventBus.fromEventBusName(this, 'GivenEventBus', parameters.EventBusName.valueAsString),
    });
    const conditions = createConditions(this, parameters);
    chooseAlarmTopic(corroborate, parameters.AlarmTopicArn, conditions.makesAlarmTopic);
    setCondition(corroborate.topic, conditions.hasEmail);
    setCondition(corroborate.alarmTopic, conditions.mailsAlarms);
    chooseSize(corroborate, conditions.seesOrganization);
    setVariable(corroborate, ENV.language, parameters.Language);
    chooseDescribe(corroborate, parameters.DescribeNetworkInterfaces, conditions.describes);
    addOutputs(this, corroborate);
  }
}

/** The topic made for alarms is there in any case, since others refer to it; it costs nothing. */
function chooseAlarmTopic(
  { alarmTopic, alarms }: Corroborate,
  given: CfnParameter,
  isMade: CfnCondition,
): void {
  const actions = [Fn.conditionIf(isMade.logicalId, alarmTopic.topicArn, given.valueAsString)];
  for (const alarm of alarms.flatMap(resourcesBelow)) {
    Validations.of(alarm).acknowledge({
      id: 'CloudFormation-Validate::W1030',
      reason: 'Where the parameter is empty, the condition chooses the topic that is made.',
    });
    alarm.addPropertyOverride('AlarmActions', actions);
    alarm.addPropertyOverride('OKActions', actions);
  }
}

/** Subscribes to a topic on a condition. */
function setCondition(topic: IConstruct, condition: CfnCondition): void {
  for (const resource of resourcesBelow(topic)) {
    if (resource instanceof CfnSubscription) resource.cfnOptions.condition = condition;
  }
}

function chooseSize({ eventSources: { queue, stream } }: Corroborate, organization: CfnCondition): void {
  const choose = (choice: keyof Concurrency) =>
    Fn.conditionIf(organization.logicalId, OF_ORGANIZATION[choice], OF_ACCOUNT[choice]);
  override(queue, 'ScalingConfig.MaximumConcurrency', choose('ingestMax'));
  override(stream, 'ParallelizationFactor', choose('correlatePerShard'));
}

function setVariable({ functions }: Corroborate, variable: string, { valueAsString }: CfnParameter): void {
  for (const name of FUNCTION_NAMES) {
    override(functions[name], `Environment.Variables.${variable}`, valueAsString);
  }
}

function chooseDescribe(corroborate: Corroborate, describe: CfnParameter, condition: CfnCondition): void {
  setVariable(corroborate, ENV.describe, describe);
  const policy = new CfnPolicy(describe, 'Policy', {
    policyName: 'describe',
    policyDocument: new PolicyDocument({ statements: [describeNetworkInterfaces()] }),
    roles: [...DESCRIBING].flatMap((name) => corroborate.functions[name].role?.roleName ?? []),
  });
  policy.cfnOptions.condition = condition;
  acknowledgeDescribe(policy);
}

function override(construct: IConstruct, property: string, value: unknown): void {
  for (const resource of resourcesBelow(construct)) {
    if (resource === construct.node.defaultChild) resource.addPropertyOverride(property, value);
  }
}

function resourcesBelow(construct: IConstruct): readonly CfnResource[] {
  return construct.node.findAll().filter((child) => child instanceof CfnResource);
}
