import { validationError } from '../http/service-error.ts';
import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';
import type { KeyCondition, ParsedRequest } from './dynalite.ts';
import type { ItemCollection } from './item-collection.ts';
import { endOfPrefix, orderOf } from './key-order.ts';
import type { SortedEntries } from './sorted-entries.ts';
import type { Table } from './table.ts';

/** What a query reads: the entries of one partition from `start` to before `end`. */
export interface KeyRange {
  readonly entries: SortedEntries;
  readonly start: number;
  readonly end: number;
}

/** Finds what the key conditions of a query, and the key that it starts after, leave to be read. */
export function keyRangeOf(request: ParsedRequest, items: ItemCollection, table: Table): KeyRange {
  const { hash, range } = items.key;
  const conditions = request.KeyConditions ?? {};
  const hashValue = hashValueOf(conditions, hash);
  checkNames(conditions, hash, range);
  checkTypes(conditions, table);
  const entries = items.partition(orderOf(hashValue) ?? '');
  const rangeCondition = range === undefined ? undefined : conditions[range];
  const whole = rangeCondition === undefined ? [0, entries.size] : boundsOf(rangeCondition, entries);
  const [start = 0, end = 0] = afterStartKey(whole, request, items, entries);
  return { entries, start, end };
}

function hashValueOf(conditions: Readonly<Record<string, KeyCondition>>, hash: string): AttributeValue {
  const condition = conditions[hash];
  if (condition === undefined) {
    throw validationError(`Query condition missed key schema element: ${hash}`);
  }
  const [value] = condition.AttributeValueList;
  if (condition.ComparisonOperator !== 'EQ' || value === undefined) {
    throw validationError('Query key condition not supported');
  }
  return value;
}

function checkNames(
  conditions: Readonly<Record<string, unknown>>,
  hash: string,
  range: string | undefined,
): void {
  const other = Object.keys(conditions).find((name) => name !== hash && name !== range);
  if (other !== undefined)
    throw validationError(`Query condition missed key schema element: ${range ?? hash}`);
}

function checkTypes(conditions: Readonly<Record<string, KeyCondition>>, table: Table): void {
  for (const [name, { AttributeValueList: values }] of Object.entries(conditions)) {
    const defined = table.description.AttributeDefinitions.find(
      ({ AttributeName }) => AttributeName === name,
    );
    if (values.some((value) => typeOf(value) !== defined?.AttributeType)) {
      throw validationError(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
  }
}

function boundsOf(
  { ComparisonOperator, AttributeValueList }: KeyCondition,
  entries: SortedEntries,
): readonly [number, number] {
  const [first, second] = AttributeValueList.map((value) => orderOf(value) ?? '');
  const order = first ?? '';
  switch (ComparisonOperator) {
    case 'EQ':
      return [entries.lowerBound(order), entries.upperBound(order)];
    case 'LT':
      return [0, entries.lowerBound(order)];
    case 'LE':
      return [0, entries.upperBound(order)];
    case 'GT':
      return [entries.upperBound(order), entries.size];
    case 'GE':
      return [entries.lowerBound(order), entries.size];
    case 'BETWEEN':
      return [entries.lowerBound(order), entries.upperBound(second ?? '')];
    case 'BEGINS_WITH':
      return [entries.lowerBound(order), entries.lowerBound(endOfPrefix(order))];
  }
}

function afterStartKey(
  [start, end]: readonly number[],
  { ExclusiveStartKey: startKey, ScanIndexForward }: ParsedRequest,
  items: ItemCollection,
  entries: SortedEntries,
): readonly (number | undefined)[] {
  if (startKey === undefined) return [start, end];
  const { order, tie } = startPlace(startKey, items);
  if (ScanIndexForward === false) return [start, Math.min(end ?? 0, entries.lowerBound(order, tie))];
  return [Math.max(start ?? 0, entries.upperBound(order, tie)), end];
}

/** Where the item with that key stands, or stood. */
export function startPlace(
  startKey: Item,
  items: ItemCollection,
): NonNullable<ReturnType<ItemCollection['entryOf']>> {
  const place = items.entryOf(startKey, 0);
  if (place === undefined) throw validationError('The provided starting key is invalid');
  return place;
}
