import { describe, expect, it } from 'vitest';
import { BARS_MAX, toDays, totalOf } from '../../../src/cli/backtest/days.ts';

const on = (day: string, severity: 'HIGH' | 'CRITICAL' = 'HIGH') => ({ day, rule: 'a-rule', severity });

describe('toDays', () => {
  it('counts each day by severity, days without an incident too', () => {
    const days = toDays([on('2026-01-03'), on('2026-01-01'), on('2026-01-01', 'CRITICAL')]);
    expect(days.map(({ first, last, counts }) => [first, last, counts.HIGH, counts.CRITICAL])).toEqual([
      ['2026-01-01', '2026-01-01', 1, 1],
      ['2026-01-02', '2026-01-02', 0, 0],
      ['2026-01-03', '2026-01-03', 1, 0],
    ]);
  });

  it('has nothing to show where nothing opened', () => {
    expect(toDays([])).toEqual([]);
  });

  it.each([
    ['2026-03-01', 60, 1],
    ['2026-03-02', 31, 2],
    ['9999-12-31', 60, 48_541],
  ])('puts days together where there are too many, none lost: up to %s', (last, bars, width) => {
    const days = toDays([on('2026-01-01'), on('2026-01-02'), on(last)]);
    expect(days).toHaveLength(bars);
    expect(bars).toBeLessThanOrEqual(BARS_MAX);
    expect(days.at(-1)?.last).toBe(last);
    expect(days.reduce((sum, { counts }) => sum + totalOf(counts), 0)).toBe(3);
    const [first, second] = days.map((bar) => Date.parse(bar.first));
    expect(((second ?? 0) - (first ?? 0)) / 86_400_000).toBe(width);
  });
});
