/**
 * One run of the pipeline in which much goes wrong, all of it from one seed. When the faults stop, everything must be
 * as if nothing had happened: the incidents of a replay on the desk, each once in Security Hub, nothing lost, nothing
 * double, every counter exact.
 */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Incident } from '../../src/core/correlation/incident.ts';
import { memberOf, stringAt } from '../../src/core/json.ts';
import type { Rule } from '../../src/core/rule/rule.ts';
import type { DocumentItem } from '../../src/format/document.ts';
import { parseDocument } from '../../src/format/document.ts';
import { METRICS } from '../../src/lambda/constants.ts';
import type { Account } from '../account/account.ts';
import type { AccountStack } from '../account/account-stack.ts';
import type { FaultRates } from '../account/faults.ts';
import { sumMetrics } from '../account/metric-sums.ts';
import type { FunctionModule } from '../account/sandboxes.ts';
import type { Delivery } from '../core/correlation/oracle.ts';
import { deliveries, rules } from '../core/correlation/random-world.ts';
import {
  deployedStack,
  incidentsOf,
  lasting,
  replay,
  SOURCES,
  startPipeline,
  tableNameOf,
} from './pipeline.ts';
import { tableFaults } from './table-faults.ts';

/** What a run came to. */
export interface FaultReport {
  readonly seed: number;
  /** What must never be; empty for a good run. */
  readonly wrongs: readonly string[];
  readonly deliveries: number;
  readonly incidents: number;
  readonly deadLettered: number;
  readonly crashes: number;
  /** Whether dead letters had to be redriven, or all judged again, as the runbook says. */
  readonly isRepaired: boolean;
}

/** What a run is made of. */
export interface FaultRunOptions {
  readonly seed: number;
  readonly functions?: Readonly<Record<string, FunctionModule>>;
}

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 0, 1) + 120 * MINUTE_MS;

/** Rates of what goes wrong; throttling at 30 % and lost answers at 5 % as a rule, crashes now and then, or often. */
function ratesOf(seed: number): FaultRates {
  return {
    throttle: seed % 5 === 0 ? 0.05 : 0.3,
    lose: 0.05,
    conflict: 0.05,
    crash: [0.002, 0.02, 0.05][seed % 3] ?? 0.02,
    duplicateMessage: 0.1,
    duplicateBatch: 0.1,
    failFinding: 0.1,
  };
}

interface World {
  readonly ruleList: readonly Rule[];
  readonly arrivals: readonly Delivery[];
}

/** Some 50 deliveries about a handful of findings, and of many random rules those that make the most of them. */
async function worldOf(seed: number): Promise<World> {
  const samples = fc.sample(fc.tuple(rules, deliveries), { seed, numRuns: 40 });
  const arrivals = samples
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 3)
    .flatMap(([, each]) => each);
  const items = arrivals.map(
    ({ finding, time }): DocumentItem => ({ kind: 'finding', format: '', value: finding, time }),
  );
  let best: World = { ruleList: [], arrivals };
  let most = -1;
  for (const [ruleList] of samples) {
    const { length } = await replay(items, ruleList);
    if (length > most) [best, most] = [{ ruleList, arrivals }, length];
  }
  return best;
}

/** Runs the pipeline through the faults of a seed. */
export async function runWithFaults({ seed, functions = SOURCES }: FaultRunOptions): Promise<FaultReport> {
  const { ruleList, arrivals } = await worldOf(seed);
  const ends = new Map<string, number>();
  const account = await startPipeline({
    rules: ruleList,
    seed,
    startMs: START_MS,
    stack: withSize(openStack(), 1 + ((seed * 37) % 1000)),
    functions: { ...functions, ingest: counting(functions.ingest, ends) },
    faults: ratesOf(seed),
    concurrency: 1 + (seed % 4),
    shards: 1 + (seed % 3),
    batchSizes: 'random',
    order: 'any',
  });
  try {
    await deliverAll(account, arrivals, seed);
    const deadLettered = countDeadLetters(account);
    const isRepaired = await repair(account);
    const wrongs = [
      ...(await incidentWrongs(account, ruleList)),
      ...hubWrongs(account, await incidentsOf(account)),
      ...(await tableFaults(account)),
      ...countWrongs(account, ends),
    ];
    return {
      seed,
      wrongs,
      deliveries: arrivals.length,
      incidents: (await incidentsOf(account)).length,
      deadLettered,
      crashes: account.invocations.filter(({ outcome }) => outcome.kind === 'crashed').length,
      isRepaired,
    };
  } finally {
    await account.close();
  }
}

/** The deployed stack, but for the filter: random rules were not there when it was made. */
function openStack(): AccountStack {
  const stack = deployedStack();
  return {
    ...stack,
    rules: stack.rules
      .slice(0, 1)
      .map((rule) => ({ ...rule, pattern: { source: ['aws.securityhub', 'aws.guardduty'] } })),
  };
}

/** With batches of the stream up to a size. */
function withSize(stack: AccountStack, batchSize: number): AccountStack {
  return { ...stack, streamSources: stack.streamSources.map((source) => ({ ...source, batchSize })) };
}

