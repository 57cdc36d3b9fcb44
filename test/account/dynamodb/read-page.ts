import { validationError } from '../http/service-error.ts';
import type { Item } from './attribute-value.ts';
import { type Capacity, readUnits } from './capacity.ts';
import { withConsumedCapacity } from './consumed-capacity.ts';
import { type Condition, type ParsedRequest, project } from './dynalite.ts';
import type { ItemCollection } from './item-collection.ts';
import { matchCondition } from './match-condition.ts';
import type { Entry } from './sorted-entries.ts';
import type { Table } from './table.ts';
import type { TableIndex } from './table-index.ts';

/** A page ends after 1 MB, measured before filters (DynamoDB guide, "constraints"). */
const PAGE_BYTES_MAX = 1_048_576;

/** What a query or scan reads from: a table, or one of its indexes. */
export interface ReadSource {
  readonly table: Table;
  readonly index: TableIndex | undefined;
  readonly items: ItemCollection;
}

/** A page as it is answered, and what it cost. */
export interface Page {
  readonly answer: object;
  readonly capacity: Capacity;
}

/** Finds what a query or scan reads from; global indexes cannot be read consistently. */
export function readSourceOf(request: ParsedRequest, table: Table): ReadSource {
  if (request.IndexName === undefined) return { table, index: undefined, items: table.items };
  const index = table.indexes.get(request.IndexName);
  if (index === undefined) {
    throw validationError(`The table does not have the specified index: ${request.IndexName}`);
  }
  if (!index.isLocal && request.ConsistentRead === true) {
    throw validationError('Consistent reads are not supported on global secondary indexes');
  }
  return { table, index, items: index.items };
}

/** Reads entries, which come in order, until the page is full. */
export function readPage(request: ParsedRequest, source: ReadSource, entries: Iterable<Entry>): Page {
  const { read, bytes, isFull } = takePage(entries, request.Limit ?? Number.POSITIVE_INFINITY);
  const fetched = isFetching(request, source)
    ? read.flatMap(({ item }) => source.table.find(item) ?? [])
    : [];
  const shown = fetched.length > 0 ? fetched : read;
  const items = shown.map(({ item }) => item).filter(filterOf(request));
  const last = read.at(-1);
  const capacity = capacityOf(request, source, bytes, fetched);
  return {
    capacity,
    answer: {
      ScannedCount: read.length,
      Count: items.length,
      ...(request.Select !== 'COUNT' && { Items: items.map(projectionOf(request)) }),
      ...(isFull && last !== undefined && { LastEvaluatedKey: keyOf(last.item, source) }),
      ...withConsumedCapacity(source.table, capacity, request.ReturnConsumedCapacity),
    },
  };
}

interface Taken {
  readonly read: readonly Entry[];
  readonly bytes: number;
  /** True when it was the page that ended, so that there may be more. */
  readonly isFull: boolean;
}

function takePage(entries: Iterable<Entry>, limit: number): Taken {
  const read: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    read.push(entry);
    bytes += entry.bytes;
    if (read.length >= limit || bytes >= PAGE_BYTES_MAX) return { read, bytes, isFull: true };
  }
  return { read, bytes, isFull: false };
}

/** An index that lacks what is asked for makes the table be read as well, item by item, if it is local. */
function isFetching(request: ParsedRequest, { index }: ReadSource): boolean {
  const projected = index?.projected;
  if (index === undefined || projected === undefined) return false;
  const paths = request._projection?.paths.map(([head]) => String(head)) ?? [];
  const names = [...paths, ...(request._filter === undefined ? [] : namesIn(request._filter.expression))];
  const isFetched = request.Select === 'ALL_ATTRIBUTES' || names.some((name) => !projected.has(name));
  if (isFetched && !index.isLocal) {
    throw validationError(
      `One or more parameter values were invalid: index ${index.name} does not project all that is asked for`,
    );
  }
  return isFetched;
}

function namesIn(condition: Condition): readonly string[] {
  const operands: readonly unknown[] = condition.args;
  return operands.flatMap((operand) => {
    if (Array.isArray(operand)) return [String(operand[0])];
    const isNested = typeof operand === 'object' && operand !== null && 'args' in operand;
    return isNested ? namesIn(operand as Condition) : [];
  });
}

function filterOf({ _filter: filter }: ParsedRequest): (item: Item) => boolean {
  if (filter === undefined) return () => true;
  return (item) => matchCondition(filter.expression, item);
}

function projectionOf({ _projection: projection }: ParsedRequest): (item: Item) => Item {
  if (projection === undefined) return (item) => item;
  return (item) => project(item, projection.paths);
}

function keyOf(item: Item, { table, items }: ReadSource): Item {
  const { hash, range } = items.key;
  const names = new Set([table.key.hash, table.key.range, hash, range]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** The sizes of all that was read are added up before they are rounded; what is fetched is rounded one by one. */
function capacityOf(
  { ConsistentRead }: ParsedRequest,
  { index }: ReadSource,
  bytes: number,
  fetched: readonly Entry[],
): Capacity {
  const isConsistent = ConsistentRead === true;
  const units = readUnits(bytes, isConsistent);
  if (index === undefined) return { table: units, indexes: {} };
  const table = fetched.reduce((sum, entry) => sum + readUnits(entry.bytes, isConsistent), 0);
  return { table, indexes: { [index.name]: units } };
}
