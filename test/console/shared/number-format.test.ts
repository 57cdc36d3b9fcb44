import { describe, expect, it } from 'vitest';
import { countText, dayText, durationText, shareText } from '../../../console/shared/number-format.ts';

describe('countText', () => {
  it('separates thousands', () => {
    expect(countText(1_234_567, 'en')).toBe('1,234,567');
    expect(countText(1_234_567, 'ja')).toBe('1,234,567');
  });
});

describe('shareText', () => {
  it.each([
    ['all', 7, 7, '100%'],
    ['nothing', 0, 7, '0%'],
    ['nothing of nothing', 0, 0, '0%'],
    ['a digit behind the point', 1, 3, '33.3%'],
    ['a whole percentage', 1, 4, '25%'],
    ['what is there, but very little', 3, 184_213, '<\u00a00.1%'],
    ['just what can be written', 1, 1000, '0.1%'],
  ])('writes %s', (_, part, whole, text) => {
    expect(shareText(part, whole, 'en')).toBe(text);
  });
});

describe('durationText', () => {
  it.each([
    [0, '0 sec'],
    [1500, '1.5 sec'],
    [60_000, '1 min'],
    [17.34 * 3_600_000, '17.3 hr'],
    [24 * 3_600_000, '1 day'],
    [400 * 86_400_000, '400 days'],
    [-90_000, '-1.5 min'],
  ])('writes %i ms as %s', (durationMs, text) => {
    expect(durationText(durationMs, 'en')).toBe(text);
  });

  it('speaks Japanese', () => {
    expect(durationText(17.3 * 3_600_000, 'ja')).toBe('17.3 時間');
  });
});

describe('dayText', () => {
  it('is the day that is written, wherever it is read', () => {
    expect(dayText('2026-01-01', 'en')).toBe('Jan 1');
    expect(dayText('2026-12-31', 'ja')).toBe('12月31日');
  });
});
