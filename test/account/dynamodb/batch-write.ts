import { validationError } from '../http/service-error.ts';
import type { Item } from './attribute-value.ts';
import { addCapacity, type Capacity, NO_CAPACITY, totalUnits } from './capacity.ts';
import { withConsumedCapacities } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { parseRequest } from './dynalite.ts';
import { applyWrite, itemName, planWrite, type WritePlan } from './plan-write.ts';
import type { Table } from './table.ts';

/** One request has 25 writes at most, over all tables (BatchWriteItem API). */
const WRITES_MAX = 25;

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

interface PlannedRequest {
  readonly table: string;
  readonly request: WriteRequest;
  readonly plan: WritePlan;
}

/** BatchWriteItem: puts and deletes without conditions; a busy table leaves some of them for the client to send again. */
export function batchWriteItem(database: Database, body: object): unknown {
  const request = parseRequest('batchWriteItem', body);
  const planned = planBatch(database, Object.entries(request.RequestItems ?? {}));
  const left = planned.filter((_, index) => index > 0 && database.isLeftOut());
  const capacities = new Map<Table, Capacity>();
  for (const each of planned) {
    if (left.includes(each)) continue;
    const capacity = applyWrite(each.plan);
    const { table } = each.plan;
    capacities.set(table, addCapacity(capacities.get(table) ?? NO_CAPACITY, capacity));
    database.meter.countWrite('BatchWriteItem', totalUnits(capacity));
  }
  const unprocessed = Map.groupBy(left, ({ table }) => table);
  const UnprocessedItems = Object.fromEntries(
    [...unprocessed].map(([table, list]) => [table, list.map((each) => each.request)]),
  );
  return { UnprocessedItems, ...withConsumedCapacities(capacities, request.ReturnConsumedCapacity) };
}

function planBatch(
  database: Database,
  tables: readonly (readonly [string, unknown])[],
): readonly PlannedRequest[] {
  const planned = tables.flatMap(([table, requests]) =>
    // The grammar of the request has seen to their shape.
    (requests as readonly WriteRequest[]).map((request) => {
      return { table, request, plan: planRequest(database, table, request) };
    }),
  );
  if (planned.length > WRITES_MAX) {
    throw validationError('Too many items requested for the BatchWriteItem call');
  }
  if (new Set(planned.map(({ plan }) => itemName(plan))).size < planned.length) {
    throw validationError('Provided list of item keys contains duplicates');
  }
  return planned;
}

function planRequest(
  { tableOf }: Database,
  TableName: string,
  { PutRequest, DeleteRequest }: WriteRequest,
): WritePlan {
  if (PutRequest !== undefined) return planWrite('Put', { TableName, Item: PutRequest.Item }, tableOf);
  return planWrite('Delete', { TableName, Key: DeleteRequest?.Key }, tableOf);
}
