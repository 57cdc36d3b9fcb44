import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { afterAll, describe, expect, it } from 'vitest';
import { Corroborate } from '../../infra/corroborate.ts';
import { CorroborateStack } from '../../infra/corroborate-stack.ts';
import { BundlesMissingError } from '../../infra/function-code.ts';
import { isJsonObject, type Json, stringAt } from '../../src/core/json.ts';
import { ENV, FUNCTION_NAMES } from '../../src/lambda/constants.ts';
import {
  createApp,
  listOf,
  makeFolder,
  objectAt,
  ofType,
  readTemplate,
  synthesize,
  writeStubs,
} from './synthesize.ts';

const [folder, remove] = makeFolder();
afterAll(remove);
const template = synthesize(folder);

function only(type: string) {
  const found = ofType(template, type);
  expect(found).toHaveLength(1);
  return found[0] ?? { id: '', type, properties: {}, json: {} };
}

/** Members by which CloudFormation gives a resource a name; a reference there is to another resource. */
const NAME = /^((Table|Queue|Function|Role|Topic|LogGroup|Alarm|Dashboard)Name|Name|AliasName)$/;

describe('names', () => {
  it('are left to CloudFormation', () => {
    const named = template.resources.filter(({ properties }) =>
      Object.entries(properties).some(([member, value]) => NAME.test(member) && typeof value === 'string'),
    );
    expect(named.map(({ id }) => id)).toEqual([]);
  });

  it('let two stacks stand side by side, and two in one stack', () => {
    const app = createApp(folder);
    const bundles = writeStubs(folder);
    new CorroborateStack(app, 'One', { bundles });
    new CorroborateStack(app, 'Two', { bundles });
    const both = new Stack(app, 'Both');
    new Corroborate(both, 'One', { bundles });
    new Corroborate(both, 'Two', { bundles });
    const made = app.synth().stacks.map((stack) => readTemplate(stack.template));
    const one = template.resources.length;
    const sizes = made.map(({ resources }) => resources.length);
    expect(sizes.sort((a, b) => a - b)).toEqual([one, one, 2 * one]);
  });
});

