import { type Capture, captureOutput } from './captured-output.ts';
import type { Faults, InvocationFaults } from './faults.ts';

/** A function as Lambda calls it. */
export type Handler = (event: never, context: never) => Promise<unknown>;

/** What Lambda learns of an invocation. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' };

/** An invocation that is over, and what it wrote. */
export interface InvocationRecord {
  readonly function: string;
  readonly requestId: string;
  readonly outcome: Outcome;
  readonly lines: readonly string[];
  /** Requests that it made, with the step of returning. */
  readonly steps: number;
}

/** One call of a function. While it runs, the server asks it what becomes of its requests. */
export class Invocation {
  readonly name: string;
  readonly requestId: string;
  readonly faults: InvocationFaults;
  readonly #capture: Capture = { lines: [], isOpen: true };
  readonly #crashed: Promise<Outcome>;
  #crash: (outcome: Outcome) => void = () => undefined;
  isDead = false;

  constructor(name: string, count: number, faults: Faults) {
    this.name = name;
    this.requestId = `${name}-${count}`;
    this.faults = faults.ofInvocation(name, count);
    this.#crashed = new Promise((resolve) => {
      this.#crash = resolve;
    });
  }

  /** Calls the handler with a copy of the event, as JSON brings it over. */
  async run(handler: Handler, event: unknown): Promise<InvocationRecord> {
    const copy: never = JSON.parse(JSON.stringify(event)) as never;
    const context = this.#context() as never;
    const finished = captureOutput(this.#capture, () => settle(() => handler(copy, context)));
    let outcome = await Promise.race([finished, this.#crashed]);
    if (outcome.kind !== 'crashed' && this.faults.isCrashedBeforeReturn()) outcome = this.die();
    this.#capture.isOpen = false;
    const { name, requestId } = this;
    return { function: name, requestId, outcome, lines: this.#capture.lines, steps: this.faults.requests };
  }

  /** Ends the invocation: whatever its code still does, nobody hears of it. */
  die(): Outcome {
    const outcome: Outcome = { kind: 'crashed' };
    this.isDead = true;
    this.#crash(outcome);
    return outcome;
  }

  #context(): object {
    return {
      awsRequestId: this.requestId,
      functionName: this.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:eu-west-1:111122223333:function:${this.name}`,
      memoryLimitInMB: '512',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => 60_000,
    };
  }
}

async function settle(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { kind: 'returned', value: toJson(await work()) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
