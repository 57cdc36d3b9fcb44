import type { JsonObject } from '../../src/core/json.ts';
import { type AccountClock, createClock } from './account-clock.ts';
import { type AccountIdentity, TEST_ACCOUNT } from './account-identity.ts';
import { Services } from './account-services.ts';
import type { AccountStack } from './account-stack.ts';
import type { Usage } from './dynamodb/usage.ts';
import type { BusEvent, EventBus } from './event-bus.ts';
import type { EventSource } from './event-source.ts';
import { createEventSources } from './event-sources.ts';
import { type CrashPoint, type FaultRates, Faults } from './faults.ts';
import type { AccountRequest } from './http/service.ts';
import { type AccountServer, startServer, type Verdict } from './http/start-server.ts';
import type { Invocation, InvocationRecord } from './invocation.ts';
import type { MacieSettings } from './macie-service.ts';
import { type MetricSums, sumMetrics } from './metric-sums.ts';
import type { NetworkInterface } from './network-interfaces.ts';
import { OtherDatabase } from './other-dynamodb/other-database.ts';
import { NEEDS_OWN_DYNAMODB, type OtherDynamoDb } from './other-dynamodb/other-dynamodb.ts';
import type { Queue } from './queue.ts';
import { Random, seedFrom } from './random.ts';
import { type FunctionModule, Sandboxes } from './sandboxes.ts';
import type { SecurityHub } from './security-hub/security-hub.ts';
import type { Publication } from './topic.ts';
import { Turns, whatIsAsked } from './turns.ts';

/** What an account is made of. */
export interface AccountOptions {
  /** Determines all that chance decides: schedule, order, batches, faults. */
  readonly seed?: number;
  readonly clock?: AccountClock;
  readonly identity?: AccountIdentity;
  readonly stack: AccountStack;
  /** Modules of the functions, from the sources or from the bundles, by the names in the stack. */
  readonly functions: Readonly<Record<string, FunctionModule>>;
  readonly faults?: FaultRates;
  readonly crashPoints?: readonly CrashPoint[];
  /** How many invocations may run at the same time; one after the other when nothing is said. */
  readonly concurrency?: number;
  /** Batches are as large as they may be, or of any size up to that. */
  readonly batchSizes?: 'full' | 'random';
  /** Which event source goes next: any, or those of queues until they have nothing left, so that streams fill up. */
  readonly precedence?: 'any' | 'queues';
  /** Messages of queues come as they were sent, or in any order. */
  readonly order?: 'sent' | 'any';
  /** Shards of each stream. */
  readonly shards?: number;
  /** How far each request moves the clock. */
  readonly requestMs?: number;
  readonly networkInterfaces?: readonly NetworkInterface[];
  /** Where the tables are made, when not here. */
  readonly dynamoDb?: OtherDynamoDb;
}

/** Starts an account and deploys a stack in it. */
export async function createAccount(options: AccountOptions): Promise<Account> {
  const account = new Account(options);
  await account.start();
  return account;
}

/** More invocations than any test has a use for: a loop that feeds itself ends here. */
const INVOCATIONS_MAX = 200_000;

/** An AWS account in this process: its services answer the real clients, its functions run on events as in Lambda. */
export class Account {
  readonly clock: AccountClock;
  readonly faults: Faults;
  /** All invocations that are over, in the order in which they ended. */
  readonly invocations: InvocationRecord[] = [];
  readonly #options: AccountOptions;
  readonly #random: Random;
  readonly #services: Services;
  readonly #other: OtherDatabase | undefined;
  readonly #sandboxes = new Map<string, Sandboxes>();
  readonly #invocationOf = new Map<string, Invocation>();
  readonly #inFlight = new Set<Promise<void>>();
  #turns: Turns | undefined;
  #sources: readonly EventSource[] = [];
  #server: AccountServer | undefined;

