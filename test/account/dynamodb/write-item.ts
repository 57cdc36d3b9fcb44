import type { Item } from './attribute-value.ts';
import { totalUnits, writeUnits } from './capacity.ts';
import { withConsumedCapacity } from './consumed-capacity.ts';
import type { Database } from './database.ts';
import { project } from './dynalite.ts';
import { applyWrite, planWrite, type WriteKind, type WritePlan } from './plan-write.ts';

/** PutItem, UpdateItem and DeleteItem; a request whose condition fails costs what the write would have. */
export function writeItem(database: Database, kind: 'Put' | 'Update' | 'Delete', body: object): unknown {
  const operation = OPERATION_NAMES[kind];
  const plan = planWrite(kind, body, database.tableOf);
  if (plan.refusal !== undefined) {
    database.meter.countWrite(operation, writeUnits(plan.bytes));
    throw plan.refusal;
  }
  const capacity = applyWrite(plan);
  database.meter.countWrite(operation, totalUnits(capacity));
  return {
    ...withAttributes(plan),
    ...withConsumedCapacity(plan.table, capacity, plan.request.ReturnConsumedCapacity),
  };
}

const OPERATION_NAMES: Readonly<Record<Exclude<WriteKind, 'ConditionCheck'>, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
};

function withAttributes({ request, before, after }: WritePlan): { readonly Attributes?: Item } {
  const paths = request._updates?.paths ?? [];
  switch (request.ReturnValues) {
    case 'ALL_OLD':
      return before === undefined ? {} : { Attributes: before };
    case 'ALL_NEW':
      return after === undefined ? {} : { Attributes: after };
    case 'UPDATED_OLD':
      return before === undefined ? {} : { Attributes: project(before, paths) };
    case 'UPDATED_NEW':
      return after === undefined ? {} : { Attributes: project(after, paths) };
    default:
      return {};
  }
}
