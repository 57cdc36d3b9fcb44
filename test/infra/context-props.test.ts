import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { ContextError, readContext } from '../../infra/context-props.ts';

describe('the context of the app', () => {
  it('has a default for everything', () => {
    expect(readContext({})).toEqual({ stackName: 'Corroborate', props: {} });
  });

  it('is read from the command line, where everything is text', () => {
    const context = {
      stack: 'Second',
      rules: 'my/rules',
      retentionDays: '30',
      email: 'security@example.com',
      alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
      logRetentionDays: '14',
      language: 'ja',
      organization: 'true',
      describeNetworkInterfaces: 'false',
      eventBusName: 'security',
    };
    expect(readContext(context)).toEqual({
      stackName: 'Second',
      props: {
        rules: 'my/rules',
        retentionDays: 30,
        email: 'security@example.com',
        alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
        logRetention: RetentionDays.TWO_WEEKS,
        language: 'ja',
        organization: true,
        describeNetworkInterfaces: false,
        eventBusName: 'security',
      },
    });
  });

  it('is read from cdk.json, where it has kinds', () => {
    expect(readContext({ retentionDays: 30, organization: true }).props).toEqual({
      retentionDays: 30,
      organization: true,
    });
  });

  it('takes nothing for what is empty', () => {
    expect(readContext({ email: '' }).props).toEqual({});
  });

  it.each([
    [{ retentionDays: 'soon' }, '`retentionDays` is a whole number above 0, not `soon`'],
    [{ language: 'fr' }, '`language` is one of en, ja, not `fr`'],
    [{ retentionDays: 0 }, '`retentionDays` is a whole number above 0, not `0`'],
    [{ retentionDays: 1.5 }, '`retentionDays` is a whole number above 0, not `1.5`'],
    [{ organization: 'yes' }, '`organization` is `true` or `false`, not `yes`'],
    [{ logRetentionDays: '8' }, '`logRetentionDays` is one of 1, 3, 5, 7,'],
    [{ rules: 7 }, '`rules` is text, not `7`'],
    [{ stack: '1st_stack' }, '`stack` is a name of letters, digits and hyphens, not `1st_stack`'],
    [{ email: 'security' }, '`email` is an e-mail address, not `security`'],
    [{ alarmTopicArn: 'alarms' }, '`alarmTopicArn` is the ARN of an SNS topic, not `alarms`'],
    [
      { eventBusName: 'arn:aws:events:eu-west-1:1:event-bus/x' },
      '`eventBusName` is the name of an event bus',
    ],
    [{ emial: 'a@example.com' }, 'did you mean `email`?'],
    [{ wholly: 'other' }, 'the names are stack, rules,'],
  ])('refuses %j', (context, message) => {
    expect(() => readContext(context)).toThrow(ContextError);
    expect(() => readContext(context)).toThrow(message);
  });

  it('leaves alone what the CDK keeps there', () => {
    const own = {
      'aws:cdk:bundling-stacks': ['**'],
      '@aws-cdk/core:checkSecretUsage': true,
      'cli-telemetry': false,
    };
    expect(readContext(own).props).toEqual({});
  });
});
