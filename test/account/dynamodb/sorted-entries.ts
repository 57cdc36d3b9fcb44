import type { Item } from './attribute-value.ts';

/** An item at its place in a partition of a table or an index. */
export interface Entry {
  /** Sorts by the sort key. */
  readonly order: string;
  /** Tells entries of an index with one sort key apart: the key of the item in the table. */
  readonly tie: string;
  readonly item: Item;
  readonly bytes: number;
}

/** One partition: entries in the order of their keys. */
export class SortedEntries {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  at(index: number): Entry | undefined {
    return this.#entries[index];
  }

  find(order: string, tie: string): Entry | undefined {
    const found = this.#entries[this.lowerBound(order, tie)];
    return found?.order === order && found.tie === tie ? found : undefined;
  }

  /** Puts an entry in, in the place of one with the same key. */
  put(entry: Entry): void {
    const index = this.lowerBound(entry.order, entry.tie);
    const found = this.#entries[index];
    const isThere = found?.order === entry.order && found.tie === entry.tie;
    this.#entries.splice(index, isThere ? 1 : 0, entry);
  }

  remove(order: string, tie: string): void {
    const index = this.lowerBound(order, tie);
    const found = this.#entries[index];
    if (found?.order === order && found.tie === tie) this.#entries.splice(index, 1);
  }

  /** Where entries with at least this key begin. */
  lowerBound(order: string, tie = ''): number {
    return this.#partitionPoint((entry) => entry.order < order || (entry.order === order && entry.tie < tie));
  }

  /** Where entries beyond this key begin; without `tie`, beyond all that have this sort key. */
  upperBound(order: string, tie?: string): number {
    return this.#partitionPoint(
      (entry) => entry.order < order || (entry.order === order && (tie === undefined || entry.tie <= tie)),
    );
  }

  /** How many entries, from the first on, are `before`; they all stand in front of the rest. */
  #partitionPoint(before: (entry: Entry) => boolean): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && before(entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
