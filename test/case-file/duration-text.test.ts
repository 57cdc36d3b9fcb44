import { expect, it } from 'vitest';
import { durationText } from '../../src/case-file/duration-text.ts';

it.each([
  [30 * 86_400_000, '30d'],
  [36 * 3_600_000, '36h'],
  [90 * 60_000, '90m'],
  [90_000, '90s'],
  [500, '0.5s'],
])('%i ms is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