/** Notes how many messages each invocation was done with. */
function counting(module: FunctionModule | undefined, ends: Map<string, number>): FunctionModule {
  if (module === undefined) throw new Error('no function to count');
  return {
    create: (environment, overrides) => {
      const handler = module.create(environment, overrides);
      return async (event: never, context: never) => {
        const answer = await handler(event, context);
        const { Records: records } = event as { readonly Records: readonly object[] };
        const { batchItemFailures } = answer as { readonly batchItemFailures: readonly object[] };
        const { awsRequestId } = context as { readonly awsRequestId: string };
        ends.set(awsRequestId, records.length - batchItemFailures.length);
        return answer;
      };
    },
  };
}

/** In three waves, with garbage in between: what cannot be read, and what is not ours in the table. */
async function deliverAll(account: Account, arrivals: readonly Delivery[], seed: number): Promise<void> {
  for (const [index, { finding }] of arrivals.entries()) {
    account.advance(1000);
    account.putEvent(imported(finding));
    if (index % 5 === seed % 5) account.putEvent(imported({ ...finding, UpdatedAt: 'never' }));
    if (index % 9 === seed % 9) account.putEvent(imported({}));
    if (index % 9 === 4) await putGarbage(account, `${seed}-${index}`);
    if (index % 9 === 8) await account.runUntilIdle();
  }
  await account.runUntilIdle();
  await account.runSchedules();
  await account.runUntilIdle();
}

function imported(finding: object) {
  return {
    source: 'aws.securityhub',
    'detail-type': 'Security Hub Findings - Imported',
    detail: { findings: [finding as never] },
  };
}

/** An item that looks like a finding of ours and is none: a record that can never be processed. */
async function putGarbage(account: Account, name: string): Promise<void> {
  const client = new DynamoDBClient(account.clientOptions());
  const Item = { pk: { S: `finding#garbage-${name}` }, sk: { S: 'version' }, garbage: { N: '1' } };
  await client.send(new PutItemCommand({ TableName: tableNameOf(account), Item }));
  client.destroy();
}

function countDeadLetters(account: Account): number {
  return Object.values(account.deadLetters()).flat().length;
}

/** When the faults have stopped: redrives and judges again what was given up, as the runbook says. */
async function repair(account: Account): Promise<boolean> {
  account.faults.stop();
  await account.runUntilIdle();
  const redriven = account.redrive();
  await account.runUntilIdle();
  const givenUp = Object.values(account.deadLetters())
    .flat()
    .filter((body) => !body.includes('garbage'));
  if (givenUp.length > 0) await account.invoke('reconcile', { rejudge: true });
  await account.runUntilIdle();
  // Notes of saves that never came go when they are an hour old.
  account.advance(2 * 60 * MINUTE_MS);
  await account.runSchedules();
  await account.runUntilIdle();
  return redriven + givenUp.length > 0;
}

async function incidentWrongs(account: Account, ruleList: readonly Rule[]): Promise<readonly string[]> {
  const expected = (await replay(itemsSent(account), ruleList)).filter(isOpen);
  const ours = (await incidentsOf(account)).filter(isOpen);
  const [a, b] = [lasting(expected), lasting(ours)].map((each) => JSON.stringify(sorted(each)));
  return a === b ? [] : [`open incidents are not those of a replay:\n  ${a}\n  ${b}`];
}

/** Members in one order, whatever order a store gives them back in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

function isOpen({ status }: Incident): boolean {
  return status === 'open';
}

/** The findings as the bus brought them, with the time of their events. */
function itemsSent(account: Account): readonly DocumentItem[] {
  return account.bus.events.filter((event) => event.source === 'aws.securityhub').flatMap(parseDocument);
}

function hubWrongs(account: Account, incidents: readonly Incident[]): readonly string[] {
  const wrongs = account.hub.imports.violations.map(({ kind, message }) => `${kind}: ${message}`);
  const findings = account.hub.findings();
  for (const incident of incidents) {
    const own = findings.filter(
      (finding) => memberOf(finding.ProductFields, 'corroborate/incident') === incident.id,
    );
    if (isOpen(incident) && own.length !== 1)
      wrongs.push(`${incident.id} is open and has ${own.length} findings`);
    const state = stringAt(own[0], 'RecordState');
    if (own.length > 0 && state !== (isOpen(incident) ? 'ACTIVE' : 'ARCHIVED'))
      wrongs.push(`${incident.id} is ${incident.status}, its finding is ${state}`);
  }
  return wrongs;
}

/** Every delivery is counted once, when it has reached its end. */
function countWrongs(account: Account, ends: ReadonlyMap<string, number>): readonly string[] {
  const returned = account.invocations.filter(
    ({ function: name, outcome }) => name === 'ingest' && outcome.kind === 'returned',
  );
  const sums = sumMetrics(returned.flatMap(({ lines }) => lines));
  const of = (name: keyof typeof METRICS) => sums[METRICS[name]] ?? 0;
  const done = returned.reduce((sum, { requestId }) => sum + (ends.get(requestId) ?? 0), 0);
  const told = of('matched') + of('ignored') + of('duplicate') + of('stale') + of('quarantined');
  const wrongs: string[] = [];
  if (of('received') !== told) wrongs.push(`received ${of('received')}, but ${told} came to an end`);
  if (of('received') + of('context') !== done)
    wrongs.push(`${done} messages done, ${of('received')} received`);
  return wrongs;
}
