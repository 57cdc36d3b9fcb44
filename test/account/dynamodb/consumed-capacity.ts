import { type Capacity, totalUnits } from './capacity.ts';
import type { Table } from './table.ts';

/** The member `ConsumedCapacity` of an answer, in as much detail as was asked for. */
export interface ConsumedCapacity {
  readonly TableName: string;
  readonly CapacityUnits: number;
  readonly [more: string]: unknown;
}

/** `ConsumedCapacity` of one table, as a member to be spread into an answer; nothing when it was not asked for. */
export function withConsumedCapacity(
  table: Table,
  capacity: Capacity,
  detail: string | undefined,
): { readonly ConsumedCapacity?: ConsumedCapacity } {
  if (!isAskedFor(detail)) return {};
  return { ConsumedCapacity: consumedCapacity(table, capacity, detail) };
}

/** The same for an operation on several tables, whose answer has a list. */
export function withConsumedCapacities(
  capacities: ReadonlyMap<Table, Capacity>,
  detail: string | undefined,
): { readonly ConsumedCapacity?: readonly ConsumedCapacity[] } {
  if (!isAskedFor(detail)) return {};
  const list = [...capacities].map(([table, capacity]) => consumedCapacity(table, capacity, detail));
  return { ConsumedCapacity: list };
}

function isAskedFor(detail: string | undefined): boolean {
  return detail === 'TOTAL' || detail === 'INDEXES';
}

function consumedCapacity(table: Table, capacity: Capacity, detail: string | undefined): ConsumedCapacity {
  const total = { TableName: table.description.TableName, CapacityUnits: totalUnits(capacity) };
  if (detail !== 'INDEXES') return total;
  const arms = Object.entries(capacity.indexes).map(
    ([name, units]) => [name, { CapacityUnits: units }] as const,
  );
  const isLocal = (name: string) => table.indexes.get(name)?.isLocal === true;
  return {
    ...total,
    Table: { CapacityUnits: capacity.table },
    LocalSecondaryIndexes: Object.fromEntries(arms.filter(([name]) => isLocal(name))),
    GlobalSecondaryIndexes: Object.fromEntries(arms.filter(([name]) => !isLocal(name))),
  };
}
