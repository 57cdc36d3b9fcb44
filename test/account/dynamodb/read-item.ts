import type { Item } from './attribute-value.ts';
import { type Capacity, readUnits } from './capacity.ts';
import { checkKeyBytes } from './check-image.ts';
import { withConsumedCapacity } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { checkKey, type ParsedRequest, parseRequest, project } from './dynalite.ts';
import type { Table } from './table.ts';

/** An item that was asked for, and its size; a missing one costs as much as a small one. */
export interface ItemReading {
  readonly item: Item | undefined;
  readonly bytes: number;
}

/** GetItem. */
export function getItem(database: Database, body: object): unknown {
  const request = parseRequest('getItem', body);
  const table = database.tableOf(request.TableName);
  const { item, bytes } = readItem(table, request.Key ?? {}, request._projection);
  const capacity: Capacity = { table: readUnits(bytes, request.ConsistentRead === true), indexes: {} };
  database.meter.countRead('GetItem', capacity.table);
  return {
    ...(item !== undefined && { Item: item }),
    ...withConsumedCapacity(table, capacity, request.ReturnConsumedCapacity),
  };
}

/** Reads one item by its key. */
export function readItem(table: Table, key: Item, projection: ParsedRequest['_projection']): ItemReading {
  checkKey(key, table.description);
  checkKeyBytes(key, table.key);
  const entry = table.find(key);
  if (entry === undefined) return { item: undefined, bytes: 0 };
  return { item: projection ? project(entry.item, projection.paths) : entry.item, bytes: entry.bytes };
}