describe('the table', () => {
  const { properties, json } = only('AWS::DynamoDB::Table');

  it('has the keys that the store uses', () => {
    expect(properties.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(properties.LocalSecondaryIndexes).toEqual([
      {
        IndexName: 'byStart',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'start', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'byObserved',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'observed', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ]);
    const types = listOf(properties.AttributeDefinitions).map((each) => stringAt(each, 'AttributeType'));
    expect(types).toEqual(['S', 'S', 'S', 'S']);
  });

  it('is on demand, forgets by time, and has a stream with both images', () => {
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it('can be taken back to any second, and outlives the stack with its key', () => {
    expect(properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    const key = only('AWS::KMS::Key');
    for (const each of [json, key.json]) {
      expect(each).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    expect(key.properties.EnableKeyRotation).toBe(true);
    expect(properties.SSESpecification).toEqual({
      KMSMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] },
      SSEEnabled: true,
      SSEType: 'KMS',
    });
  });

  it('is the only thing besides the key that stays', () => {
    const kept = template.resources.filter(({ json: each }) => each.DeletionPolicy === 'Retain');
    expect(kept.map(({ type }) => type).sort()).toEqual(['AWS::DynamoDB::Table', 'AWS::KMS::Key']);
  });
});

describe('the functions', () => {
  const functions = ofType(template, 'AWS::Lambda::Function').map(({ properties }) => properties);

  it('run on Node.js 24 and arm64, each by its handler', () => {
    expect(functions.map(({ Handler }) => Handler).sort()).toEqual(
      FUNCTION_NAMES.map((name) => `${name}.handler`).sort(),
    );
    for (const each of functions) {
      expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(each.TracingConfig).toBeUndefined();
    }
  });

  it('share one asset', () => {
    expect(new Set(functions.map(({ Code }) => JSON.stringify(Code))).size).toBe(1);
  });

  it.each(['table', 'account', 'partition', 'deadLetters', 'deadLetterQueues', 'eventBus', 'topic'] as const)(
    'are told the %s',
    (name) => {
      const values = functions.map(({ Environment }) => objectAt(Environment, 'Variables')[ENV[name]]);
      expect(values.filter((value) => value !== undefined && value !== '')).toHaveLength(3);
    },
  );

  it('are told the queues of dead letters as JSON', () => {
    const value = objectAt(functions[0]?.Environment, 'Variables')[ENV.deadLetterQueues] ?? null;
    const urls: Json = JSON.parse(joined(value));
    expect(isJsonObject(urls) && Object.keys(urls)).toEqual([
      'delivery',
      'ingest',
      'correlate',
      'reconcile',
      'notify',
    ]);
  });

  it('name their metrics by the stack', () => {
    for (const { Environment } of functions) {
      expect(objectAt(Environment, 'Variables')).toMatchObject({
        POWERTOOLS_SERVICE_NAME: { Ref: 'AWS::StackName' },
        POWERTOOLS_METRICS_NAMESPACE: 'Corroborate',
      });
    }
  });

  it('take no value by default that somebody else would have to know', () => {
    expect(objectAt(functions[0]?.Environment, 'Variables')).toMatchObject({
      [ENV.describe]: 'false',
      [ENV.eventBus]: 'default',
      [ENV.language]: 'en',
      [ENV.retentionDays]: '365',
    });
  });

  it('are not deployed unbundled, and it is said what to do', () => {
    const stack = new Stack(createApp(folder), 'Unbundled');
    const create = () => new Corroborate(stack, 'Corroborate', { bundles: folder });
    expect(create).toThrow(BundlesMissingError);
    expect(() => new Corroborate(stack, 'Again', { bundles: folder })).toThrow(/npm run bundle/);
  });
});

/** What `Fn::Join` yields, with every reference written as its name. */
function joined(value: Json): string {
  if (typeof value === 'string') return value;
  const [, parts] = listOf(objectAt(value)['Fn::Join']);
  return parts === undefined ? Object.values(objectAt(value)).join() : listOf(parts).map(joined).join('');
}

describe('event sources', () => {
  const [queue, stream] = ofType(template, 'AWS::Lambda::EventSourceMapping').map(
    ({ properties }) => properties,
  );

  it('give the queue six times as long as its function', () => {
    const [ingest] = ofType(template, 'AWS::Lambda::Function').filter(
      ({ properties }) => properties.Handler === 'ingest.handler',
    );
    const [visible] = ofType(template, 'AWS::SQS::Queue').flatMap(({ properties }) =>
      properties.RedrivePolicy === undefined ? [] : [properties],
    );
    expect(visible?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Number(ingest?.properties.Timeout));
    expect(objectAt(visible?.RedrivePolicy).maxReceiveCount).toBe(5);
    expect(queue).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    expect(Number(queue?.MaximumBatchingWindowInSeconds)).toBeLessThanOrEqual(5);
  });

  it('follow the stream from its beginning, and give up after 50 attempts or 12 hours', () => {
    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      BatchSize: 100,
      MaximumRecordAgeInSeconds: 43_200,
      MaximumRetryAttempts: 50,
    });
  });

  it('start reconcile every five minutes, and a run that failed twice more', () => {
    const schedules = ofType(template, 'AWS::Events::Rule').flatMap(({ properties }) =>
      properties.ScheduleExpression === undefined ? [] : [properties.ScheduleExpression],
    );
    expect(schedules).toEqual(['rate(5 minutes)']);
    expect(only('AWS::Lambda::EventInvokeConfig').properties).toMatchObject({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
    });
  });

  it('try for 24 hours to bring an event to the queue', () => {
    const deliveries = ofType(template, 'AWS::Events::Rule').filter(
      ({ properties }) => properties.EventPattern !== undefined,
    );
    const retries = deliveries.flatMap(({ properties }) =>
      listOf(properties.Targets).map((target) => objectAt(target, 'RetryPolicy')),
    );
    expect(retries.length).toBeGreaterThan(0);
    expect(retries).toEqual(
      retries.map(() => ({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 })),
    );
  });

  it('let through what can concern an incident', () => {
    const filters = listOf(objectAt(stream?.FilterCriteria).Filters).map((filter) => {
      const pattern: Json = JSON.parse(stringAt(filter, 'Pattern') ?? '');
      return pattern;
    });
    expect(filters).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { Keys: { pk: { S: [{ prefix: 'finding#' }] } } },
      },
      {
        eventName: ['REMOVE'],
        userIdentity: { principalId: ['dynamodb.amazonaws.com'] },
        dynamodb: { Keys: { pk: { S: [{ prefix: 'finding#' }, { prefix: 'evidence#' }] } } },
      },
    ]);
  });
});

