import { ServiceError, validationError } from '../http/service-error.ts';
import { applyUpdate } from './apply-update.ts';
import type { Item } from './attribute-value.ts';
import { type Capacity, writeUnits } from './capacity.ts';
import { checkImage, checkKeyBytes } from './check-image.ts';
import {
  checkKey,
  checkUpdates,
  type ParsedOperation,
  type ParsedRequest,
  parseRequest,
} from './dynalite.ts';
import { itemBytes } from './item-bytes.ts';
import { matchCondition } from './match-condition.ts';
import type { Table } from './table.ts';

/** What a write does, as TransactWriteItems names it. */
export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write that is decided but not done: nothing has changed yet. */
export interface WritePlan {
  readonly kind: WriteKind;
  readonly table: Table;
  readonly request: ParsedRequest;
  readonly before: Item | undefined;
  /** What will be there; undefined where nothing will, and where the plan is refused. */
  readonly after: Item | undefined;
  /** Why nothing may be done: the condition does not hold, or the update cannot be applied. */
  readonly refusal: ServiceError | undefined;
  /** Size of the larger image. */
  readonly bytes: number;
}

/** Finds the table that a request names. */
export type TableOf = (name: string) => Table;

/**
 * Decides about a write. A request that is wrong whatever the table holds throws; a refusal for what it holds is part
 * of the plan, since it costs as much as the write.
 */
export function planWrite(kind: WriteKind, body: object, tableOf: TableOf): WritePlan {
  const returnsOld = memberOf(body, 'ReturnValuesOnConditionCheckFailure') === 'ALL_OLD';
  const request = parseRequest(OPERATIONS[kind], body);
  const table = tableOf(request.TableName);
  const key = checkWrite(kind, request, table);
  const entry = table.find(key);
  const before = entry?.item;
  const planned = { kind, table, request, before };
  const failed = conditionFailure(request, before, returnsOld);
  const known = Math.max(entry?.bytes ?? 0, kind === 'Put' ? itemBytes(request.Item ?? {}) : 0);
  if (failed !== undefined) return { ...planned, after: undefined, refusal: failed, bytes: known };
  try {
    const after = imageAfter(kind, request, before, table);
    return { ...planned, after, refusal: undefined, bytes: Math.max(known, itemBytes(after ?? {})) };
  } catch (error) {
    if (error instanceof ServiceError) return { ...planned, after: undefined, refusal: error, bytes: known };
    throw error;
  }
}

/** Does what was planned; returns what it cost outside a transaction. */
export function applyWrite({ kind, table, before, after, bytes }: WritePlan): Capacity {
  const indexes = kind === 'ConditionCheck' ? {} : table.replace(before, after);
  return { table: writeUnits(bytes), indexes };
}

/** Text that tells the items of all tables apart. */
export function itemName({ table, request: { Item: item, Key: key } }: WritePlan): string {
  const { hash = '', order = '' } = table.items.entryOf(item ?? key ?? {}, 0) ?? {};
  return JSON.stringify([table.description.TableName, hash, order]);
}

const OPERATIONS: Readonly<Record<WriteKind, ParsedOperation>> = {
  Put: 'putItem',
  Update: 'updateItem',
  Delete: 'deleteItem',
  ConditionCheck: 'deleteItem',
};

/** Refuses what is wrong whatever the table holds; returns the key, or the item that has it. */
function checkWrite(kind: WriteKind, request: ParsedRequest, table: Table): Item {
  if (kind === 'Put') {
    const item = request.Item ?? {};
    checkImage(item, table);
    return item;
  }
  const key = request.Key ?? {};
  checkKey(key, table.description);
  checkKeyBytes(key, table.key);
  if (kind === 'Update') checkUpdates(request._updates, table.description);
  if (kind === 'ConditionCheck' && request._condition === undefined) {
    throw validationError('The expression can not be empty;');
  }
  return key;
}

function conditionFailure(
  { _condition: condition }: ParsedRequest,
  before: Item | undefined,
  returnsOld: boolean,
): ServiceError | undefined {
  if (condition === undefined || matchCondition(condition.expression, before ?? {})) return undefined;
  const members = returnsOld && before !== undefined ? { Item: before } : {};
  return new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', { members });
}

function imageAfter(
  kind: WriteKind,
  request: ParsedRequest,
  before: Item | undefined,
  table: Table,
): Item | undefined {
  if (kind === 'Put') return request.Item;
  if (kind === 'Delete') return undefined;
  if (kind === 'ConditionCheck') return before;
  const after = applyUpdate(request._updates?.sections ?? [], before ?? request.Key ?? {});
  checkImage(after, table);
  return after;
}

function memberOf(body: object, name: string): unknown {
  return name in body ? Reflect.get(body, name) : undefined;
}
