import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import { type JsonObject, memberOf, stringAt } from '../../core/json.ts';
import type { FindingFilters } from '../../input/security-hub/finding-filters.ts';
import { ATTRIBUTES_MAX, END_OF_TIME } from './finding-filters.ts';

const DAY_MS = 86_400_000;

/**
 * The same filters for what was updated at `from` or later, so that reading can go on there with a new query;
 * undefined where filters cannot say so. `startedAt` is the instant that ranges of days are counted from. A list
 * without conditions means that nothing is left.
 */
export function filtersFrom(
  filters: FindingFilters,
  from: Instant,
  startedAt: Instant,
): FindingFilters | undefined {
  const conditions = filters.UpdatedAt;
  if (conditions === undefined) {
    if (Object.keys(filters).length >= ATTRIBUTES_MAX) return undefined;
    return { ...filters, UpdatedAt: [{ Start: formatInstant(from), End: END_OF_TIME }] };
  }
  const spans = conditions.map((condition) => spanOf(condition, startedAt));
  if (!spans.every((span) => span !== undefined)) return undefined;
  const left = spans.filter(({ end }) => end >= from);
  return { ...filters, UpdatedAt: left.map(({ start, end }) => toCondition(Math.max(start, from), end)) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.parse(END_OF_TIME);

function spanOf(condition: JsonObject, startedAt: Instant): Span | undefined {
  const range = memberOf(condition, 'DateRange');
  if (range === undefined)
    return { start: edgeOf(condition, 'Start', FIRST), end: edgeOf(condition, 'End', LAST) };
  const count = memberOf(range, 'Value');
  if (typeof count !== 'number' || stringAt(range, 'Unit') !== 'DAYS') return undefined;
  const edge = startedAt - count * DAY_MS;
  return stringAt(range, 'Comparison') === 'OLDER_THAN'
    ? { start: FIRST, end: edge }
    : { start: edge, end: LAST };
}

function edgeOf(condition: JsonObject, name: 'Start' | 'End', otherwise: number): number {
  return parseInstant(memberOf(condition, name)) ?? otherwise;
}

function toCondition(start: number, end: number): JsonObject {
  return { Start: formatInstant(start as Instant), End: formatInstant(end as Instant) };
}
