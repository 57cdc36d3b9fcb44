import type { Overview } from '../../src/api/contract/overview.ts';

/** What was opened and resolved in a day or a week, each named by its first day. */
export interface Periods {
  readonly unit: 'day' | 'week';
  readonly counts: Overview['perDay'];
}

/** More days than these are too narrow to be told apart in a chart. */
const DAYS_MAX = 90;

const DAYS_OF_WEEK = 7;

/** Days as they are, or where there are many, weeks of them: the last ends with the last day, the first may be shorter. */
export function toPeriods(days: Overview['perDay']): Periods {
  if (days.length <= DAYS_MAX) return { unit: 'day', counts: days };
  const weeks = Map.groupBy(days, (_, index) => Math.floor((days.length - 1 - index) / DAYS_OF_WEEK));
  return { unit: 'week', counts: [...weeks.values()].map(sumOf) };
}

function sumOf(days: Overview['perDay']): Overview['perDay'][number] {
  const sum = (of: 'opened' | 'resolved') => days.reduce((total, each) => total + each[of], 0);
  return { day: days[0]?.day ?? '', opened: sum('opened'), resolved: sum('resolved') };
}
