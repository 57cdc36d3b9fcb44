/**
 * Reads findings page by page so that reading can go on after an interruption without loss. Pages come in the order
 * of UpdatedAt, the earliest first: what is updated meanwhile moves behind the place that has been reached, and is
 * read again there. A page is asked for by its token, which the service forgets after a while; then a new query
 * asks for everything from just before the last UpdatedAt on. Some findings come twice that way, and none is left out:
 *
 *   UpdatedAt   10:00 10:01 | 10:02 10:02 | token expired
 *                             10:02 10:02 10:03 | …
 *
 * Where a page breaks the order, UpdatedAt says nothing about what has been read, and a new query begins at the start.
 */
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import type { FindingFilters } from '../../input/security-hub/finding-filters.ts';
import { filtersFrom } from './filters-from.ts';
import type { FindingsHub } from './findings-hub.ts';

/** What is read, and since when. */
export interface FindingQuery {
  readonly filters: FindingFilters;
  readonly startedAt: Instant;
}

/** How far reading has come; plain data, so that it can be kept. */
export interface FindingCursor {
  /** Where the query begins that `token` belongs to; absent for that of the filters themselves. */
  readonly from?: Instant;
  /** Of the next page; absent for the first page of the query. */
  readonly token?: string;
  /** Every finding updated before this has been read; absent where nothing is known. */
  readonly readThrough?: Instant;
  /** Set once a page has broken the order of UpdatedAt. */
  readonly isUnordered?: true;
}

/** One page; `next` is absent on the last. */
export interface FindingPage {
  readonly readAt: Instant;
  readonly findings: readonly JsonObject[];
  readonly next?: FindingCursor;
  /** How far UpdatedAt has come. */
  readonly readThrough?: Instant;
}

/** Where reading begins. */
export const FIRST_PAGE: FindingCursor = {};

/** Reads the page at a cursor. `onExpired` is told where reading goes on when the token of the page is no longer known. */
export async function readPage(
  hub: FindingsHub,
  query: FindingQuery,
  cursor: FindingCursor,
  onExpired: (from: Instant | undefined) => void,
): Promise<FindingPage> {
  const { filters, startedAt } = query;
  const current = cursor.from === undefined ? filters : filtersFrom(filters, cursor.from, startedAt);
  if (current === undefined) throw new Error(`no filters from ${formatInstant(cursor.from as Instant)}`);
  if (current.UpdatedAt?.length === 0) return { readAt: startedAt, findings: [] };
  const answer = await hub.getFindings(current, cursor.token);
  if (answer === 'token expired') {
    const again = withoutToken(query, cursor);
    onExpired(again.from);
    return readPage(hub, query, again, onExpired);
  }
  return { ...answer, ...toNext(cursor, answer.findings, answer.token) };
}

function withoutToken({ filters, startedAt }: FindingQuery, cursor: FindingCursor): FindingCursor {
  const { readThrough, isUnordered } = cursor;
  const isUsable = readThrough !== undefined && isUnordered !== true;
  if (!isUsable) return FIRST_PAGE;
  // Nothing says whether the start of a date filter belongs to it.
  const from = (readThrough - 1) as Instant;
  return filtersFrom(filters, from, startedAt) === undefined ? FIRST_PAGE : { from, readThrough: from };
}

function toNext(
  cursor: FindingCursor,
  findings: readonly JsonObject[],
  token: string | undefined,
): Pick<FindingPage, 'next' | 'readThrough'> {
  let { readThrough } = cursor;
  let isUnordered = cursor.isUnordered === true;
  for (const { UpdatedAt } of findings) {
    const updatedAt = parseInstant(UpdatedAt);
    if (updatedAt === undefined) continue;
    if (readThrough !== undefined && updatedAt < readThrough) isUnordered = true;
    else readThrough = updatedAt;
  }
  const reached = readThrough === undefined ? {} : { readThrough };
  if (token === undefined) return reached;
  const from = cursor.from === undefined ? {} : { from: cursor.from };
  return { ...reached, next: { ...from, token, ...reached, ...(isUnordered && { isUnordered }) } };
}
