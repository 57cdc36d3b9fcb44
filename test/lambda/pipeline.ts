import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Incident } from '../../src/core/correlation/incident.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { replayRecords } from '../../src/desk/replay-records.ts';
import { digest } from '../../src/digest.ts';
import { createEngine } from '../../src/engine.ts';
import type { DocumentItem } from '../../src/format/document.ts';
import type { InputRecord } from '../../src/input/input-record.ts';
import type { Place } from '../../src/input/place.ts';
import { create as createCorrelate } from '../../src/lambda/correlate.lambda.ts';
import { create as createIngest } from '../../src/lambda/ingest.lambda.ts';
import { create as createReconcile } from '../../src/lambda/reconcile.lambda.ts';
import { NO_SINK } from '../../src/sink.ts';
import { openDynamoDbStore } from '../../src/store/dynamodb/dynamodb-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { Store } from '../../src/store.ts';
import { type Account, type AccountOptions, createAccount } from '../account/account.ts';
import { createClock } from '../account/account-clock.ts';
import { type AccountIdentity, TEST_ACCOUNT } from '../account/account-identity.ts';
import type { AccountStack } from '../account/account-stack.ts';
import { findOtherDynamoDb } from '../account/other-dynamodb/other-dynamodb.ts';
import type { FunctionModule } from '../account/sandboxes.ts';
import { stackOfTemplate } from '../account/template/stack-of-template.ts';
import { makeFolder, synthesize } from '../infra/synthesize.ts';

export { lasting } from './lasting.ts';

/** A pipeline to start, in an account of its own. */
export interface PipelineOptions extends Omit<AccountOptions, 'stack' | 'functions' | 'clock'> {
  readonly rules: readonly Rule[];
  readonly startMs?: number;
  readonly stack?: AccountStack;
  /** The functions; those of the sources when nothing is said. */
  readonly functions?: Readonly<Record<string, FunctionModule>>;
}

/** Shortly after the findings of cases and examples. */
const START_MS = Date.parse('2026-04-01T00:00:00Z');

/** Another DynamoDB, where the environment names one; then the account is in its Region. */
const DYNAMODB = await findOtherDynamoDb();
const IDENTITY: AccountIdentity = { ...TEST_ACCOUNT, ...(DYNAMODB && { region: DYNAMODB.region }) };

const deployed = new Map<string, AccountStack>();

/**
 * The stack as the construct makes it for a folder of rules, the shipped ones where none is named, with lookups of network
 * interfaces or without.
 */
export function deployedStack(describeNetworkInterfaces = true, rules?: string): AccountStack {
  const key = `${describeNetworkInterfaces} ${rules}`;
  const known = deployed.get(key);
  if (known !== undefined) return known;
  const [folder, remove] = makeFolder();
  try {
    const { json } = synthesize(folder, { describeNetworkInterfaces, ...(rules !== undefined && { rules }) });
    const stack = stackOfTemplate(json as never, { identity: IDENTITY });
    deployed.set(key, stack);
    return stack;
  } finally {
    remove();
  }
}

/** Starts an account with the deployed stack, whose functions have these rules. */
export async function startPipeline({
  rules,
  startMs = START_MS,
  stack = deployedStack(),
  functions = SOURCES,
  ...options
}: PipelineOptions): Promise<Account> {
  const clock = createClock(startMs);
  return createAccount({
    ...{ clock, stack, identity: IDENTITY, functions: withRules(functions, rules) },
    ...(DYNAMODB && { dynamoDb: DYNAMODB }),
    ...options,
  });
}

/** The functions as they stand in the sources. */
export const SOURCES: Readonly<Record<string, FunctionModule>> = {
  ingest: { create: createIngest as FunctionModule['create'] },
  correlate: { create: createCorrelate as FunctionModule['create'] },
  reconcile: { create: createReconcile as FunctionModule['create'] },
};

function withRules(
  functions: Readonly<Record<string, FunctionModule>>,
  rules: readonly Rule[],
): Readonly<Record<string, FunctionModule>> {
  return Object.fromEntries(
    Object.entries(functions).map(([name, { create }]) => [
      name,
      {
        create: (environment, overrides) => create(environment, { ...overrides, rules } as typeof overrides),
      },
    ]),
  );
}

/**
 * Sends what an input holds as AWS would: a finding by Security Hub, anything else as its service's event. Time passes
 * in between: the time of an event has whole seconds, and of two versions with one UpdatedAt it decides.
 */
export function send(account: Account, item: DocumentItem): void {
  account.advance(1000);
  if (item.kind === 'finding') account.putEvent(importedEvent(item.value));
  else if (item.kind === 'context') account.putEvent(contextEvent(item.source, item.value));
  else throw new Error(`nothing that AWS would send: ${item.reason}`);
}

/** The finding as it stands, analysts' changes included: what the hub makes of a provider's update is not asked here. */
function importedEvent(finding: JsonObject) {
  return {
    source: 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    detail: { findings: [finding] },
  };
}

function contextEvent(source: 'guardduty' | 'config', value: JsonObject) {
  return source === 'guardduty'
    ? { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: value }
    : {
        source: 'aws.config',
        'detail-type': 'Config Configuration Item Change',
        detail: { configurationItem: value },
      };
}

/** The table of a pipeline, as whoever looks at it opens it. */
export function openStoreOf(account: Account): Store {
  const client = new DynamoDBClient(account.dynamoDbOptions());
  const table = tableNameOf(account);
  return openDynamoDbStore({ client, table });
}

/** The name of the table in a pipeline's account. */
export function tableNameOf(account: Account): string {
  const [table] = deployedStack().tables;
  if (table === undefined) throw new Error('a stack without a table');
  return account.tableName(table.description.TableName);
}

/** All incidents of a pipeline, in the order of their ids. */
export async function incidentsOf(account: Account): Promise<readonly Incident[]> {
  const records = await openStoreOf(account).listIncidents({ limit: 10_000 });
  return records.map(({ incident }) => incident);
}

/** The incidents of a replay of the same items on the desk. */
export async function replay(
  items: readonly DocumentItem[],
  rules: readonly Rule[],
): Promise<readonly Incident[]> {
  const store = createMemoryStore();
  const engine = createEngine({ rules, store, sink: NO_SINK, digest });
  const place: Place = { file: 'test', byteOffset: 0 };
  const records = items.map((item) => ({ ...item, place }) as InputRecord);
  await replayRecords([records], engine);
  return (await store.listIncidents({ limit: 10_000 })).map(({ incident }) => incident);
}
