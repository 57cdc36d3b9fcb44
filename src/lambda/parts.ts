import { readFileSync } from 'node:fs';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SNSClient } from '@aws-sdk/client-sns';
import { findPlaces } from '../core/correlation/places.ts';
import type { DurationMs, Instant } from '../core/instant.ts';
import type { Rule } from '../core/rule/rule.ts';
import { inLanguage } from '../core/rule/rule-texts.ts';
import { rulesName } from '../core/rule/rules-name.ts';
import { digest } from '../digest.ts';
import { createEngine, type Engine } from '../engine.ts';
import { announceToAll } from '../sink/announce.ts';
import { createEventAnnouncer } from '../sink/event-bridge.ts';
import { createNotifier } from '../sink/notification.ts';
import { createImportFindings } from '../sink/security-hub/import-findings.ts';
import { createSecurityHubSink, type SecurityHubSink } from '../sink/security-hub/security-hub-sink.ts';
import { NO_SINK, type Sink } from '../sink.ts';
import {
  type AccountTable,
  evidenceExpiry,
  findingExpiry,
  openAccountTable,
} from '../store/dynamodb/account-table.ts';
import { IMPORT_LIMIT } from '../store/dynamodb/limiter.ts';
import { createRetryPolicy, type RetryPolicy } from '../store/dynamodb/retry.ts';
import { type ClientSettings, clientSettings, type ServiceName } from './clients.ts';
import { ENV, RULES_FILE } from './constants.ts';
import { type Environment, readEnvironment, type Variables } from './environment.ts';
import type { Overrides } from './overrides.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

/** What every function is made of. */
export interface Parts {
  readonly environment: Environment;
  readonly table: AccountTable;
  readonly rules: readonly Rule[];
  /** Names the rules all together: changes when one of them does. */
  readonly rulesName: string;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  /** How what passes by itself is waited for. */
  readonly retryPolicy: RetryPolicy;
  settings(service: ServiceName): ClientSettings;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the parts of a function; throws EnvironmentError. */
export function createParts(variables: Variables, overrides: Overrides): Parts {
  const environment = readEnvironment(variables);
  const rules = (overrides.rules ?? readRules()).map((rule) => inLanguage(rule, environment.language));
  const now = overrides.now ?? Date.now;
  const sleep = overrides.sleep ?? ((ms: number) => sleepFor(ms));
  const retryPolicy = createRetryPolicy(sleep, overrides.random);
  const settings = (service: ServiceName) =>
    clientSettings(
      service,
      variables,
      overrides,
      service === 'DYNAMODB' ? variables[ENV.dynamoDbEndpoint] : undefined,
    );
  const withinMs = new Map(rules.map((rule) => [rule.id, rule.withinMs]));
  const expiryOf: Expiry = ({ rule }, evidence) => evidenceExpiry(evidence, withinMs.get(rule) ?? 0);
  const table = openAccountTable({
    client: new DynamoDBClient(settings('DYNAMODB')),
    table: environment.table,
    retryPolicy,
    clock: { now, sleep },
    now,
    retentionMs: (environment.retentionDays * DAY_MS) as DurationMs,
    ...(overrides.createNonce && { createNonce: overrides.createNonce }),
    resolvedExpiry: () => Math.ceil((now() + environment.retentionDays * DAY_MS) / 1000),
    expiryOf,
    findingExpiryOf: (observation) => findingExpiry(observation, expiryOf),
  });
  return {
    environment,
    table,
    rules,
    rulesName: rulesName(rules, digest),
    telemetry: createTelemetry(environment.service, overrides.writeMetrics),
    now,
    retryPolicy,
    settings,
  };
}

type Expiry = NonNullable<Parameters<typeof openAccountTable>[0]['expiryOf']>;

/** The rules were checked when the stack was made. */
function readRules(): readonly Rule[] {
  return JSON.parse(readFileSync(new URL(`./${RULES_FILE}`, import.meta.url), 'utf8')) as Rule[];
}

/** The engine of a function that only saves. */
export function createSavingEngine(parts: Parts): Engine {
  return createEngine({ ...engineOptions(parts), sink: NO_SINK });
}

/** The engine of a function that judges and delivers. */
export function createJudgingEngine(parts: Parts, sink: Sink): Engine {
  return createEngine({ ...engineOptions(parts), sink });
}

function engineOptions({ rules, table: { store }, now, rulesName }: Parts) {
  return { rules, store, digest, rulesName, clock: () => now() as Instant };
}

/** Where incidents go: to Security Hub, to the bus, and, opened or escalated, to people. */
export function createAccountSink(parts: Parts): SecurityHubSink {
  const { environment, table, rules, settings, telemetry, now, retryPolicy } = parts;
  const { account, region, partition, eventBus, topic } = environment;
  const announcers = [createEventAnnouncer(new EventBridgeClient(settings('EVENTBRIDGE')), eventBus)];
  if (topic !== undefined) announcers.push(createNotifier(new SNSClient(settings('SNS')), topic));
  const importFindings = createImportFindings({
    client: new SecurityHubClient(withoutRetries(settings('SECURITYHUB'))),
    acquire: table.limiter(IMPORT_LIMIT),
    wait: retryPolicy.wait,
  });
  return createSecurityHubSink({
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    publisher: { account, region, partition },
    log: table.log,
    importFindings: async (findings) => {
      const refusals = await importFindings(findings);
      if (findings.length > 0) telemetry.count('imported', findings.length - refusals.size);
      return refusals;
    },
    announce: announceToAll(announcers),
    findRelated: async ({ incident }, rule) => (await findPlaces(rule, incident.entity, table.store)).related,
    digest,
    now: () => now() as Instant,
  });
}

/** Each request, also a repeated one, has to pass the limiter. */
export function withoutRetries({ retryStrategy: _, ...settings }: ClientSettings): ClientSettings {
  return { ...settings, maxAttempts: 1 };
}
