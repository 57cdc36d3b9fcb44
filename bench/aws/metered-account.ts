import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import { EVENT_SOURCE } from '../../src/lambda/constants.ts';
import type { Account } from '../../test/account/account.ts';
import type { AccountStack } from '../../test/account/account-stack.ts';
import type { FunctionModule } from '../../test/account/sandboxes.ts';
import { deployedStack, SOURCES, startPipeline } from '../../test/lambda/pipeline.ts';
import { BILLED_BYTES, type PaidFor } from './prices.ts';
import { difference, type Measured, QUANTITY_NAMES } from './quantities.ts';

/** An account with the deployed stack that says what findings cost. */
export interface MeteredAccount {
  /** Sends findings as Security Hub does, so many at once, lets all come to rest after each, and says what it cost. */
  measure(findings: Iterable<JsonObject>, atOnce: number): Promise<Measured>;
  close(): Promise<void>;
}

/** A new table on demand takes 4,000 write units a second: four partitions, each of which is a shard of the stream. */
const SHARDS = 4;

/** Where the rules that are measured come from. */
const RULES = join(import.meta.dirname, '..', '..', 'rules');

const stacks = new Map<readonly Rule[], AccountStack>();

/** Ten findings a second: what is done once a minute costs little, as it does in an account. */
const BETWEEN_FINDINGS_MS = 100;

/** What the account itself does not count. */
interface Tally {
  queueRequests: number;
  customEvents: number;
}

/** Starts an account in which queues are emptied before streams, so that both come in batches as full as may be. */
export async function startMeteredAccount(rules: readonly Rule[]): Promise<MeteredAccount> {
  const tally: Tally = { queueRequests: 0, customEvents: 0 };
  const account = await startPipeline({
    ...{ rules, functions: { ...SOURCES, ingest: countingIngest(tally) }, shards: SHARDS },
    stack: stackOf(rules),
    precedence: 'queues',
    order: 'sent',
  });
  return {
    measure: async (findings, atOnce) => {
      const before = snapshot(account, tally);
      let count = 0;
      for (const finding of findings) {
        send(account, finding);
        count += 1;
        if (count % atOnce === 0) await comeToRest(account, tally);
      }
      await comeToRest(account, tally);
      return toMeasured(count, before, snapshot(account, tally));
    },
    close: () => account.close(),
  };
}

/** The stack for these of the shipped rules alone, so that its filter is theirs; lookups are off where nobody asks. */
function stackOf(rules: readonly Rule[]): AccountStack {
  const known = stacks.get(rules);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-rules-'));
  try {
    for (const { id } of rules) cpSync(join(RULES, id), join(folder, id), { recursive: true });
    const stack = deployedStack(false, folder);
    stacks.set(rules, stack);
    return stack;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function send(account: Account, finding: JsonObject): void {
  account.advance(BETWEEN_FINDINGS_MS);
  account.putEvent({
    source: 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    detail: { findings: [finding] },
  });
}

/** Whatever goes wrong would make cheap what is not done. What the account remembers of it all is let go. */
async function comeToRest(account: Account, tally: Tally): Promise<void> {
  const { bus, invocations } = account;
  const from = invocations.length;
  await account.runUntilIdle();
  const failed = invocations.slice(from).find(({ outcome }) => outcome.kind !== 'returned');
  const letters = Object.values(account.deadLetters()).flat();
  if (failed !== undefined || letters.length > 0)
    throw new Error(`the pipeline failed: ${failed?.lines.join('\n') ?? letters[0]}`);
  for (const { source, detail } of bus.events.splice(0)) {
    if (source === EVENT_SOURCE) tally.customEvents += billedFor(byteLength(detail));
  }
}

/** Requests by which Lambda takes a batch from the queue: ten messages each for receiving and for deleting. */
const MESSAGES_PER_REQUEST = 10;

interface QueueEvent {
  readonly Records: readonly { readonly body: string }[];
}

/** Each message was sent by itself, is received with up to nine others, and deleted with them. */
function countingIngest(tally: Tally): FunctionModule {
  const { ingest } = SOURCES;
  if (ingest === undefined) throw new Error('the pipeline has no ingest');
  return {
    create: (environment, overrides) => {
      const handler = ingest.create(environment, overrides);
      return (event, context) => {
        tally.queueRequests += requestsFor(event);
        return handler(event, context);
      };
    },
  };
}

function requestsFor({ Records: records }: QueueEvent): number {
  const sizes = records.map(({ body }) => Buffer.byteLength(body));
  let requests = 0;
  for (const size of sizes) requests += billedFor(size);
  for (let at = 0; at < sizes.length; at += MESSAGES_PER_REQUEST) {
    const together = sizes.slice(at, at + MESSAGES_PER_REQUEST);
    requests += billedFor(together.reduce((sum, size) => sum + size, 0)) + 1;
  }
  return requests;
}

function billedFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / BILLED_BYTES));
}

function byteLength(value: Json | undefined): number {
  return Buffer.byteLength(JSON.stringify(value ?? null));
}

type Snapshot = Omit<Measured, 'findings'>;

function snapshot(account: Account, tally: Tally): Snapshot {
  const { writeUnits, readUnits, byOperation } = account.usage();
  const { invocations, publications, hub } = account;
  return {
    quantities: {
      ...{ writeUnits, readUnits, ...tally },
      invocations: invocations.length,
      publishes: publications.length,
    },
    imported: hub.imports.accepted.length,
    requests: account.requests(),
    byOperation,
  };
}

function toMeasured(findings: number, before: Snapshot, after: Snapshot): Measured {
  const quantities = QUANTITY_NAMES.map(
    (name) => [name, after.quantities[name] - before.quantities[name]] as const,
  );
  return {
    findings,
    quantities: Object.fromEntries(quantities) as Record<PaidFor, number>,
    imported: after.imported - before.imported,
    requests: difference(after.requests, before.requests),
    byOperation: usageBetween(before.byOperation, after.byOperation),
  };
}

type ByOperation = Measured['byOperation'];

function usageBetween(before: ByOperation, after: ByOperation): ByOperation {
  const operations = Object.entries(after).map(([name, usage]) => {
    const { requests = 0, writeUnits = 0, readUnits = 0 } = before[name] ?? {};
    const between = {
      requests: usage.requests - requests,
      writeUnits: usage.writeUnits - writeUnits,
      readUnits: usage.readUnits - readUnits,
    };
    return [name, between] as const;
  });
  return Object.fromEntries(operations.filter(([, { requests }]) => requests > 0));
}
