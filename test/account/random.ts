/** Numbers that a seed determines: the same seed gives the same ones in the same order. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1 (mulberry32, public domain). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True in `probability` of all cases. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  pick<T>(values: readonly T[]): T | undefined {
    return values[this.below(values.length)];
  }

  /** The values in another order, drawn one by one as they are asked for; the list itself is used up. */
  *shuffled<T>(values: T[]): Generator<T> {
    for (let left = values.length; left > 0; left -= 1) {
      const chosen = this.below(left);
      const [value, last] = [values[chosen], values[left - 1]];
      if (value === undefined || last === undefined) return;
      values[chosen] = last;
      yield value;
    }
  }
}

/** A seed of its own for each text, so that what one thing draws does not move what another draws. */
export function seedFrom(seed: number, text: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
