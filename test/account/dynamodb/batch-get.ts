import type { Item } from './attribute-value.ts';
import { type Capacity, readUnits } from './capacity.ts';
import { withConsumedCapacities } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { type ParsedRequest, parseRequest } from './dynalite.ts';
import { readItem } from './read-item.ts';
import type { Table } from './table.ts';

/** One answer has 16 MB at most (BatchGetItem API). */
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;

interface KeysAndAttributes {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
  readonly _projection?: ParsedRequest['_projection'];
}

/** What was read of one table. */
interface KeysReading {
  readonly items: readonly Item[];
  readonly left: readonly Item[];
  readonly bytes: number;
  readonly units: number;
}

/**
 * BatchGetItem: up to 100 items, in no order that could be relied on. What has no room in the answer, or what a busy
 * table leaves out, is for the client to ask for again.
 */
export function batchGetItem(database: Database, body: BatchGetRequest): unknown {
  const original = { ...body.RequestItems };
  const request = parseRequest('batchGetItem', body);
  const readings = new Map<string, KeysReading>();
  const capacities = new Map<Table, Capacity>();
  let bytesLeft = ANSWER_BYTES_MAX;
  for (const [name, asked] of Object.entries(request.RequestItems ?? {})) {
    const table = database.tableOf(name);
    // The grammar of the request has seen to its shape.
    const reading = readKeys(database, table, asked as KeysAndAttributes, bytesLeft);
    readings.set(name, reading);
    bytesLeft -= reading.bytes;
    capacities.set(table, { table: reading.units, indexes: {} });
    database.meter.countRead('BatchGetItem', reading.units);
  }
  const unprocessed = [...readings].filter(([, { left }]) => left.length > 0);
  return {
    Responses: Object.fromEntries([...readings].map(([name, { items }]) => [name, items])),
    UnprocessedKeys: Object.fromEntries(
      unprocessed.map(([name, { left }]) => [name, { ...original[name], Keys: left }]),
    ),
    ...withConsumedCapacities(capacities, request.ReturnConsumedCapacity),
  };
}

/** The part of a request that is given back for what is left unprocessed. */
export interface BatchGetRequest {
  readonly RequestItems?: Readonly<Record<string, object>>;
}

function readKeys(
  database: Database,
  table: Table,
  { Keys, ConsistentRead, _projection }: KeysAndAttributes,
  bytesMax: number,
): KeysReading {
  const items: Item[] = [];
  const left: Item[] = [];
  let bytes = 0;
  let units = 0;
  for (const [index, key] of Keys.entries()) {
    const reading = readItem(table, key, _projection);
    if (bytes + reading.bytes > bytesMax || (index > 0 && database.isLeftOut())) {
      left.push(key);
      continue;
    }
    bytes += reading.bytes;
    units += readUnits(reading.bytes, ConsistentRead === true);
    if (reading.item !== undefined) items.push(reading.item);
  }
  return { items, left, bytes, units };
}
