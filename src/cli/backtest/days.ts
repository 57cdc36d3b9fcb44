import { SEVERITY_LABELS, type SeverityLabel } from '../../core/finding/finding.ts';
import type { Opening } from './run-backtest.ts';

/** The incidents that opened in some days, by severity. */
export interface Days {
  /** The first and the last day, `2026-01-31`, UTC; the same for one day. */
  readonly first: string;
  readonly last: string;
  readonly counts: Readonly<Record<SeverityLabel, number>>;
}

const DAY_MS = 86_400_000;

/** Most bars that a person can tell apart in a chart. */
export const BARS_MAX = 60;

/**
 * The openings day by day from the first to the last, days without any too; of very many days several in one, so that
 * there are never more than `BARS_MAX`.
 */
export function toDays(openings: readonly Opening[]): readonly Days[] {
  const days = openings.map(({ day }) => Date.parse(day));
  if (days.length === 0) return [];
  const start = days.reduce((a, b) => Math.min(a, b));
  const end = days.reduce((a, b) => Math.max(a, b));
  const width = Math.ceil(((end - start) / DAY_MS + 1) / BARS_MAX) * DAY_MS;
  const bars = Array.from({ length: Math.floor((end - start) / width) + 1 }, () => noCounts());
  for (const { day, severity } of openings) {
    const bar = bars[Math.floor((Date.parse(day) - start) / width)];
    if (bar !== undefined) bar[severity] += 1;
  }
  return bars.map((counts, index) => {
    const first = start + index * width;
    return { first: toDay(first), last: toDay(Math.min(first + width - DAY_MS, end)), counts };
  });
}

/** All severities together. */
export function totalOf(counts: Readonly<Record<SeverityLabel, number>>): number {
  return SEVERITY_LABELS.reduce((sum, label) => sum + counts[label], 0);
}

/** `2026-01-31`, or `2026-01-25 – 2026-01-31` for several days. */
export function toDaysText(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}

function noCounts(): Record<SeverityLabel, number> {
  return Object.fromEntries(SEVERITY_LABELS.map((label) => [label, 0])) as Record<SeverityLabel, number>;
}

function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
