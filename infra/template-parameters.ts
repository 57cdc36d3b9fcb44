import {
  CfnCondition,
  CfnParameter,
  type CfnParameterProps,
  Fn,
  type ICfnConditionExpression,
  type Stack,
} from 'aws-cdk-lib';
import { LANGUAGES } from '../src/core/rule/rule-texts.ts';
import { RETENTION_DAYS } from '../src/lambda/constants.ts';
import { LOG_RETENTION_DAYS } from './context-props.ts';

/** A parameter of the template: where the zip is, and what `CorroborateProps` offers. */
export type TemplateParameter =
  | 'Bucket'
  | 'KeyPrefix'
  | 'Email'
  | 'AlarmTopicArn'
  | 'EventBusName'
  | 'RetentionDays'
  | 'LogRetentionDays'
  | 'Language'
  | 'Organization'
  | 'DescribeNetworkInterfaces';

/** The parameters of the template, in the order in which the console asks for them. */
export const TEMPLATE_PARAMETERS: Readonly<Record<TemplateParameter, CfnParameterProps>> = {
  Bucket: { description: 'Bucket of this Region that holds the zip.', minLength: 3 },
  KeyPrefix: {
    description: 'Folder of the zip in the bucket with a slash at its end, or nothing.',
    default: '',
    allowedPattern: '^(.+/)?$',
  },
  Email: { description: 'Address that is told of incidents and alarms; empty: nobody.', default: '' },
  AlarmTopicArn: { description: 'Topic that alarms tell; empty: one is made.', default: '' },
  EventBusName: { description: 'Event bus that incidents are announced on.', default: 'default' },
  RetentionDays: {
    type: 'Number',
    description: 'Days that resolved incidents are kept.',
    default: RETENTION_DAYS,
    minValue: 1,
  },
  LogRetentionDays: {
    type: 'Number',
    description: 'Days that logs are kept.',
    default: 90,
    allowedValues: LOG_RETENTION_DAYS.map(String),
  },
  Language: {
    description: 'Language in which incidents speak, where a rule has texts in it.',
    default: 'en',
    allowedValues: [...LANGUAGES],
  },
  Organization: flag('Does it see a whole organization rather than one account?'),
  DescribeNetworkInterfaces: flag('Look up the instances behind a security group?'),
};

function flag(description: string): CfnParameterProps {
  return { description, default: 'false', allowedValues: ['true', 'false'] };
}

/** The parameters of a stack by their name. */
export type Parameters = Readonly<Record<TemplateParameter, CfnParameter>>;

/** Adds the parameters to a stack. */
export function createParameters(stack: Stack): Parameters {
  const create = (name: TemplateParameter) => new CfnParameter(stack, name, TEMPLATE_PARAMETERS[name]);
  return {
    Bucket: create('Bucket'),
    KeyPrefix: create('KeyPrefix'),
    Email: create('Email'),
    AlarmTopicArn: create('AlarmTopicArn'),
    EventBusName: create('EventBusName'),
    RetentionDays: create('RetentionDays'),
    LogRetentionDays: create('LogRetentionDays'),
    Language: create('Language'),
    Organization: create('Organization'),
    DescribeNetworkInterfaces: create('DescribeNetworkInterfaces'),
  };
}

/** The conditions that parameters decide, each named as CloudFormation shows it. */
export interface Conditions {
  readonly hasEmail: CfnCondition;
  readonly makesAlarmTopic: CfnCondition;
  /** An address is given, and the topic of alarms is made. */
  readonly mailsAlarms: CfnCondition;
  readonly seesOrganization: CfnCondition;
  readonly describes: CfnCondition;
}

/** Adds the conditions to a stack. */
export function createConditions(stack: Stack, parameters: Parameters): Conditions {
  const create = (name: string, expression: ICfnConditionExpression) =>
    new CfnCondition(stack, name, { expression });
  const is = (name: TemplateParameter, value: string) =>
    Fn.conditionEquals(parameters[name].valueAsString, value);
  const hasEmail = create('HasEmail', Fn.conditionNot(is('Email', '')));
  const makesAlarmTopic = create('MakesAlarmTopic', is('AlarmTopicArn', ''));
  return {
    hasEmail,
    makesAlarmTopic,
    mailsAlarms: create('MailsAlarms', Fn.conditionAnd(hasEmail, makesAlarmTopic)),
    seesOrganization: create('SeesOrganization', is('Organization', 'true')),
    describes: create('Describes', is('DescribeNetworkInterfaces', 'true')),
  };
}
