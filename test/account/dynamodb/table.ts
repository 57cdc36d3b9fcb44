import type { AccountClock } from '../account-clock.ts';
import type { Item } from './attribute-value.ts';
import { isSameItem } from './attribute-value.ts';
import { NO_CAPACITY, writeUnits } from './capacity.ts';
import { ItemCollection } from './item-collection.ts';
import type { Entry } from './sorted-entries.ts';
import { TableStream } from './stream.ts';
import { type KeyNames, keyNamesOf, type TableDescription } from './table-description.ts';
import { createIndex, projectedItem, type TableIndex } from './table-index.ts';

/** A table: its items, its indexes, which are always up to date with it, and its stream. */
export class Table {
  readonly description: TableDescription;
  readonly key: KeyNames;
  readonly items: ItemCollection;
  readonly indexes: ReadonlyMap<string, TableIndex>;
  readonly stream: TableStream | undefined;
  /** Attribute that says when an item expires, in seconds since 1970. */
  ttlAttribute: string | undefined;

  constructor(description: TableDescription, clock: AccountClock) {
    this.description = description;
    this.key = keyNamesOf(description.KeySchema);
    this.items = new ItemCollection(this.key, this.key);
    const { LocalSecondaryIndexes: local = [], GlobalSecondaryIndexes: global = [] } = description;
    const indexes = [
      ...local.map((index) => createIndex(index, this.key, true)),
      ...global.map((index) => createIndex(index, this.key, false)),
    ];
    this.indexes = new Map(indexes.map((index) => [index.name, index]));
    const keyNames = description.KeySchema.map(({ AttributeName }) => AttributeName);
    this.stream = description.StreamSpecification?.StreamEnabled
      ? new TableStream(description.TableArn, keyNames, clock)
      : undefined;
  }

  /** The entry of the item with the key that `item`, which may be a key alone, has. */
  find(item: Item): Entry | undefined {
    const place = this.items.entryOf(item, 0);
    return place && this.items.partition(place.hash).find(place.order, place.tie);
  }

  /**
   * Puts `after` in the place of `before`, which is what the table holds, here and in each index; tells the stream.
   * Returns the units that each index used up.
   */
  replace(
    before: Item | undefined,
    after: Item | undefined,
    isExpiry = false,
  ): Readonly<Record<string, number>> {
    const old = before && this.items.entryOf(before);
    const next = after && this.items.entryOf(after);
    if (next !== undefined) this.items.put(next.hash, next);
    else if (old !== undefined) this.items.remove(old.hash, old);
    const units = replaceInIndexes(this.indexes, before, after);
    this.stream?.append({ before, after, isExpiry, sizeBytes: (old?.bytes ?? 0) + (next?.bytes ?? 0) });
    return units;
  }
}

function replaceInIndexes(
  indexes: ReadonlyMap<string, TableIndex>,
  before: Item | undefined,
  after: Item | undefined,
): Readonly<Record<string, number>> {
  if (indexes.size === 0) return NO_CAPACITY.indexes;
  const units: Record<string, number> = {};
  for (const index of indexes.values()) {
    const used = replaceInIndex(index, before, after);
    if (used > 0) units[index.name] = used;
  }
  return units;
}

/**
 * An entry that comes, goes or changes is one write; one whose key changes is two; one that stays as it is costs
 * nothing (DynamoDB guide, "provisioned throughput considerations for local secondary indexes").
 */
function replaceInIndex(index: TableIndex, before: Item | undefined, after: Item | undefined): number {
  const old = before && index.items.entryOf(projectedItem(index, before));
  const next = after && index.items.entryOf(projectedItem(index, after));
  const isMoved = old?.hash !== next?.hash || old?.order !== next?.order;
  if (!isMoved && (old === undefined || next === undefined || isSameItem(old.item, next.item))) return 0;
  if (next !== undefined) index.items.put(next.hash, next);
  if (!isMoved) return writeUnits(Math.max(old?.bytes ?? 0, next?.bytes ?? 0));
  if (old !== undefined) index.items.remove(old.hash, old);
  return (old === undefined ? 0 : writeUnits(old.bytes)) + (next === undefined ? 0 : writeUnits(next.bytes));
}