describe('props', () => {
  it('reach where they are meant for', () => {
    const other = synthesize(folder, {
      retentionDays: 30,
      language: 'ja',
      logRetention: RetentionDays.ONE_WEEK,
      organization: true,
      describeNetworkInterfaces: true,
      email: 'security@example.com',
      eventBusName: 'security',
    });
    const [ingest] = ofType(other, 'AWS::Lambda::Function').map(({ properties }) => properties);
    expect(objectAt(ingest?.Environment, 'Variables')).toMatchObject({
      [ENV.language]: 'ja',
      [ENV.retentionDays]: '30',
      [ENV.describe]: 'true',
      [ENV.eventBus]: 'security',
    });
    const logs = ofType(other, 'AWS::Logs::LogGroup').map(({ properties }) => properties.RetentionInDays);
    expect(logs).toEqual([7, 7, 7]);
    const [queue, stream] = ofType(other, 'AWS::Lambda::EventSourceMapping').map(
      ({ properties }) => properties,
    );
    expect(objectAt(queue, 'ScalingConfig').MaximumConcurrency).toBe(20);
    expect(stream?.ParallelizationFactor).toBe(8);
    const subscriptions = ofType(other, 'AWS::SNS::Subscription').map(({ properties }) => properties);
    expect(subscriptions.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).toEqual([
      ['email', 'security@example.com'],
      ['email', 'security@example.com'],
    ]);
  });

  it('subscribe nobody by default', () => {
    expect(ofType(template, 'AWS::SNS::Subscription')).toEqual([]);
  });
});

describe('the dashboard', () => {
  const text = joined(only('AWS::CloudWatch::Dashboard').properties.DashboardBody ?? '');

  it('is JSON', () => {
    expect(isJsonObject(JSON.parse(text))).toBe(true);
  });

  it.each([
    ...['Received', 'Matched', 'Ignored', 'Duplicate', 'Stale', 'Quarantined', 'Lag'],
    ...['IncidentsOpened', 'IncidentsUpdated', 'IncidentsResolved'],
    ...['ConsumedWriteCapacityUnits', 'ConsumedReadCapacityUnits', 'IteratorAge'],
  ])('shows %s', (name) => {
    expect(text).toContain(`"${name}"`);
  });
});

describe('the asset', () => {
  it('holds what the functions run and nothing else', () => {
    const bundles = writeStubs(folder);
    writeFileSync(join(bundles, 'other.txt'), 'not to be deployed');
    const app = createApp(folder);
    new CorroborateStack(app, 'Corroborate', { bundles });
    const { directory } = app.synth();
    const assets = readdirSync(directory).filter((name) => name.startsWith('asset.'));
    expect(assets.map((name) => readdirSync(join(directory, name)).sort())).toEqual([
      ['correlate.mjs', 'ingest.mjs', 'reconcile.mjs', 'rules.json'],
    ]);
  });
});
