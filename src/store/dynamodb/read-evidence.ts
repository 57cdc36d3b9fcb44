import type { Evidence, SignalKey } from '../../core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../core/correlation/evidence-reader.ts';
import type { Instant } from '../../core/instant.ts';
import { type Item, numberOf, textOf, toNumber } from './item.ts';
import { AFTER_PIECES, fromPieceItem, pieceKeyOf, placeOf, startTextOf } from './piece-item.ts';
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

/** From when to when the evidence at a place was observed: the last by start, and the first by observation. */
export async function spanEvidence(session: Session, key: SignalKey): Promise<EvidenceSpan | undefined> {
  const pk = placeOf(key);
  const byObserved = { IndexName: TABLE.byObserved.index, ...partition(pk) };
  const [latest] = await session.query(byObserved, 1);
  if (latest === undefined) return undefined;
  const byStart = { IndexName: TABLE.byStart.index, ...partition(pk), ScanIndexForward: false };
  const [earliest] = await session.query(byStart, 1);
  if (earliest === undefined) return undefined;
  return {
    first: numberOf(earliest, 'from') as Instant,
    last: fromLatestFirst(textOf(latest, TABLE.byObserved.sortKey)),
  };
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
