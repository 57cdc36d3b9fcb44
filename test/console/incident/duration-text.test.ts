import { describe, expect, it } from 'vitest';
import { durationText } from '../../../console/incident/duration-text.ts';

const HOUR_MS = 3_600_000;

describe('durationText', () => {
  it.each([
    [30 * 24 * HOUR_MS, '30 days', '30 日'],
    [36 * HOUR_MS, '1 day 12 hours', '1 日 12 時間'],
    [24 * HOUR_MS + 60_000, '1 day', '1 日'],
    [90_000, '1 minute 30 seconds', '1 分 30 秒'],
    [999, '0 seconds', '0 秒'],
  ])('says %d ms as %s', (ms, en, ja) => {
    expect(durationText(ms, 'en')).toBe(en);
    expect(durationText(ms, 'ja')).toBe(ja);
  });
});
