import type { AccountClock } from './account-clock.ts';
import type { Faults } from './faults.ts';
import { type Handler, Invocation, type InvocationRecord } from './invocation.ts';
import { Random, seedFrom } from './random.ts';

/** What a test gives a function in the place of time and chance. */
export interface FunctionOverrides {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds before the client's next attempt. */
  readonly retryDelayMs: (attempt: number) => number;
  readonly random: () => number;
  /** A text that no other call gives. */
  readonly createNonce: () => string;
}

/** A function's module: makes the handler that one sandbox keeps from its cold start to its death. */
export interface FunctionModule {
  create(environment: Readonly<Record<string, string>>, overrides: FunctionOverrides): Handler;
}

/** What all functions of an account share. */
export interface SandboxOptions {
  readonly clock: AccountClock;
  readonly faults: Faults;
  readonly seed: number;
}

interface Sandbox {
  readonly accessKeyId: string;
  readonly handler: Handler;
}

/** The instances of one function: those that rest are used again, and one that has died never is. */
export class Sandboxes {
  readonly name: string;
  readonly #module: FunctionModule;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #options: SandboxOptions;
  readonly #random: Random;
  readonly #resting: Sandbox[] = [];
  readonly #running: Map<string, Invocation>;
  #started = 0;
  #invoked = 0;

  /** `running` tells the server whose requests it gets: invocations by the access key id of their sandbox. */
  constructor(
    name: string,
    module: FunctionModule,
    environment: Readonly<Record<string, string>>,
    options: SandboxOptions,
    running: Map<string, Invocation>,
  ) {
    this.name = name;
    this.#module = module;
    this.#environment = environment;
    this.#options = options;
    this.#random = new Random(seedFrom(options.seed, `sandboxes/${name}`));
    this.#running = running;
  }

  /** Calls the function once. */
  async invoke(event: unknown): Promise<InvocationRecord> {
    this.#invoked += 1;
    const invocation = new Invocation(this.name, this.#invoked, this.#options.faults);
    const sandbox = this.#take();
    this.#running.set(sandbox.accessKeyId, invocation);
    const record = await invocation.run(sandbox.handler, event);
    // A dead sandbox stays known, so that what its code still asks for is never done.
    if (record.outcome.kind !== 'crashed') {
      this.#running.delete(sandbox.accessKeyId);
      this.#resting.push(sandbox);
    }
    return record;
  }

  #take(): Sandbox {
    const chosen = this.#random.below(this.#resting.length);
    const [resting] = this.#resting.splice(chosen, 1);
    return resting ?? this.#start();
  }

  #start(): Sandbox {
    this.#started += 1;
    const accessKeyId = `AKIA${this.name.toUpperCase()}${this.#started}`;
    const environment = {
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: 'secret' },
      // Another DynamoDB wants credentials of its own; requests are then not told apart by sandbox.
      ...this.#environment,
      AWS_LAMBDA_FUNCTION_NAME: this.name,
    };
    return { accessKeyId, handler: this.#module.create(environment, this.#overrides(accessKeyId)) };
  }

  /** Waiting lets the time of the account pass, and takes none of ours. */
  #overrides(accessKeyId: string): FunctionOverrides {
    const { clock, seed } = this.#options;
    const random = new Random(seedFrom(seed, accessKeyId));
    let nonces = 0;
    return {
      createNonce: () => `${accessKeyId}-${++nonces}`,
      now: () => clock.now(),
      sleep: async (ms) => clock.advance(ms),
      retryDelayMs: (attempt) => {
        clock.advance(50 * 2 ** Math.min(attempt, 8));
        return 0;
      },
      random: () => random.next(),
    };
  }
}
