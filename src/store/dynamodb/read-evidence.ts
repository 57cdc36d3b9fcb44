import { byLatestEnd, type Evidence, type SignalKey } from '../../core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../core/correlation/evidence-reader.ts';
import type { Instant } from '../../core/instant.ts';
import { type Item, numberOf, textOf, toNumber } from './item.ts';
import {
  AFTER_INSTANTS,
  endTextOf,
  fromPieceItem,
  placeOf,
  STRANDS,
  type Strand,
  startTextOf,
} from './piece-item.ts';
import type { QueryRequest, Session } from './session.ts';
import { fromLatestFirst, toLatestFirst } from './sort-text.ts';
import { TABLE } from './table.ts';

/** One page of the evidence at a place: a range of one partition, in the table's own order or in that of an index. */
export async function readEvidence(
  session: Session,
  key: SignalKey,
  query: EvidenceQuery,
): Promise<readonly Evidence[]> {
  const range = query.order === 'end' ? rangeByEnd(query) : rangeByStart(query);
  if (range === undefined || query.limit <= 0) return [];
  const pk = placeOf(key);
  const read = async (request: QueryRequest) =>
    (await session.query(request, query.limit)).map(fromPieceItem);
  if (query.order === 'start') return read(toRequest(pk, 'start', range));
  const strands = Object.values(STRANDS).map((strand) => read(toRequest(pk, 'end', inStrand(range, strand))));
  const [one = [], other = []] = await Promise.all(strands);
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  return [...one, ...other].sort(byLatestEnd).slice(0, query.limit);
}

/**
 * From when to when the evidence at a place was observed. The first comes by start; the last is the first of either
 * strand: by observation in the index, or by end where that tells as much.
 */
export async function spanEvidence(session: Session, key: SignalKey): Promise<EvidenceSpan | undefined> {
  const pk = placeOf(key);
  const byStart = { IndexName: TABLE.byStart.index, ...partition(pk), ScanIndexForward: false };
  const [earliest] = await session.query(byStart, 1);
  if (earliest === undefined) return undefined;
  const [indexed] = await session.query({ IndexName: TABLE.byObserved.index, ...partition(pk) }, 1);
  const [told] = await session.query(toRequest(pk, 'end', inStrand(ALL, STRANDS.told)), 1);
  const observed = [
    ...(indexed === undefined ? [] : [fromLatestFirst(textOf(indexed, TABLE.byObserved.sortKey))]),
    ...(told === undefined ? [] : [fromPieceItem(told).lastObserved]),
    // Where the readings are of two moments, there is one piece at least.
    fromPieceItem(earliest).lastObserved,
  ];
  return { first: numberOf(earliest, 'from') as Instant, last: Math.max(...observed) as Instant };
}

/** What a page reads: sort keys from `low` to `high`, of what the other end of the interval lets through. */
interface Range {
  readonly low: string;
  readonly high: string;
  readonly filter?: {
    readonly name: 'from' | 'to';
    readonly operator: '<=' | '>=';
    readonly instant: Instant;
  };
}

/** All pieces, whatever their instants. */
const ALL: Range = { low: '0', high: AFTER_INSTANTS };

function inStrand({ low, high, ...range }: Range, strand: Strand): Range {
  return { low: strand + low, high: strand + high, ...range };
}

function rangeByEnd({ endsFrom, startsUntil, after }: EvidenceQuery): Range | undefined {
  if (startsUntil === Number.NEGATIVE_INFINITY) return undefined;
  const low = after === undefined ? ALL.low : justAfter(endTextOf(after));
  // Every piece that ends at the instant or later comes before the first that could end a millisecond earlier.
  const high = endsFrom === undefined ? ALL.high : toLatestFirst((endsFrom - 1) as Instant);
  if (startsUntil === undefined || startsUntil === Number.POSITIVE_INFINITY) return { low, high };
  return { low, high, filter: { name: 'from', operator: '<=', instant: startsUntil } };
}

function rangeByStart({ endsFrom, startsUntil, after }: EvidenceQuery): Range | undefined {
  if (endsFrom === Number.POSITIVE_INFINITY) return undefined;
  const start = startsUntil === undefined ? ALL.low : toLatestFirst(startsUntil);
  const past = after === undefined ? '' : justAfter(startTextOf(after));
  const range = { low: past > start ? past : start, high: ALL.high };
  if (endsFrom === undefined || endsFrom === Number.NEGATIVE_INFINITY) return range;
  return { ...range, filter: { name: 'to', operator: '>=', instant: endsFrom } };
}

/** The first text after another, in the order of both bytes and characters. */
function justAfter(text: string): string {
  return `${text}\u0000`;
}

function toRequest(pk: string, order: EvidenceQuery['order'], { low, high, filter }: Range): QueryRequest {
  const sortKey = order === 'end' ? TABLE.sortKey : TABLE.byStart.sortKey;
  // BETWEEN takes no bounds the wrong way round; then nothing lies between.
  const bounds = low <= high ? { ':low': { S: low }, ':high': { S: high } } : NOTHING_BETWEEN;
  return {
    ...(order === 'start' && { IndexName: TABLE.byStart.index }),
    KeyConditionExpression: '#pk = :pk AND #sort BETWEEN :low AND :high',
    ...(filter && { FilterExpression: `#filter ${filter.operator} :instant` }),
    ExpressionAttributeNames: {
      '#pk': TABLE.partitionKey,
      '#sort': sortKey,
      ...(filter && { '#filter': filter.name }),
    },
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ...bounds,
      ...(filter && { ':instant': toNumber(filter.instant) }),
    },
  };
}

const NOTHING_BETWEEN: Item = { ':low': { S: AFTER_INSTANTS }, ':high': { S: AFTER_INSTANTS } };

function partition(pk: string): Pick<QueryRequest, 'KeyConditionExpression'> & QueryRequest {
  return {
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': TABLE.partitionKey },
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
}
