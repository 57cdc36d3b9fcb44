import type { Random } from './random.ts';

interface Waiting {
  readonly owner: string;
  readonly go: () => void;
}

/** Rounds of the event loop without a new request after which those that run are taken to be busy otherwise. */
const QUIET_ROUNDS = 20;

/**
 * Lets requests of invocations that run at the same time go one after the other, in an order that the seed determines
 * and the speed of the machine does not: the next one is drawn only when all that run have asked for something, or
 * when nothing more comes.
 */
export class Turns {
  readonly #random: Random;
  readonly #runningCount: () => number;
  readonly #waiting: Waiting[] = [];
  #isGiving = false;

  constructor(random: Random, runningCount: () => number) {
    this.#random = random;
    this.#runningCount = runningCount;
  }

  /** Resolves when it is the turn of a request of `owner`. */
  take(owner: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ owner, go: resolve });
      if (!this.#isGiving) void this.#give();
    });
  }

  async #give(): Promise<void> {
    this.#isGiving = true;
    while (this.#waiting.length > 0) {
      await this.#settle();
      this.#waiting.sort((a, b) => (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0));
      const [chosen] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
      chosen?.go();
    }
    this.#isGiving = false;
  }

  async #settle(): Promise<void> {
    let count = this.#waiting.length;
    for (let round = 0; round < QUIET_ROUNDS; round += 1) {
      if (new Set(this.#waiting.map(({ owner }) => owner)).size >= this.#runningCount()) return;
      await new Promise(setImmediate);
      if (this.#waiting.length !== count) round = 0;
      count = this.#waiting.length;
    }
  }
}
