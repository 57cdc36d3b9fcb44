import { describe, expect, it } from 'vitest';
import { zoneTime } from '../../../console/shared/zone-time.ts';

const at = (text: string) => Date.parse(text);

describe('zoneTime', () => {
  it.each([
    ['UTC', '2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
    ['Asia/Tokyo', '2026-01-02T03:04:05.678Z', '2026-01-02T12:04:05.678Z'],
    ['Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T01:30:00.000Z', '2026-03-29T03:30:00.000Z'],
    ['Asia/Kolkata', '1969-12-31T23:59:59.500Z', '1970-01-01T05:29:59.500Z'],
  ])('reads the clocks of %s', (zone, instant, local) => {
    const { toLocal, fromLocal } = zoneTime(zone);
    expect(new Date(toLocal(at(instant))).toISOString()).toBe(local);
    expect(new Date(fromLocal(at(local))).toISOString()).toBe(instant);
  });
});
