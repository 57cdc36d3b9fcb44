import { DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { JsonObject } from '../../src/core/json.ts';
import type { AccountStack } from './account-stack.ts';
import { productTable } from './dynamodb/product-table.ts';
import type { TableDescription } from './dynamodb/table-description.ts';
import type { FunctionModule, FunctionOverrides } from './sandboxes.ts';

// A pipeline of the shape of the product's, as small as it can be: one incident for each entity, which counts its
// findings. It is made for duplicates, lost answers and crashes, so that an account can be tested with it.

type Environment = Readonly<Record<string, string>>;

/** One of the findings about an entity that the small pipeline counts. */
export function smallFinding(entity: string, number: number): JsonObject {
  return {
    Id: `${entity}/${number}`,
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
    GeneratorId: 'detector',
    AwsAccountId: '111122223333',
    UpdatedAt: '2026-01-05T12:00:00.000Z',
    Resources: [{ Type: 'AwsEc2Instance', Id: entity }],
  };
}

/** What the small pipeline deploys. */
export const SMALL_STACK: AccountStack = {
  tables: [{ description: productTable('table') as TableDescription, ttlAttribute: 'expiresAt' }],
  queues: [
    {
      name: 'findings',
      visibilityTimeoutSeconds: 60,
      redrive: { deadLetterQueue: 'dead-messages', maxReceiveCount: 20 },
    },
    { name: 'dead-messages' },
    { name: 'dead-records' },
    { name: 'dead-runs' },
  ],
  rules: [{ name: 'all', pattern: { source: ['aws.securityhub'] }, queue: 'findings' }],
  functions: [
    { name: 'ingest', environment: { TABLE: 'table' } },
    { name: 'correlate', environment: { TABLE: 'table' } },
    { name: 'reconcile', environment: {}, onFailureQueue: 'dead-runs', retryAttempts: 2 },
  ],
  queueSources: [{ function: 'ingest', queue: 'findings', batchSize: 10, reportsBatchItemFailures: true }],
  streamSources: [
    {
      ...{ function: 'correlate', table: 'table', batchSize: 100, parallelizationFactor: 2 },
      ...{ bisectsBatchOnError: true, reportsBatchItemFailures: true, onFailureQueue: 'dead-records' },
      filters: [
        { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [{ prefix: 'finding#' }] } } } },
      ],
    },
  ],
  schedules: [{ function: 'reconcile' }],
};

/** The functions of the small pipeline. */
export const SMALL_FUNCTIONS: Readonly<Record<string, FunctionModule>> = {
  ingest: { create: createIngest },
  correlate: { create: createCorrelate },
  reconcile: {
    create: () => async () => {
      throw new Error('it never works');
    },
  },
};

interface Message {
  readonly messageId: string;
  readonly body: string;
}

function createIngest(environment: Environment, overrides: FunctionOverrides) {
  const client = new DynamoDBClient(dynamoDbOptions(environment, overrides));
  return async ({ Records }: { readonly Records: readonly Message[] }) => {
    const failed = await failedOf(Records, async ({ body }) => {
      const [finding] = JSON.parse(body).detail.findings;
      if (String(finding.GeneratorId).startsWith('corroborate/')) return;
      const Item = { pk: { S: `finding#${finding.Resources[0].Id}` }, sk: { S: finding.Id } };
      await client.send(new PutItemCommand({ TableName: environment.TABLE, Item }));
      console.log(
        JSON.stringify({ _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: 'Received' }] }] }, Received: 1 }),
      );
    });
    return { batchItemFailures: failed.map(({ messageId: itemIdentifier }) => ({ itemIdentifier })) };
  };
}

interface Change {
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: { readonly pk: { readonly S: string } };
  };
}

function createCorrelate(environment: Environment, overrides: FunctionOverrides) {
  const incidents = new Incidents(environment, overrides);
  return async ({ Records }: { readonly Records: readonly Change[] }) => {
    const failed = await failedOf(Records, ({ dynamodb }) => incidents.correlate(dynamodb.Keys.pk.S));
    return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) };
  };
}

