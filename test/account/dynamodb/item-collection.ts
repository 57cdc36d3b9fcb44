import type { Item } from './attribute-value.ts';
import { itemBytes } from './item-bytes.ts';
import { orderOf } from './key-order.ts';
import { type Entry, SortedEntries } from './sorted-entries.ts';
import type { KeyNames } from './table-description.ts';

/** Items by partition and sort key: what a table and each of its indexes have in common. */
export class ItemCollection {
  readonly key: KeyNames;
  readonly #tableKey: KeyNames;
  readonly #partitions = new Map<string, SortedEntries>();
  #sortedHashes: readonly string[] | undefined;

  /** `tableKey` is that of the table also for an index, whose own keys may be shared by several items. */
  constructor(key: KeyNames, tableKey: KeyNames) {
    this.key = key;
    this.#tableKey = tableKey;
  }

  /** The entry that an item makes here; undefined where it lacks an attribute of this key. */
  entryOf(item: Item, bytes: number = itemBytes(item)): (Entry & { readonly hash: string }) | undefined {
    const hash = orderOf(item[this.key.hash]);
    const order = this.key.range === undefined ? '' : orderOf(item[this.key.range]);
    if (hash === undefined || order === undefined) return undefined;
    return { hash, order, tie: this.#tieOf(item), item, bytes };
  }

  partition(hash: string): SortedEntries {
    return this.#partitions.get(hash) ?? NO_ENTRIES;
  }

  put(hash: string, entry: Entry): void {
    let partition = this.#partitions.get(hash);
    if (partition === undefined) {
      partition = new SortedEntries();
      this.#partitions.set(hash, partition);
      this.#sortedHashes = undefined;
    }
    partition.put(entry);
  }

  remove(hash: string, { order, tie }: Entry): void {
    const partition = this.#partitions.get(hash);
    if (partition === undefined) return;
    partition.remove(order, tie);
    if (partition.size > 0) return;
    this.#partitions.delete(hash);
    this.#sortedHashes = undefined;
  }

  /** Partitions in the order of a scan: DynamoDB promises none, but a page must go on where the one before ended. */
  hashes(): readonly string[] {
    this.#sortedHashes ??= [...this.#partitions.keys()].sort();
    return this.#sortedHashes;
  }

  *items(): Generator<Item> {
    for (const hash of this.hashes()) {
      const partition = this.partition(hash);
      for (let index = 0; index < partition.size; index += 1) {
        const entry = partition.at(index);
        if (entry !== undefined) yield entry.item;
      }
    }
  }

  #tieOf(item: Item): string {
    const { hash, range } = this.#tableKey;
    if (this.key === this.#tableKey) return '';
    const hashOrder = hash === this.key.hash ? '' : `${orderOf(item[hash])}\0`;
    return range === undefined ? hashOrder : `${hashOrder}${orderOf(item[range])}`;
  }
}

const NO_ENTRIES = new SortedEntries();