  constructor(options: AccountOptions) {
    const { seed = 1, clock = createClock(), identity = TEST_ACCOUNT, dynamoDb } = options;
    this.#options = options;
    this.clock = clock;
    if (dynamoDb && (options.faults || options.crashPoints)) throw new Error(`faults: ${NEEDS_OWN_DYNAMODB}`);
    this.#other = dynamoDb && new OtherDatabase(dynamoDb, clock);
    this.faults = new Faults(seed, options.faults, options.crashPoints);
    this.#random = new Random(seedFrom(seed, 'schedule'));
    this.#services = new Services({
      ...{ identity, clock, seed, stack: options.stack, rates: () => this.faults.rates },
      isOrdered: options.order === 'sent',
      networkInterfaces: options.networkInterfaces ?? [],
    });
  }

  async start(): Promise<void> {
    const { stack, functions, seed = 1, shards = 2, batchSizes = 'full' } = this.#options;
    await this.#other?.deploy(stack);
    this.#server = await startServer({
      services: this.#services.bySigningName(),
      gate: (request) => this.#decide(request),
    });
    this.#turns = new Turns(new Random(seedFrom(seed, 'turns')), new URL(this.endpoint).host);
    const { clock, faults } = this;
    for (const { name, environment } of stack.functions) {
      const module = functions[name];
      if (module === undefined) continue;
      const here = this.#services.environmentOf(environment, this.endpoint);
      const whole = this.#other?.environmentOf(here) ?? here;
      this.#sandboxes.set(
        name,
        new Sandboxes(name, module, whole, { clock, faults, seed }, this.#invocationOf),
      );
    }
    this.#sources = createEventSources(this.#services, stack, {
      ...{ clock, random: this.#random, shards, batchSizes },
      invokerOf: (name) => (event) => this.#run(name, event),
      streamOf: (table) => (this.#other ?? this.#services.database).streamOf(table),
    });
  }

  /** The same for all services. */
  get endpoint(): string {
    if (this.#server === undefined) throw new Error('the account has not been started');
    return this.#server.endpoint;
  }

  get hub(): SecurityHub {
    return this.#services.hub;
  }

  get bus(): EventBus {
    return this.#services.bus;
  }

  /** What was published on topics. */
  get publications(): readonly Publication[] {
    return this.#services.publications;
  }

  get macie(): MacieSettings {
    return this.#services.macie;
  }

  /** Options of a client of the tests' own; nothing goes wrong for it. */
  clientOptions(): {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  } {
    const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
    return { endpoint: this.endpoint, region: this.#services.identity.region, credentials };
  }

  /** Options of a client of DynamoDB, wherever it is. */
  dynamoDbOptions(): ReturnType<Account['clientOptions']> {
    return this.#other?.clientOptions() ?? this.clientOptions();
  }

  /** The real name of a table of the stack. */
  tableName(table: string): string {
    return this.#other?.nameOf(table) ?? table;
  }

  putEvent(event: BusEvent): void {
    this.bus.put(event);
  }

  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /** Removes the items that have expired; returns how many. */
  sweepTtl(): number {
    if (this.#other !== undefined) throw new Error(`time to live: ${NEEDS_OWN_DYNAMODB}`);
    return this.#services.sweep();
  }

  /** Delivers everything there is, and what comes of it, moving the clock on to whatever waits for its time. */
  async runUntilIdle(): Promise<void> {
    const { concurrency = 1 } = this.#options;
    for (;;) {
      const start = this.#inFlight.size < concurrency ? this.#random.pick(this.#ready()) : undefined;
      if (start !== undefined) this.#begin(start);
      else if (this.#inFlight.size > 0) await Promise.race(this.#inFlight);
      else if (!(await this.#other?.readStreams()) && !this.#moveOn()) return;
      if (this.invocations.length > INVOCATIONS_MAX) throw new Error('the account does not come to rest');
    }
  }

  /** Calls a function and gives what it returns; throws what it throws, or when it dies. */
  async invoke(name: string, event: unknown): Promise<unknown> {
    const { outcome } = await this.#run(name, event);
    if (outcome.kind === 'returned') return outcome.value;
    throw outcome.kind === 'failed' ? outcome.error : new Error(`${name} crashed`);
  }

  /** Calls each scheduled function as EventBridge does: again when it fails, and on to the dead letters after that. */
  async runSchedules(): Promise<void> {
    for (const { function: name, input } of this.#options.stack.schedules) {
      await this.#invokeAsynchronously(name, input ?? this.#services.scheduledEvent());
    }
  }

  /** Sums of the metrics that all functions have written. */
  metrics(): MetricSums {
    return sumMetrics(this.invocations.flatMap(({ lines }) => lines));
  }

  /** Bodies of the messages in each queue that no function takes from. */
  deadLetters(): Readonly<Record<string, readonly string[]>> {
    return this.#services.deadLetters();
  }

  /** Sends the dead letters of queues that have some back to where they came from; how many there were. */
  redrive(): number {
    return this.#services.redrive();
  }

  /** A queue by its name, which is its logical id in the template. */
  queue(name: string): Queue {
    return this.#services.queueOf(name);
  }

  /** Records that fell out of a stream after 24 hours without having been delivered: nothing else tells of them. */
  lostRecords(): number {
    return this.#sources.reduce((sum, { lostCount = 0 }) => sum + lostCount, 0);
  }

  /** What the requests to DynamoDB have cost. */
  usage(): Usage {
    return this.#services.database.meter.usage();
  }

  /** Requests to all services so far, by `service:Operation`. */
  requests(): Readonly<Record<string, number>> {
    return this.#services.requests();
  }

  async close(): Promise<void> {
    this.#turns?.close();
    await this.#server?.close();
    await this.#other?.close();
  }

  #ready(): readonly (() => Promise<void>)[] {
    const bySource = this.#sources.map((source) => source.ready());
    if (this.#options.precedence !== 'queues') return bySource.flat();
    return bySource.find((each) => each.length > 0) ?? [];
  }

  #begin(start: () => Promise<void>): void {
    const work = start().finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  }

  /** False when nothing waits for its time. */
  #moveOn(): boolean {
    const times = this.#sources.flatMap((source) => source.nextReadyMs() ?? []);
    if (times.length === 0) return false;
    this.clock.advance(Math.max(0, Math.min(...times) - this.clock.now()));
    return true;
  }

  async #run(name: string, event: unknown): Promise<InvocationRecord> {
    const sandboxes = this.#sandboxes.get(name);
    if (sandboxes === undefined) throw new Error(`no function \`${name}\` in this account`);
    const record = await sandboxes.invoke(event);
    this.invocations.push(record);
    return record;
  }

  async #invokeAsynchronously(name: string, event: JsonObject): Promise<void> {
    const settings = this.#options.stack.functions.find((each) => each.name === name);
    const { retryAttempts = 2, onFailureQueue } = settings ?? {};
    for (let attempt = 0; attempt <= retryAttempts; attempt += 1) {
      const { outcome } = await this.#run(name, event);
      if (outcome.kind === 'returned') return;
      this.clock.advance(60_000);
    }
    const message = { requestContext: { condition: 'RetriesExhausted' }, requestPayload: event };
    if (onFailureQueue !== undefined) this.#services.queueOf(onFailureQueue).send(JSON.stringify(message));
  }

  async #decide(request: AccountRequest): Promise<Verdict> {
    const invocation = this.#invocationOf.get(request.accessKeyId);
    if (invocation === undefined) {
      this.#turns?.arrive();
      return { fate: 'answer' };
    }
    await this.#turns?.take(invocation.requestId, whatIsAsked(request));
    if (invocation.isDead) return { fate: 'hang' };
    this.clock.advance(this.#options.requestMs ?? 5);
    const { fate, isCrash } = invocation.faults.decideRequest();
    return isCrash ? { fate, afterwards: () => invocation.die() } : { fate };
  }
}
