import { describe, expect, it } from 'vitest';
import type { Template } from './template/intrinsics.ts';
import { stackOfTemplate } from './template/stack-of-template.ts';

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** In small what the infrastructure synthesizes. */
const TEMPLATE: Template = {
  Parameters: { Retention: { Default: '90' }, Describe: { Default: 'false' } },
  Conditions: { Describes: { 'Fn::Equals': [{ Ref: 'Describe' }, 'true'] } },
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        SSESpecification: { SSEEnabled: true },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 360,
        RedrivePolicy: { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 5 },
      },
    },
    Findings1: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.securityhub'] },
        Targets: [{ Id: 'Target', Arn: arnOf('Queue') }],
      },
    },
    Optional: {
      Type: 'AWS::Events::Rule',
      Condition: 'Describes',
      Properties: {
        EventPattern: { source: ['aws.guardduty'] },
        Targets: [{ Id: 'Target', Arn: arnOf('Queue') }],
      },
    },
    Schedule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: 'rate(5 minutes)',
        Targets: [{ Id: 'Target', Arn: arnOf('Correlate'), Input: '{"deliver":true}' }],
      },
    },
    Correlate: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'correlate.handler',
        Environment: {
          Variables: {
            TABLE: { Ref: 'Table' },
            ACCOUNT: { Ref: 'AWS::AccountId' },
            DEAD: { Ref: 'Dead' },
            QUEUES: { 'Fn::Join': ['', ['{"ingest":"', { Ref: 'Dead' }, '"}']] },
            DAYS: { Ref: 'Retention' },
            DESCRIBE: { 'Fn::If': ['Describes', 'true', { Ref: 'AWS::NoValue' }] },
            NAME: {
              'Fn::Sub': ['AWS::StackName', 'Table', 'Queue.Arn'].map((name) => `\${${name}}`).join('-'),
            },
          },
        },
      },
    },
    Invocations: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Correlate' },
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
      },
    },
    QueueSource: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf('Queue'),
        FunctionName: { Ref: 'Correlate' },
        BatchSize: 100,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    StreamSource: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FunctionName: arnOf('Correlate'),
        BatchSize: 50,
        ParallelizationFactor: 4,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
      },
    },
  },
};

describe('the stack of a template', () => {
  const stack = stackOfTemplate(TEMPLATE);

  it('has its tables, queues and rules, by their logical ids', () => {
    expect(stack.tables).toMatchObject([
      {
        ttlAttribute: 'expiresAt',
        description: { TableName: 'Table', StreamSpecification: { StreamEnabled: true } },
      },
    ]);
    expect(stack.queues).toEqual([
      { name: 'Dead', retentionSeconds: 1_209_600 },
      {
        name: 'Queue',
        visibilityTimeoutSeconds: 360,
        redrive: { deadLetterQueue: 'Dead', maxReceiveCount: 5 },
      },
    ]);
    expect(stack.rules).toEqual([
      { name: 'Findings1', pattern: { source: ['aws.securityhub'] }, queue: 'Queue' },
    ]);
  });

  it('has its functions by their handlers, with an environment that is carried out', () => {
    const deadUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/Dead';
    expect(stack.functions).toEqual([
      {
        name: 'correlate',
        onFailureQueue: 'Dead',
        retryAttempts: 2,
        environment: {
          TABLE: 'Table',
          ACCOUNT: '111122223333',
          DEAD: deadUrl,
          QUEUES: `{"ingest":"${deadUrl}"}`,
          DAYS: '90',
          NAME: 'stack-Table-arn:aws:sqs:eu-west-1:111122223333:Queue',
        },
      },
    ]);
    expect(stack.schedules).toEqual([{ function: 'correlate', input: { deliver: true } }]);
  });

  it('has its event source mappings', () => {
    expect(stack.queueSources).toEqual([
      { function: 'correlate', queue: 'Queue', batchSize: 100, reportsBatchItemFailures: true },
    ]);
    expect(stack.streamSources).toEqual([
      {
        ...{ function: 'correlate', table: 'Table', batchSize: 50, parallelizationFactor: 4 },
        ...{
          reportsBatchItemFailures: true,
          bisectsBatchOnError: true,
          retryAttempts: 10,
          maximumRecordAgeSeconds: 3600,
        },
        ...{ filters: [{ eventName: ['INSERT'] }], onFailureQueue: 'Dead' },
      },
    ]);
  });

  it('follows its conditions and parameters', () => {
    const { rules, functions } = stackOfTemplate(TEMPLATE, {
      parameters: { Describe: 'true', Retention: '30' },
    });
    expect(rules.map(({ name }) => name)).toEqual(['Findings1', 'Optional']);
    expect(functions[0]?.environment).toMatchObject({ DESCRIBE: 'true', DAYS: '30' });
  });
});
