import { randomUUID } from 'node:crypto';
import { type AttributeValue, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse } from 'aws-lambda';
import type { Finding } from '../../src/core/finding/finding.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { ENV } from '../../src/lambda/constants.ts';
import { create as createCorrelate } from '../../src/lambda/correlate.lambda.ts';
import type { Variables } from '../../src/lambda/environment.ts';
import { create as createIngest } from '../../src/lambda/ingest.lambda.ts';
import type { Overrides } from '../../src/lambda/overrides.ts';
import { create as createReconcile } from '../../src/lambda/reconcile.lambda.ts';
import type { ReconcileReport, ReconcileRequest } from '../../src/lambda/reconcile.ts';
import { openDynamoDbStore } from '../../src/store/dynamodb/dynamodb-store.ts';
import { type Item, keyOf } from '../../src/store/dynamodb/item.ts';
import type { Store } from '../../src/store.ts';
import { type Account, createAccount } from '../account/account.ts';
import { createClock } from '../account/account-clock.ts';
import type { AccountStack } from '../account/account-stack.ts';
import { productTable } from '../account/dynamodb/product-table.ts';
import { sumMetrics } from '../account/metric-sums.ts';
import type { NetworkInterface } from '../account/network-interfaces.ts';
import { makeRule, makeSignal } from '../core/rule/make-rule.ts';
import { guardDutyFinding, INSTANCE_ARN, instanceResource } from '../fixtures/make-finding.ts';

const STACK: AccountStack = {
  tables: [{ description: productTable('table'), ttlAttribute: 'expiresAt' }],
  queues: [{ name: 'dead-letters' }],
  ...{ rules: [], functions: [], queueSources: [], streamSources: [], schedules: [] },
};

const START_MS = Date.parse('2026-04-01T00:00:00Z');
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:incidents';

/** What the functions of a test are made of beside their rules. */
export interface FunctionSettings {
  readonly rules?: readonly Rule[];
  readonly variables?: Variables;
  readonly overrides?: Overrides;
  /** Time that is left to an invocation when it asks, one after the other; a minute when nothing is said. */
  readonly remainingMs?: () => number;
  /** Names the invocation; what Lambda tries again has the name of the first attempt. */
  readonly awsRequestId?: string;
}

/** Services, and functions that a test calls itself, as many instances as it likes. */
export interface FunctionWorld {
  readonly account: Account;
  readonly store: Store;
  /** Sends bodies of messages to ingest; those that failed, by their place. */
  ingest(bodies: readonly string[], settings?: FunctionSettings): Promise<readonly number[]>;
  /** Sends records of the stream to correlate; the sequence number that it wants to go on from. */
  correlate(records: readonly DynamoDBRecord[], settings?: FunctionSettings): Promise<string | undefined>;
  reconcile(request: ReconcileRequest, settings?: FunctionSettings): Promise<ReconcileReport>;
  /** All metrics so far. */
  metrics(): Readonly<Record<string, number>>;
  /** The items of the table whose partition begins like this. */
  items(prefix: string): Promise<readonly Item[]>;
  /** Puts an item into the table, as it stands. */
  put(item: Item): Promise<void>;
  close(): Promise<void>;
}

