import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../../console/incident/timeline/time-ticks.ts';

function ticks(start: string, end: string, timeZone = 'UTC', max = 6, language: 'en' | 'ja' = 'en') {
  return timeTicks({ start: Date.parse(start), end: Date.parse(end), max, timeZone, language });
}

const labels = (...args: Parameters<typeof ticks>) => ticks(...args).map(({ label }) => label);

describe('timeTicks', () => {
  it('stands on round hours, with the date where a day begins and at the first', () => {
    expect(labels('2026-01-02T19:20:00Z', '2026-01-03T05:00:00Z')).toEqual(['2 Jan 21:00', '3 Jan', '03:00']);
  });

  it('is round in the zone that was chosen', () => {
    const [first] = ticks('2026-01-01T00:00:00Z', '2026-01-06T00:00:00Z', 'Asia/Kolkata');
    expect(first?.at).toBe(Date.parse('2026-01-01T18:30:00Z'));
    expect(labels('2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z', 'Asia/Tokyo', 6, 'ja')).toContain('1月2日');
  });

  it('keeps to midnight when the clocks change', () => {
    const days = ticks('2026-03-27T12:00:00Z', '2026-03-31T12:00:00Z', 'Europe/Berlin');
    expect(days.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  it('does not mark an hour twice that comes twice', () => {
    const times = ticks('2026-10-24T22:10:00Z', '2026-10-25T03:10:00Z', 'Europe/Berlin').map(({ at }) => at);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(3);
  });

  it('counts in months and years over long times', () => {
    expect(labels('2025-11-10T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      'Dec 2025',
      'Jan 2026',
      'Feb 2026',
      'Mar 2026',
    ]);
    expect(labels('2000-06-01T00:00:00Z', '2026-06-01T00:00:00Z')).toEqual([
      'Jan 2005',
      'Jan 2010',
      'Jan 2015',
      'Jan 2020',
      'Jan 2025',
    ]);
  });

  it.each([1, 1e4, 1e6, 1e8, 1e10, 1e12])('never has more ticks than asked for, over %d s', (ms) => {
    const start = Date.parse('2026-01-02T03:04:05.678Z');
    const made = timeTicks({ start, end: start + ms, max: 5, timeZone: 'Asia/Tokyo', language: 'en' });
    expect(made.length).toBeLessThanOrEqual(6);
    expect(made.every(({ at }) => at >= start && at <= start + ms)).toBe(true);
  });
});
