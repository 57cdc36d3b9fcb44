import type { Instant } from '../../core/instant.ts';

/** A day of a time zone, and when it begins. */
export interface Day {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly start: Instant;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** No zone is further from UTC. */
const OFFSET_MAX_MS = 15 * HOUR_MS;

/**
 * The last days of a time zone up to the one that an instant lies in, the oldest first; undefined where nobody knows a
 * zone of that name. A day begins at the first minute with its date: a day may have 23 hours, or none.
 */
export function lastDays(now: Instant, count: number, timeZone: string): readonly Day[] | undefined {
  const dateOf = dateFormat(timeZone);
  if (dateOf === undefined) return undefined;
  const today = Date.parse(`${dateOf(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const midnight = today - (count - 1 - index) * 24 * HOUR_MS;
    const day = new Date(midnight).toISOString().slice(0, 'YYYY-MM-DD'.length);
    return { day, start: startOf(day, midnight, dateOf) };
  });
}

type DateOf = (instant: number) => string;

function dateFormat(timeZone: string): DateOf | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    });
    return (instant) => {
      const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
      return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
    };
  } catch {
    return undefined;
  }
}

function startOf(day: string, midnight: number, dateOf: DateOf): Instant {
  let before = (midnight - OFFSET_MAX_MS) / MINUTE_MS;
  let after = (midnight + OFFSET_MAX_MS) / MINUTE_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateOf(middle * MINUTE_MS) >= day) after = middle;
    else before = middle;
  }
  return (after * MINUTE_MS) as Instant;
}
