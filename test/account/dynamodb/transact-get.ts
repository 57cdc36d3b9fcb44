import { validationError } from '../http/service-error.ts';
import { addCapacity, type Capacity, NO_CAPACITY, readUnits } from './capacity.ts';
import { withConsumedCapacities } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { parseRequest } from './dynalite.ts';
import { readItem } from './read-item.ts';
import type { Table } from './table.ts';

interface TransactGetRequest {
  readonly TransactItems?: readonly { readonly Get?: object }[];
  readonly ReturnConsumedCapacity?: string;
}

const ITEMS_MAX = 100;

/** TransactGetItems: up to 100 items as they are at one time, for twice the units of a consistent read. */
export function transactGetItems(database: Database, request: TransactGetRequest): unknown {
  const items = request.TransactItems ?? [];
  if (items.length < 1 || items.length > ITEMS_MAX) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        'Member must have length less than or equal to 100, and greater than or equal to 1',
    );
  }
  const capacities = new Map<Table, Capacity>();
  const responses = items.map(({ Get: body = {} }) => {
    const get = parseRequest('getItem', body);
    const table = database.tableOf(get.TableName);
    const { item, bytes } = readItem(table, get.Key ?? {}, get._projection);
    const units = 2 * readUnits(bytes, true);
    capacities.set(table, addCapacity(capacities.get(table) ?? NO_CAPACITY, { table: units, indexes: {} }));
    database.meter.countRead('TransactGetItems', units);
    return item === undefined ? {} : { Item: item };
  });
  return { Responses: responses, ...withConsumedCapacities(capacities, request.ReturnConsumedCapacity) };
}
