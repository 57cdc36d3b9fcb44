import { ServiceError, validationError } from '../http/service-error.ts';
import type { Item } from './attribute-value.ts';
import { addCapacity, type Capacity, NO_CAPACITY, readUnits, totalUnits } from './capacity.ts';
import { withConsumedCapacities } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { type ParsedRequest, parseRequest } from './dynalite.ts';
import { applyWrite, planWrite, type WritePlan } from './plan-write.ts';
import { readItem } from './read-item.ts';
import type { Table } from './table.ts';

const BATCH_WRITES_MAX = 25;
const BATCH_RESPONSE_BYTES_MAX = 16 * 1024 * 1024;

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

interface KeysAndAttributes {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
  readonly _projection?: ParsedRequest['_projection'];
}

/** BatchWriteItem: up to 25 puts and deletes without conditions, of which no two may be about one item. */
export function batchWriteItem(database: Database, body: object): unknown {
  const request = parseRequest('batchWriteItem', body);
  const plans = planBatch(database, Object.entries(request.RequestItems ?? {}));
  const capacities = new Map<Table, Capacity>();
  for (const plan of plans) {
    const capacity = applyWrite(plan);
    capacities.set(plan.table, addCapacity(capacities.get(plan.table) ?? NO_CAPACITY, capacity));
    database.meter.countWrite('BatchWriteItem', totalUnits(capacity));
  }
  return { UnprocessedItems: {}, ...withConsumedCapacities(capacities, request.ReturnConsumedCapacity) };
}

function planBatch(
  database: Database,
  requests: readonly (readonly [string, unknown])[],
): readonly WritePlan[] {
  const plans: WritePlan[] = [];
  const seen = new Set<string>();
  for (const [TableName, list] of requests) {
    for (const { PutRequest, DeleteRequest } of list as readonly WriteRequest[]) {
      const plan = PutRequest
        ? planWrite('Put', { TableName, Item: PutRequest.Item }, database.tableOf)
        : planWrite('Delete', { TableName, Key: DeleteRequest?.Key }, database.tableOf);
      plans.push(plan);
      seen.add(itemName(plan));
    }
  }
  if (plans.length > BATCH_WRITES_MAX)
    throw validationError('Too many items requested for the BatchWriteItem call');
  if (seen.size < plans.length) throw validationError('Provided list of item keys contains duplicates');
  return plans;
}

/** Text that tells items of all tables apart. */
export function itemName({ table, request: { Item: item, Key: key } }: WritePlan): string {
  const { hash = '', order = '' } = table.items.entryOf(item ?? key ?? {}, 0) ?? {};
  return JSON.stringify([table.description.TableName, hash, order]);
}

/** BatchGetItem: up to 100 items, in no order; what would make the answer larger than 16 MB is left unprocessed. */
export function batchGetItem(database: Database, body: object): unknown {
  const request = parseRequest('batchGetItem', body);
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, unknown> = {};
  const capacities = new Map<Table, Capacity>();
  let bytesLeft = BATCH_RESPONSE_BYTES_MAX;
  for (const [name, asked] of Object.entries(request.RequestItems ?? {})) {
    const table = database.tableOf(name);
    const { items, bytes, left, units } = readKeys(table, asked as KeysAndAttributes, bytesLeft);
    bytesLeft -= bytes;
    responses[name] = items;
    if (left.length > 0) unprocessed[name] = { ...unparsed(body, name), Keys: left };
    capacities.set(table, { table: units, indexes: {} });
    database.meter.countRead('BatchGetItem', units);
  }
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...withConsumedCapacities(capacities, request.ReturnConsumedCapacity),
  };
}

interface KeysReading {
  readonly items: Item[];
  readonly bytes: number;
  readonly left: readonly Item[];
  readonly units: number;
}

function readKeys(
  table: Table,
  { Keys, ConsistentRead, _projection }: KeysAndAttributes,
  bytesMax: number,
): KeysReading {
  const items: Item[] = [];
  let bytes = 0;
  let units = 0;
  for (const [index, key] of Keys.entries()) {
    const reading = readItem(table, key, _projection);
    if (bytes + reading.bytes > bytesMax) return { items, bytes, left: Keys.slice(index), units };
    bytes += reading.bytes;
    units += readUnits(reading.bytes, ConsistentRead === true);
    if (reading.item !== undefined) items.push(reading.item);
  }
  return { items, bytes, left: [], units };
}

/** What was asked of a table, in the words of the request: parsing leaves what it read, not the expressions. */
function unparsed(body: object, table: string): object {
  const requests: unknown = 'RequestItems' in body ? body.RequestItems : undefined;
  if (typeof requests !== 'object' || requests === null) throw new ServiceError('InternalServerError', '');
  return Reflect.get(requests, table);
}
