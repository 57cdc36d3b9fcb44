import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Decision, Incident, IncidentRecord } from '../../../src/core/correlation/incident.ts';
import type { DurationMs, Instant } from '../../../src/core/instant.ts';
import { digest } from '../../../src/digest.ts';
import type { News } from '../../../src/format/incident/news.ts';
import { createImportFindings } from '../../../src/sink/security-hub/import-findings.ts';
import {
  createSecurityHubSink,
  type SecurityHubSink,
  type SecurityHubSinkOptions,
} from '../../../src/sink/security-hub/security-hub-sink.ts';
import { type AccountTable, openAccountTable } from '../../../src/store/dynamodb/account-table.ts';
import { IMPORT_LIMIT } from '../../../src/store/dynamodb/limiter.ts';
import { type Account, createAccount } from '../../account/account.ts';
import { TEST_ACCOUNT } from '../../account/account-identity.ts';
import type { AccountStack } from '../../account/account-stack.ts';
import { productTable } from '../../account/dynamodb/product-table.ts';
import { makeEvidence, makeIncident, makeRule, makeSignal } from '../../format/asff/make-incident.ts';

const STACK: AccountStack = {
  tables: [{ description: productTable('table'), ttlAttribute: 'expiresAt' }],
  ...{ queues: [], rules: [], functions: [], queueSources: [], streamSources: [], schedules: [] },
};

/** The rule that the incidents of these tests are of. */
export const RULE: ReturnType<typeof makeRule> = makeRule();

/** A Security Hub and a table, and sinks that deliver from one to the other. */
export interface SinkWorld {
  readonly account: Account;
  readonly table: AccountTable;
  /** All that was told, in this order. */
  readonly news: News[];
  /** What every sink is made of. */
  readonly parts: SecurityHubSinkOptions;
  /** A sink as a worker of its own has it. */
  createSink(overrides?: Partial<SecurityHubSinkOptions>): SecurityHubSink;
  close(): Promise<void>;
}

/** Opens an account with nothing in it but a table. */
export async function openSinkWorld(): Promise<SinkWorld> {
  const account = await createAccount({ stack: STACK, functions: {} });
  const client = new DynamoDBClient(account.clientOptions());
  const hubClient = new SecurityHubClient({ ...account.clientOptions(), maxAttempts: 1 });
  const clock = { now: () => account.clock.now(), sleep: async (ms: number) => account.advance(ms) };
  const table = openAccountTable({ client, table: 'table', clock, retentionMs: 86_400_000 as DurationMs });
  const news: News[] = [];
  const options: SecurityHubSinkOptions = {
    rules: new Map([[RULE.id, RULE]]),
    publisher: { ...TEST_ACCOUNT, partition: 'aws' },
    log: table.log,
    importFindings: createImportFindings({
      client: hubClient,
      acquire: table.limiter(IMPORT_LIMIT),
      wait: async (attempt) => account.advance(100 * attempt),
    }),
    announce: async (told) => void news.push(...told),
    findRelated: async () => [],
    digest,
    now: () => account.clock.now() as Instant,
  };
  return {
    account,
    table,
    news,
    parts: options,
    createSink: (overrides = {}) => createSecurityHubSink({ ...options, ...overrides }),
    close: async () => {
      client.destroy();
      hubClient.destroy();
      await account.close();
    },
  };
}

/** A state of an incident: what is in it beside its number, which says how late it is. */
export interface State extends Partial<Incident> {
  /** Ids of the findings that its signal lists; others make other content. */
  readonly findings?: readonly string[];
}

const START_MS = Date.UTC(2026, 2, 1, 2);

/** The instant of the state with a number. */
export function versionAt(number: number): Instant {
  return (START_MS + number) as Instant;
}

/** The state of an incident that comes as the `number`-th. */
export function recordAt(number: number, { findings = ['b-1'], ...state }: State = {}): IncidentRecord {
  const updatedAt = versionAt(number);
  const signals = { backdoor: makeSignal(findings.map((id) => makeEvidence(id))) };
  const isResolved = state.status === 'resolved';
  const resolution = { at: updatedAt, reason: 'it was withdrawn' };
  const openedAt = versionAt(0);
  const incident = makeIncident({
    openedAt,
    updatedAt,
    signals,
    ...(isResolved && { resolution }),
    ...state,
  });
  return { incident, revision: number };
}

/** The decision that brought a state about. */
export function decisionOf(record: IncidentRecord): Decision {
  const { status, openedAt, updatedAt } = record.incident;
  const action = status === 'resolved' ? 'resolve' : openedAt === updatedAt ? 'open' : 'update';
  return { action, record };
}

/** News in few words: `open 1`, `update 2`, `resolve 3`; an escalation ends in `!`. */
export function inShort(news: readonly News[]): readonly string[] {
  return news.map(({ action, isEscalated, incident }) => {
    return `${action} ${incident.updatedAt - START_MS}${isEscalated ? '!' : ''}`;
  });
}