class Incidents {
  readonly #environment: Environment;
  readonly #now: () => number;
  readonly #dynamoDb: DynamoDBClient;
  readonly #securityHub: SecurityHubClient;

  constructor(environment: Environment, overrides: FunctionOverrides) {
    this.#environment = environment;
    this.#now = overrides.now;
    this.#dynamoDb = new DynamoDBClient(dynamoDbOptions(environment, overrides));
    this.#securityHub = new SecurityHubClient(clientOptions(environment, overrides));
  }

  /** Saves how many findings there are, under a new stamp where that is news, and imports what is saved. */
  async correlate(partition: string): Promise<void> {
    const entity = partition.slice('finding#'.length);
    const count = (await this.#query(partition)).length;
    const [saved] = await this.#query(`incident#${entity}`);
    const stamp = Number(saved?.stamp?.N ?? 0);
    const known = Number(saved?.findings?.N ?? 0);
    if (count > known) await this.#import(entity, count, await this.#save(entity, count, stamp));
    else await this.#import(entity, known, stamp);
  }

  /** Returns the new stamp, which is later than the one before and is kept: a repetition imports the same again. */
  async #save(entity: string, count: number, stamp: number): Promise<number> {
    const next = Math.max(stamp + 1, this.#now());
    await this.#dynamoDb.send(
      new UpdateItemCommand({
        TableName: this.#environment.TABLE,
        Key: { pk: { S: `incident#${entity}` }, sk: { S: 'record' } },
        UpdateExpression: 'SET findings = :count, stamp = :next',
        ConditionExpression: 'attribute_not_exists(stamp) OR stamp = :stamp',
        ExpressionAttributeValues: {
          ':count': { N: String(count) },
          ':stamp': { N: String(stamp) },
          ':next': { N: String(next) },
        },
      }),
    );
    return next;
  }

  async #query(pk: string) {
    const { Items = [] } = await this.#dynamoDb.send(
      new QueryCommand({
        TableName: this.#environment.TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ConsistentRead: true,
      }),
    );
    return Items;
  }

  async #import(entity: string, count: number, stamp: number): Promise<void> {
    const time = new Date(stamp).toISOString();
    const { FailedCount = 0 } = await this.#securityHub.send(
      new BatchImportFindingsCommand({
        Findings: [
          {
            SchemaVersion: '2018-10-08',
            Id: `corroborate/${entity}`,
            ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
            GeneratorId: 'corroborate/small',
            AwsAccountId: '111122223333',
            CreatedAt: '2026-01-05T12:00:00.000Z',
            UpdatedAt: time,
            Severity: { Label: 'HIGH' },
            Types: ['TTPs/Command and Control'],
            Title: `${count} findings`,
            Description: entity,
            Resources: [{ Type: 'AwsEc2Instance', Id: entity }],
            ProductFields: { 'corroborate/rule': 'small', 'corroborate/entity': entity },
          },
        ],
      }),
    );
    if (FailedCount > 0) throw new Error('not imported');
  }
}

/** Those with which something does not work, all others aside. */
async function failedOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<readonly T[]> {
  const failed: T[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch {
      failed.push(item);
    }
  }
  return failed;
}

function dynamoDbOptions(environment: Environment, overrides: FunctionOverrides) {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = environment;
  return { ...clientOptions(environment, overrides), endpoint };
}

function clientOptions(environment: Environment, { retryDelayMs }: FunctionOverrides) {
  return {
    endpoint: environment.AWS_ENDPOINT_URL ?? '',
    region: environment.AWS_REGION ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
    retryStrategy: {
      acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
      refreshRetryTokenForRetry: async (token: { getRetryCount(): number }, error: { error?: unknown }) => {
        const count = token.getRetryCount() + 1;
        if (count > 3 || !isRetryable(error.error)) throw error.error;
        const delayMs = retryDelayMs(count);
        return { getRetryCount: () => count, getRetryDelay: () => delayMs };
      },
      recordSuccess: () => undefined,
    },
  };
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && (/Throttling|TooMany/.test(error.name) || 'code' in error);
}