/** Opens services without anything deployed in them but a table and a queue. */
export async function openFunctionWorld(
  rules: readonly Rule[],
  networkInterfaces: readonly NetworkInterface[] = [],
): Promise<FunctionWorld> {
  const clock = createClock(START_MS);
  const account = await createAccount({ stack: STACK, functions: {}, clock, networkInterfaces });
  const client = new DynamoDBClient(account.clientOptions());
  const lines: string[] = [];
  const variables = variablesOf(account);
  const overridesOf = (settings: FunctionSettings): Overrides => ({
    rules: settings.rules ?? rules,
    now: () => clock.now(),
    sleep: async (ms) => account.advance(ms),
    retryDelayMs: () => 0,
    writeMetrics: (line) => void lines.push(line),
    ...settings.overrides,
  });
  const make = <T>(create: (variables: Variables, overrides: Overrides) => T, settings: FunctionSettings) =>
    create({ ...variables, ...settings.variables }, overridesOf(settings));
  return {
    account,
    store: openDynamoDbStore({ client, table: 'table' }),
    ingest: async (bodies, settings = {}) => {
      const Records = bodies.map((body, index) => ({ messageId: String(index), body }));
      const answer: SQSBatchResponse = await make(createIngest, settings)({ Records } as never);
      return answer.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
    },
    correlate: async (records, settings = {}) => {
      const handler = make(createCorrelate, settings);
      const answer: DynamoDBBatchResponse = await handler({ Records: [...records] });
      expectOne(answer);
      return answer.batchItemFailures[0]?.itemIdentifier;
    },
    reconcile: (request, settings = {}) =>
      make(createReconcile, settings)(request, {
        getRemainingTimeInMillis: settings.remainingMs ?? (() => 60_000),
        awsRequestId: settings.awsRequestId ?? randomUUID(),
      }),
    metrics: () => sumMetrics(lines),
    items: async (prefix) => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: 'table' }));
      return Items.filter((item) => keyOf(item).pk.startsWith(prefix));
    },
    put: async (Item) => void (await client.send(new PutItemCommand({ TableName: 'table', Item }))),
    close: async () => {
      client.destroy();
      await account.close();
    },
  };
}

/** Lambda goes on from the lowest sequence number: more than one say no more than that. */
function expectOne({ batchItemFailures }: DynamoDBBatchResponse): void {
  if (batchItemFailures.length > 1) throw new Error('more than one record is named');
}

function variablesOf(account: Account): Variables {
  const { endpoint, region, credentials } = account.clientOptions();
  return {
    [ENV.table]: 'table',
    [ENV.account]: '111122223333',
    [ENV.topic]: TOPIC,
    [ENV.describe]: 'true',
    [ENV.deadLetters]: `${endpoint}/111122223333/dead-letters`,
    [ENV.deadLetterQueues]: '{"ingest":"https://queue"}',
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

/** Any finding of GuardDuty on an instance makes an incident. */
export const RULE: Rule = makeRule([makeSignal('threat', { Normalized: { Product: ['GuardDuty'] } })], {
  id: 'threat',
});

/** The ARN of an instance. */
export function arnOf(id: string): string {
  return INSTANCE_ARN.replace(/i-\w+$/, id);
}

/** A finding of GuardDuty on an instance. */
export function threatOn(id: string, overrides: object = {}): Finding {
  return guardDutyFinding({ Id: `threat on ${id}`, Resources: [instanceResource(arnOf(id))], ...overrides });
}

/** The instances that have an incident, with its status. */
export async function incidentsIn({ store }: FunctionWorld): Promise<readonly string[]> {
  const records = await store.listIncidents({ limit: 2000 });
  return records.map(({ incident }) => `${incident.entity.key.split('/').at(-1)} ${incident.status}`).sort();
}

/** The body of a message that brings findings as Security Hub tells them. */
export function messageOf(...findings: readonly JsonObject[]): string {
  return bodyOf('aws.securityhub', 'Security Hub Findings - Imported', { findings });
}

/** The body of a message that brings an event of the bus. */
export function bodyOf(source: string, detailType: string, detail: Json): string {
  const time = '2026-04-01T00:00:00Z';
  return JSON.stringify({ version: '0', source, 'detail-type': detailType, time, detail });
}

/** A record of the stream about an item, as Lambda hands it over. */
export function recordOf(
  sequenceNumber: string,
  images: { readonly before?: Item; readonly after?: Item; readonly isExpired?: boolean },
): DynamoDBRecord {
  const { before, after, isExpired = false } = images;
  const { pk, sk } = keyOf(after ?? before ?? {});
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: after === undefined ? 'REMOVE' : before === undefined ? 'INSERT' : 'MODIFY',
    ...(isExpired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
    dynamodb: {
      SequenceNumber: sequenceNumber,
      ApproximateCreationDateTime: START_MS / 1000,
      Keys: { pk: { S: pk }, sk: { S: sk } },
      ...(after && { NewImage: toStream(after) }),
      ...(before && { OldImage: toStream(before) }),
    },
  };
}

function toStream(item: Item): Record<string, never> {
  const toValue = (value: AttributeValue) =>
    value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') };
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toValue(value) as never]));
}
