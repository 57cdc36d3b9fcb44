import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { AccountRequest } from './http/service.ts';
import type { Random } from './random.ts';

interface Waiting {
  readonly owner: string;
  /** What is asked: of one owner's requests, which the machine may bring in any order, it decides which comes first. */
  readonly what: string;
  readonly go: () => void;
}

/** Rounds of the event loop in which nothing happens, after which nothing more is on its way. */
const QUIET_ROUNDS = 8;

/** Tells of each request that a client in this process makes (Node.js, diagnostics_channel). */
const CLIENT_CHANNEL = 'http.client.request.created';

/**
 * Lets requests of invocations that run at the same time go one after the other, in an order that the seed determines
 * and the speed of the machine does not: the next one is drawn only when every request that a client has made has
 * arrived, and nobody makes another.
 */
export class Turns {
  readonly #random: Random;
  readonly #waiting: Waiting[] = [];
  readonly #host: string;
  #made = 0;
  #arrived = 0;
  #isGiving = false;

  /** `host` is where the requests go: `127.0.0.1:1234`. */
  constructor(random: Random, host: string) {
    this.#random = random;
    this.#host = host;
    subscribe(CLIENT_CHANNEL, this.#onMade);
    hurry(1);
  }

  /** Resolves when it is the turn of a request of `owner`; every request that arrives must ask, or say `arrive`. */
  take(owner: string, what: string): Promise<void> {
    this.arrive();
    return new Promise((resolve) => {
      this.#waiting.push({ owner, what, go: resolve });
      if (!this.#isGiving) void this.#give();
    });
  }

  /** Counts a request that needs no turn. */
  arrive(): void {
    this.#arrived += 1;
  }

  close(): void {
    unsubscribe(CLIENT_CHANNEL, this.#onMade);
    hurry(-1);
  }

  readonly #onMade = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    if (request.getHeader('host') === this.#host) this.#made += 1;
  };

  async #give(): Promise<void> {
    this.#isGiving = true;
    while (this.#waiting.length > 0) {
      await this.#settle();
      this.#waiting.sort((a, b) => compareText(a.owner, b.owner) || compareText(a.what, b.what));
      const [chosen] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
      chosen?.go();
    }
    this.#isGiving = false;
  }

  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS; quiet += 1) {
      const made = this.#made;
      const arrived = this.#arrived;
      await new Promise(setImmediate);
      if (made !== this.#made || arrived !== this.#arrived || this.#arrived < this.#made) quiet = -1;
    }
  }
}

/** A request by what it asks for, without the token that its client makes up. */
export function whatIsAsked({ service, target, url, body }: AccountRequest): string {
  return `${service} ${target} ${url} ${body.replace(TOKEN, '')}`;
}

const TOKEN = /"ClientRequestToken":"[^"]*"/;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const { setTimeout: originalSetTimeout } = globalThis;
let hurried = 0;

/**
 * While accounts are open, a timer of no time fires in the next round: clients wait so before they try again, and a
 * real millisecond would let others overtake them or not, as the machine pleases.
 */
function hurry(by: 1 | -1): void {
  hurried += by;
  const hasty = (callback: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) =>
    ms === 0 ? setImmediate(callback, ...values) : originalSetTimeout(callback, ms, ...values);
  globalThis.setTimeout =
    hurried > 0 ? (Object.assign(hasty, originalSetTimeout) as never) : originalSetTimeout;
}
