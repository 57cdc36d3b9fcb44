import type { Evidence, Filing, SignalKey } from '../../core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../core/correlation/evidence-reader.ts';
import type { Instant } from '../../core/instant.ts';
import { fromKeyText, toKeyText } from '../key-text.ts';
import { createPlaceTable } from './place-table.ts';
import type { Session, SqlValue, Statement } from './session.ts';

/** The evidence of signals, in the orders in which it is read, with exact counts. */
export interface EvidenceTable {
  /** Files a piece in the stead of what the finding in the row was evidence for there before. */
  add(filing: Filing, findingRow: number): void;
  remove(key: SignalKey, findingRow: number): void;
  read(key: SignalKey, query: EvidenceQuery): readonly Evidence[];
  count(key: SignalKey): number;
  span(key: SignalKey): EvidenceSpan | undefined;
  forget(key: SignalKey, endedBefore: Instant): void;
}

interface PieceRow {
  readonly product_arn: string;
  readonly finding_id: string;
  readonly minus_starts: number;
  readonly minus_ends: number;
  readonly observed: number;
  readonly body: string;
}

interface RemovedRow {
  readonly place: number;
  readonly body: string;
}

interface SpanRow {
  readonly first: number | null;
  readonly last: number | null;
}

const PIECE = 'product_arn, finding_id, minus_starts, minus_ends, observed, body';
const AT_PLACE = 'place = (SELECT row FROM place WHERE entity = ?1 AND rule = ?2 AND signal = ?3)';

/** Prepares the statements about evidence. */
export function createEvidenceTable(session: Session): EvidenceTable {
  const places = createPlaceTable(session);
  const insert = session.prepare(
    `INSERT INTO evidence (place, finding, ${PIECE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = session.prepare<RemovedRow>(
    `DELETE FROM evidence WHERE ${AT_PLACE} AND finding = ?4 RETURNING place, body`,
  );
  const forget = session.prepare<RemovedRow>(
    `DELETE FROM evidence WHERE ${AT_PLACE} AND minus_ends > ?4 RETURNING place, body`,
  );
  const pages = { end: preparePage(session, 'minus_ends'), start: preparePage(session, 'minus_starts') };
  const span = session.prepare<SpanRow>(
    `SELECT (SELECT -max(minus_starts) FROM evidence WHERE ${AT_PLACE}) AS first,
      (SELECT max(observed) FROM evidence WHERE ${AT_PLACE}) AS last`,
  );
  const discount = ({ place, body }: RemovedRow) => places.count(place, parseBody(body).values, -1);
  const table: EvidenceTable = {
    add: ({ key, evidence }, findingRow) => {
      table.remove(key, findingRow);
      const place = places.open(key);
      insert.run(place, findingRow, ...toRow(evidence));
      places.count(place, evidence.values, 1);
    },
    remove: (key, findingRow) => remove.all(...placeOf(key), findingRow).forEach(discount),
    read: (key, query) => pages[query.order].all(...placeOf(key), ...rangeOf(query)).map(toEvidence),
    count: (key) => places.distinctValues(key),
    span: (key) => toSpan(span.get(...placeOf(key))),
    forget: (key, endedBefore) => forget.all(...placeOf(key), -endedBefore).forEach(discount),
  };
  return table;
}

type Order = 'minus_ends' | 'minus_starts';

/** One page in an order: from a position on, up to a bound, of what the other end of the interval lets through. */
function preparePage(session: Session, order: Order): Statement<PieceRow> {
  const through = order === 'minus_ends' ? 'minus_starts >= ?8' : 'minus_ends <= ?8';
  return session.prepare<PieceRow>(
    `SELECT ${PIECE} FROM evidence
      WHERE ${AT_PLACE} AND (${order}, product_arn, finding_id) > (?4, ?5, ?6) AND ${order} <= ?7 AND ${through}
      ORDER BY ${order}, product_arn, finding_id LIMIT ?9`,
  );
}

function placeOf({ entity, rule, signal }: SignalKey): [string, string, string] {
  return [toKeyText(entity), toKeyText(rule), toKeyText(signal)];
}

/** What `preparePage` asks for, from ?4 on. Infinite instants compare as such in SQLite. */
function rangeOf({ order, after, endsFrom, startsUntil, limit }: EvidenceQuery): SqlValue[] {
  const minusEndsUntil = -(endsFrom ?? Number.NEGATIVE_INFINITY);
  const minusStartsFrom = -(startsUntil ?? Number.POSITIVE_INFINITY);
  const position = after && positionOf(order, after);
  if (order === 'end') return [...(position ?? BEGINNING), minusEndsUntil, minusStartsFrom, limit];
  // Half a millisecond before the first that may be returned; whichever comes later is where to seek to.
  const isPast = position !== undefined && position[0] >= minusStartsFrom;
  const start: Position = isPast ? position : [minusStartsFrom - 0.5, '', ''];
  return [...start, Number.POSITIVE_INFINITY, minusEndsUntil, limit];
}

type Position = readonly [number, string, string];

const BEGINNING: Position = [Number.NEGATIVE_INFINITY, '', ''];

function positionOf(order: EvidenceQuery['order'], { from, to, finding }: Evidence): Position {
  return [order === 'end' ? -to : -from, toKeyText(finding.productArn), toKeyText(finding.id)];
}

function toRow({ finding, from, to, lastObserved, ...body }: Evidence): SqlValue[] {
  return [
    toKeyText(finding.productArn),
    toKeyText(finding.id),
    -from,
    -to,
    lastObserved,
    JSON.stringify(body),
  ];
}

function toEvidence(row: PieceRow): Evidence {
  return {
    ...parseBody(row.body),
    finding: { productArn: fromKeyText(row.product_arn), id: fromKeyText(row.finding_id) },
    from: negated(row.minus_starts),
    to: negated(row.minus_ends),
    lastObserved: row.observed as Instant,
  };
}

/** Subtracted, for the negative of 0 would be -0. */
function negated(instant: number): Instant {
  return (0 - instant) as Instant;
}

type Body = Omit<Evidence, 'finding' | 'from' | 'to' | 'lastObserved'>;

function parseBody(text: string): Body {
  return JSON.parse(text) as Body;
}

function toSpan(row: SpanRow | undefined): EvidenceSpan | undefined {
  if (row === undefined || row.first === null || row.last === null) return undefined;
  return { first: row.first as Instant, last: row.last as Instant };
}
