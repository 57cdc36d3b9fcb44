import type { JsonObject } from '../../src/core/json.ts';
import { ENV } from '../../src/lambda/constants.ts';
import type { AccountClock } from './account-clock.ts';
import type { AccountIdentity } from './account-identity.ts';
import type { AccountStack } from './account-stack.ts';
import { Database } from './dynamodb/database.ts';
import { createDynamoDbService } from './dynamodb/dynamo-db-service.ts';
import { createTable } from './dynamodb/manage-tables.ts';
import { sweepExpired } from './dynamodb/sweep.ts';
import { createEventBridgeService } from './event-bridge-service.ts';
import { EventBus } from './event-bus.ts';
import type { FaultRates } from './faults.ts';
import type { Service } from './http/service.ts';
import { createMacieService, type MacieSettings } from './macie-service.ts';
import { createEc2Service, type NetworkInterface } from './network-interfaces.ts';
import { Queue } from './queue.ts';
import { queueOrigin } from './queue-origin.ts';
import { Random, seedFrom } from './random.ts';
import { SecurityHub } from './security-hub/security-hub.ts';
import { createSecurityHubService } from './security-hub/security-hub-service.ts';
import { createSqsService } from './sqs-service.ts';
import { createSnsService, type Publication } from './topic.ts';

/** What the services of an account are made of. */
export interface ServicesOptions {
  readonly identity: AccountIdentity;
  readonly clock: AccountClock;
  readonly seed: number;
  readonly stack: AccountStack;
  readonly isOrdered: boolean;
  readonly networkInterfaces: readonly NetworkInterface[];
  readonly rates: () => FaultRates;
}

/** The services of an account, with what a stack has deployed in them. */
export class Services {
  readonly identity: AccountIdentity;
  readonly database: Database;
  readonly bus: EventBus;
  readonly hub: SecurityHub;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly publications: Publication[] = [];
  readonly macie: MacieSettings = { isEnabled: true, publishesClassificationFindings: true };
  readonly #options: ServicesOptions;
  readonly #requests = new Map<string, number>();

  constructor(options: ServicesOptions) {
    const { identity, clock, seed, stack, rates } = options;
    this.#options = options;
    this.identity = identity;
    this.database = new Database(clock, identity);
    this.bus = new EventBus(identity, clock);
    this.hub = new SecurityHub({ identity, clock, putEvent: (event) => this.bus.put(event) });
    const findings = new Random(seedFrom(seed, 'failed-findings'));
    const items = new Random(seedFrom(seed, 'left-out-items'));
    this.hub.failureOf = () => (findings.chance(rates().failFinding ?? 0) ? 'InternalException' : undefined);
    this.database.isLeftOut = () => items.chance(rates().leaveOut ?? 0);
    this.queues = new Map(stack.queues.map((settings) => [settings.name, this.#createQueue(settings.name)]));
    for (const { description, ttlAttribute } of stack.tables) {
      createTable(this.database, description);
      this.database.tableOf(description.TableName).ttlAttribute = ttlAttribute;
    }
    for (const { name, pattern, queue } of stack.rules) {
      this.bus.addRule({
        name,
        pattern,
        deliver: (event) => this.queueOf(queue).send(JSON.stringify(event)),
      });
    }
  }

  rates(): FaultRates {
    return this.#options.rates();
  }

  /** The services by the name that their clients sign with. */
  bySigningName(): ReadonlyMap<string, Service> {
    const { database, hub, bus, queues, publications, macie } = this;
    const services: readonly (readonly [string, Service])[] = [
      ['dynamodb', createDynamoDbService(database)],
      ['securityhub', createSecurityHubService(hub, this.#options.clock)],
      ['events', createEventBridgeService(bus)],
      ['sqs', createSqsService(queues)],
      ['sns', createSnsService(publications)],
      ['ec2', createEc2Service(this.#options.networkInterfaces)],
      ['macie2', createMacieService(macie)],
    ];
    return new Map(services.map(([name, service]) => [name, this.#counted(name, service)]));
  }

  queueOf(name: string): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) throw new Error(`no queue \`${name}\` in this account`);
    return queue;
  }

  /** The environment of a function, with what the account adds; URLs of queues lead to this account. */
  environmentOf(
    environment: Readonly<Record<string, string>>,
    endpoint: string,
  ): Readonly<Record<string, string>> {
    const { region } = this.identity;
    const here = Object.entries(environment).map(([name, value]) => {
      return [name, value.replaceAll(queueOrigin(region), endpoint)];
    });
    const endpoints = ENDPOINT_SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint]);
    return {
      ...Object.fromEntries([...here, ...endpoints]),
      [ENV.dynamoDbEndpoint]: endpoint,
      AWS_REGION: region,
      AWS_ENDPOINT_URL: endpoint,
    };
  }

  /** Sends the dead letters of queues that have some back to where they came from; how many there were. */
  redrive(): number {
    let count = 0;
    for (const queue of this.queues.values()) {
      const { redrive } = queue.settings;
      if (redrive === undefined) continue;
      const letters = this.queueOf(redrive.deadLetterQueue).drain();
      for (const body of letters) queue.send(body);
      count += letters.length;
    }
    return count;
  }

  sweep(): number {
    return sweepExpired(this.database);
  }

  deadLetters(): Readonly<Record<string, readonly string[]>> {
    const taken = new Set(this.#options.stack.queueSources.map(({ queue }) => queue));
    const others = [...this.queues].filter(([name]) => !taken.has(name));
    return Object.fromEntries(others.map(([name, queue]) => [name, queue.bodies()]));
  }

  requests(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#requests);
  }

  /** What a schedule sends that has no input of its own. */
  scheduledEvent(): JsonObject {
    return {
      version: '0',
      id: '00000000-0000-4000-8000-000000000000',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: this.identity.account,
      time: new Date(this.#options.clock.now()).toISOString(),
      region: this.identity.region,
      resources: [],
      detail: {},
    };
  }

  #createQueue(name: string): Queue {
    const { stack, clock, seed, isOrdered, rates } = this.#options;
    const settings = stack.queues.find((each) => each.name === name) ?? { name };
    const { redrive } = settings;
    return new Queue({
      ...{ settings, clock, isOrdered, random: new Random(seedFrom(seed, `queue/${name}`)) },
      duplicates: () => rates().duplicateMessage ?? 0,
      ...(redrive && { deadLetters: (body: string) => this.queueOf(redrive.deadLetterQueue).send(body) }),
    });
  }

  #counted(name: string, service: Service): Service {
    return {
      ...service,
      operationOf: (request) => {
        const operation = service.operationOf(request);
        const key = `${name}:${operation}`;
        this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
        return operation;
      },
    };
  }
}

const ENDPOINT_SERVICES = ['DYNAMODB', 'SECURITYHUB', 'EVENTBRIDGE', 'SQS', 'SNS', 'EC2', 'MACIE2'];
