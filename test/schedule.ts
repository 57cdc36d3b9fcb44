import type { Random } from './account/random.ts';

/** Lets the steps of several workers go one after the other, in an order that a seed draws; some workers may die. */
export class Schedule {
  readonly #random: Random;
  readonly #deathRate: number;
  readonly #waiting: (() => void)[] = [];
  readonly #over: Promise<void>;
  #finish: () => void = () => undefined;
  #running = 0;

  /** `deathRate` is how likely a worker dies at a step: it never goes on. */
  constructor(random: Random, deathRate = 0) {
    this.#random = random;
    this.#deathRate = deathRate;
    this.#over = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  /** Runs workers, each of which asks for leave before each of its steps, until all are done or dead. */
  async run(workers: readonly ((step: () => Promise<void>) => Promise<void>)[]): Promise<void> {
    this.#running = workers.length;
    const ends = workers.map(async (work) => {
      try {
        await work(() => this.#step());
      } finally {
        this.#running -= 1;
        this.#next();
      }
    });
    await Promise.race([Promise.all(ends), this.#over]);
  }

  #step(): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push(go);
      this.#running -= 1;
      this.#next();
    });
  }

  #next(): void {
    if (this.#running > 0) return;
    const [chosen] = this.#waiting.splice(this.#random.below(this.#waiting.length), 1);
    if (chosen === undefined) {
      this.#finish();
    } else if (this.#random.chance(this.#deathRate)) {
      this.#next();
    } else {
      this.#running += 1;
      chosen();
    }
  }
}
