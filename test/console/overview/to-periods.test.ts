import { describe, expect, it } from 'vitest';
import { toPeriods } from '../../../console/overview/to-periods.ts';

const DAY_MS = 86_400_000;

function daysOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1) + index * DAY_MS).toISOString().slice(0, 10),
    opened: 1,
    resolved: index,
  }));
}

describe('toPeriods', () => {
  it.each([1, 7, 90])('leaves %d days as they are', (count) => {
    expect(toPeriods(daysOf(count))).toEqual({ unit: 'day', counts: daysOf(count) });
  });

  it('sums more of them up to weeks, of which the last ends today', () => {
    const { unit, counts } = toPeriods(daysOf(92));
    expect([unit, counts.length]).toEqual(['week', 14]);
    expect(counts[0]).toEqual({ day: '2026-01-01', opened: 1, resolved: 0 });
    expect(counts[1]).toEqual({ day: '2026-01-02', opened: 7, resolved: 1 + 2 + 3 + 4 + 5 + 6 + 7 });
    expect(counts.at(-1)?.day).toBe('2026-03-27');
  });

  it.each([91, 365, 366])('loses nothing of %d days', (count) => {
    const days = daysOf(count);
    const { counts } = toPeriods(days);
    for (const of of ['opened', 'resolved'] as const) {
      const sum = (all: typeof days) => all.reduce((total, each) => total + each[of], 0);
      expect(sum([...counts])).toBe(sum(days));
    }
  });
});
