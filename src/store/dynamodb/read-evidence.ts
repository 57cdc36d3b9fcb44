import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../core/correlation/evidence-reader.ts';
import { CONDITION_LIFETIME_MS } from '../../core/finding/interval.ts';
import type { Instant } from '../../core/instant.ts';
import { type Item, numberOf, textOf, toNumber } from './item.ts';
import {
  AFTER_PIECES,
  countKeyOf,
  fromPieceItem,
  isTold,
  pieceKeyOf,
  placeOf,
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
  const request = toRequest(placeOf(key), query.order, range);
  return (await session.query(request, query.limit)).map(fromPieceItem);
}

/**
 * From when to when the evidence at a place was observed. The first comes by start. The last is that of the index by
 * observation, or of a piece that it leaves out since its end tells as much, whichever is later.
 */
export async function spanEvidence(session: Session, key: SignalKey): Promise<EvidenceSpan | undefined> {
  const pk = placeOf(key);
  const byStart = { IndexName: TABLE.byStart.index, ...partition(pk), ScanIndexForward: false };
  const [earliest] = await session.query(byStart, 1);
  if (earliest === undefined) return undefined;
  const count = await session.get(countKeyOf(pk));
  const told = numberOf(count, 'told');
  const indexed = numberOf(count, 'pieces') > told ? await lastIndexed(session, pk) : NEVER;
  const last = Math.max(indexed, told > 0 ? await lastTold(session, pk, indexed) : NEVER);
  return {
    first: numberOf(earliest, 'from') as Instant,
    // Where the counts and the pieces are of two moments, there is one piece at least.
    last: last === NEVER ? fromPieceItem(earliest).lastObserved : (last as Instant),
  };
}

const NEVER = Number.NEGATIVE_INFINITY as Instant;

async function lastIndexed(session: Session, pk: string): Promise<Instant> {
  const [latest] = await session.query({ IndexName: TABLE.byObserved.index, ...partition(pk) }, 1);
  return latest === undefined ? NEVER : fromLatestFirst(textOf(latest, TABLE.byObserved.sortKey));
}

/**
 * The last observation among the pieces that the index leaves out, if it is later than another: that of the first by
 * end. Nearly always that is the first piece of all; others before it are passed over.
 */
async function lastTold(session: Session, pk: string, laterThan: Instant): Promise<Instant> {
  const latest = toLatestFirst((laterThan + CONDITION_LIFETIME_MS) as Instant);
  const range = toRequest(pk, 'end', { low: '0', high: laterThan === NEVER ? AFTER_PIECES : latest });
  const [first] = (await session.query(range, 1)).map(fromPieceItem);
  if (first === undefined || isTold(first)) return first?.lastObserved ?? NEVER;
  const isLeftOut = {
    FilterExpression: 'attribute_not_exists(#observed)',
    ExpressionAttributeNames: {
      ...range.ExpressionAttributeNames,
      '#observed': TABLE.byObserved.sortKey,
    },
  };
  const [next] = (await session.query({ ...range, ...isLeftOut }, 1)).map(fromPieceItem);
  return next?.lastObserved ?? NEVER;
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

function rangeByEnd({ endsFrom, startsUntil, after }: EvidenceQuery): Range | undefined {
  if (startsUntil === Number.NEGATIVE_INFINITY) return undefined;
  const low = after === undefined ? '' : justAfter(pieceKeyOf('', after).sk);
  // Every piece that ends at the instant or later comes before the first that could end a millisecond earlier.
  const high = endsFrom === undefined ? AFTER_PIECES : toLatestFirst((endsFrom - 1) as Instant);
  const range = { low: low === '' ? '0' : low, high };
  if (startsUntil === undefined || startsUntil === Number.POSITIVE_INFINITY) return range;
  return { ...range, filter: { name: 'from', operator: '<=', instant: startsUntil } };
}

function rangeByStart({ endsFrom, startsUntil, after }: EvidenceQuery): Range | undefined {
  if (endsFrom === Number.POSITIVE_INFINITY) return undefined;
  const start = startsUntil === undefined ? '0' : toLatestFirst(startsUntil);
  const past = after === undefined ? '' : justAfter(startTextOf(after));
  const range = { low: past > start ? past : start, high: AFTER_PIECES };
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

const NOTHING_BETWEEN: Item = { ':low': { S: AFTER_PIECES }, ':high': { S: AFTER_PIECES } };

function partition(pk: string): Pick<QueryRequest, 'KeyConditionExpression'> & QueryRequest {
  return {
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': TABLE.partitionKey },
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
}
