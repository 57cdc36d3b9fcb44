import { describe, expect, it } from 'vitest';
import { lastDays } from '../../../src/api/overview/last-days.ts';
import { formatInstant, type Instant } from '../../../src/core/instant.ts';

function days(now: string, count: number, zone: string): readonly string[] | undefined {
  return lastDays(Date.parse(now) as Instant, count, zone)?.map(
    ({ day, start }) => `${day} ${formatInstant(start).slice(0, 16)}`,
  );
}

describe('lastDays', () => {
  it.each([
    ['UTC', '2026-03-01T00:00:00Z', ['2026-02-28 2026-02-28T00:00', '2026-03-01 2026-03-01T00:00']],
    ['Asia/Tokyo', '2026-03-01T16:00:00Z', ['2026-03-01 2026-02-28T15:00', '2026-03-02 2026-03-01T15:00']],
    [
      'Asia/Kathmandu',
      '2026-03-01T12:00:00Z',
      ['2026-02-28 2026-02-27T18:15', '2026-03-01 2026-02-28T18:15'],
    ],
    // A day of 23 hours, and one of 25.
    ['Europe/Berlin', '2026-03-30T12:00:00Z', ['2026-03-29 2026-03-28T23:00', '2026-03-30 2026-03-29T22:00']],
    [
      'America/New_York',
      '2026-11-02T12:00:00Z',
      ['2026-11-01 2026-11-01T04:00', '2026-11-02 2026-11-02T05:00'],
    ],
    // The clocks go forward at midnight: the day begins at one.
    ['Asia/Beirut', '2026-03-29T12:00:00Z', ['2026-03-28 2026-03-27T22:00', '2026-03-29 2026-03-28T22:00']],
    // A day that never was.
    ['Pacific/Apia', '2011-12-30T12:00:00Z', ['2011-12-30 2011-12-30T10:00', '2011-12-31 2011-12-30T10:00']],
  ])('%s', (zone, now, expected) => {
    expect(days(now, 2, zone)).toEqual(expected);
  });

  it('knows no zone of another name', () => {
    expect(days('2026-03-01T00:00:00Z', 1, 'Mars/Olympus')).toBeUndefined();
    expect(days('2026-03-01T00:00:00Z', 1, '')).toBeUndefined();
  });
});
