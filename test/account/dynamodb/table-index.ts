import type { Item } from './attribute-value.ts';
import { ItemCollection } from './item-collection.ts';
import { type IndexDescription, type KeyNames, keyNamesOf } from './table-description.ts';

/** A secondary index: the items that have its key, or the part of them that it projects. */
export interface TableIndex {
  readonly name: string;
  readonly isLocal: boolean;
  readonly items: ItemCollection;
  /** The attributes kept; undefined for all. */
  readonly projected: ReadonlySet<string> | undefined;
}

/** Makes an index that holds nothing yet. */
export function createIndex(index: IndexDescription, tableKey: KeyNames, isLocal: boolean): TableIndex {
  const key = keyNamesOf(index.KeySchema);
  return {
    name: index.IndexName,
    isLocal,
    items: new ItemCollection(key, tableKey),
    projected: projectedNames(index, [key, tableKey]),
  };
}

/** What an index keeps of an item. */
export function projectedItem({ projected }: TableIndex, item: Item): Item {
  if (projected === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => projected.has(name)));
}

function projectedNames(
  { Projection: { ProjectionType, NonKeyAttributes = [] } }: IndexDescription,
  keys: readonly KeyNames[],
): ReadonlySet<string> | undefined {
  if (ProjectionType === 'ALL') return undefined;
  const names = keys.flatMap(({ hash, range }) => (range === undefined ? [hash] : [hash, range]));
  return new Set([...names, ...NonKeyAttributes]);
}
