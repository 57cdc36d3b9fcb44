import type { Item } from './attribute-value.ts';
import { totalUnits } from './capacity.ts';
import type { Database } from './database.ts';
import { parseRequest } from './dynalite.ts';
import type { ItemCollection } from './item-collection.ts';
import { type KeyRange, keyRangeOf, startPlace } from './key-range.ts';
import { readPage, readSourceOf } from './read-page.ts';
import type { Entry } from './sorted-entries.ts';

/** Query: one page of one partition. */
export function query(database: Database, body: object): unknown {
  const request = parseRequest('query', body);
  const source = readSourceOf(request, database.tableOf(request.TableName));
  const range = keyRangeOf(request, source.items, source.table);
  const entries = request.ScanIndexForward === false ? backwards(range) : forwards(range);
  const { answer, capacity } = readPage(request, source, entries);
  database.meter.countRead('Query', totalUnits(capacity));
  return answer;
}

/** Scan: one page of the whole table, or of an index; without segments. */
export function scan(database: Database, body: object): unknown {
  const request = parseRequest('scan', body);
  const source = readSourceOf(request, database.tableOf(request.TableName));
  const { answer, capacity } = readPage(request, source, allFrom(request.ExclusiveStartKey, source.items));
  database.meter.countRead('Scan', totalUnits(capacity));
  return answer;
}

function* forwards({ entries, start, end }: KeyRange): Generator<Entry> {
  for (let index = start; index < end; index += 1) {
    const entry = entries.at(index);
    if (entry !== undefined) yield entry;
  }
}

function* backwards({ entries, start, end }: KeyRange): Generator<Entry> {
  for (let index = end - 1; index >= start; index -= 1) {
    const entry = entries.at(index);
    if (entry !== undefined) yield entry;
  }
}

function* allFrom(startKey: Item | undefined, items: ItemCollection): Generator<Entry> {
  const place = startKey && startPlace(startKey, items);
  for (const hash of items.hashes()) {
    if (place !== undefined && hash < place.hash) continue;
    const entries = items.partition(hash);
    const start = place?.hash === hash ? entries.upperBound(place.order, place.tie) : 0;
    yield* forwards({ entries, start, end: entries.size });
  }
}
