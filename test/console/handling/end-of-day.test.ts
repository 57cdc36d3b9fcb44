import { describe, expect, it } from 'vitest';
import { dayOf, endOfDay } from '../../../console/handling/end-of-day.ts';

describe('endOfDay', () => {
  it.each([
    ['2026-11-25', 'UTC', '2026-11-25T23:59:59.999Z'],
    ['2026-11-25', 'Asia/Tokyo', '2026-11-25T14:59:59.999Z'],
    ['2026-11-25', 'America/New_York', '2026-11-26T04:59:59.999Z'],
    // Clocks go back at 3 o'clock of this day, and forward at 2 o'clock of the other.
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
    // And at midnight of this one.
    ['2026-09-05', 'America/Santiago', '2026-09-06T03:59:59.999Z'],
    ['2026-12-31', 'Asia/Kathmandu', '2026-12-31T18:14:59.999Z'],
  ])('of %s in %s is %s', (day, timeZone, end) => {
    expect(endOfDay(day, timeZone)).toBe(end);
  });

  it('is still that day, and the next millisecond is not', () => {
    for (const timeZone of [
      'UTC',
      'Asia/Tokyo',
      'America/New_York',
      'Europe/Berlin',
      'Pacific/Chatham',
      'local',
    ]) {
      for (let month = 1; month <= 12; month += 1) {
        const day = `2026-${String(month).padStart(2, '0')}-28`;
        const end = Date.parse(endOfDay(day, timeZone));
        expect([dayOf(end, timeZone), dayOf(end + 1, timeZone)]).toEqual([
          day,
          expect.not.stringMatching(day),
        ]);
      }
    }
  });
});
