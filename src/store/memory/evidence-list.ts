import {
  byLatestEnd,
  byLatestStart,
  countedValues,
  type Evidence,
  findingText,
} from '../../core/correlation/evidence.ts';
import type { EvidenceQuery, EvidenceSpan } from '../../core/correlation/evidence-reader.ts';
import type { Instant } from '../../core/instant.ts';
import { createSortedList, type SortedList } from './sorted-list.ts';

/** The evidence of one signal at one place, in the orders in which it is read. */
export interface EvidenceList {
  readonly size: number;
  add(piece: Evidence): void;
  delete(piece: Evidence): void;
  read(query: EvidenceQuery): readonly Evidence[];
  /** Number of distinct values. */
  count(): number;
  span(): EvidenceSpan | undefined;
  forget(endedBefore: Instant): void;
}

/** Makes an empty list of evidence. */
export function createEvidenceList(): EvidenceList {
  const byFinding = new Map<string, Evidence>();
  const byEnd = createSortedList(byLatestEnd);
  const byStart = createSortedList(byLatestStart);
  const byObserved = createSortedList(byLatestObserved);
  const orders = [byEnd, byStart, byObserved];
  const values = new Map<string, number>();
  const countValues = (piece: Evidence, by: 1 | -1) => {
    for (const value of countedValues(piece)) {
      const next = (values.get(value) ?? 0) + by;
      if (next === 0) values.delete(value);
      else values.set(value, next);
    }
  };
  const remove = (piece: Evidence) => {
    const held = byFinding.get(findingText(piece.finding));
    if (held === undefined) return;
    byFinding.delete(findingText(piece.finding));
    for (const order of orders) order.delete(held);
    countValues(held, -1);
  };
  return {
    get size() {
      return byFinding.size;
    },
    add: (piece) => {
      remove(piece);
      byFinding.set(findingText(piece.finding), piece);
      for (const order of orders) order.add(piece);
      countValues(piece, 1);
    },
    delete: remove,
    read: (query) =>
      query.order === 'end' ? readPage(byEnd, byLatestEnd, query) : readPage(byStart, byLatestStart, query),
    count: () => values.size,
    span: () => {
      const first = byStart.at(-1);
      const last = byObserved.at(0);
      return first && last ? { first: first.from, last: last.lastObserved } : undefined;
    },
    forget: (endedBefore) => {
      for (let last = byEnd.at(-1); last !== undefined && last.to < endedBefore; last = byEnd.at(-1)) {
        remove(last);
      }
    },
  };
}

function byLatestObserved(a: Evidence, b: Evidence): number {
  return b.lastObserved - a.lastObserved || byLatestEnd(a, b);
}

/** Evidence in the query's order, from after `query.after`, that the query's range lets through. */
function readPage(
  list: SortedList<Evidence>,
  compare: (a: Evidence, b: Evidence) => number,
  query: EvidenceQuery,
): readonly Evidence[] {
  const { order, after, endsFrom, startsUntil, limit } = query;
  const start = after ?? (order === 'start' && startsUntil !== undefined ? firstAt(startsUntil) : undefined);
  const page: Evidence[] = [];
  for (const piece of list.from(start)) {
    if (page.length >= limit) break;
    if (order === 'end' && endsFrom !== undefined && piece.to < endsFrom) break;
    const isPast = after === undefined || compare(piece, after) > 0;
    if (isPast && isInRange(piece, query)) page.push(piece);
  }
  return page;
}

/** What no piece that starts at the instant comes before. */
function firstAt(from: Instant): Evidence {
  const finding = { productArn: '', id: '' };
  return { finding, title: '', kind: 'activity', from, to: from, lastObserved: from };
}

function isInRange(piece: Evidence, { endsFrom, startsUntil }: EvidenceQuery): boolean {
  return (
    (endsFrom === undefined || piece.to >= endsFrom) &&
    (startsUntil === undefined || piece.from <= startsUntil)
  );
}
