import { expect, it } from 'vitest';
import { toDurationText } from '../../src/cli/duration-text.ts';

it.each([
  [0, '0 seconds'],
  [250, '0.25 seconds'],
  [1000, '1 second'],
  [61_000, '1 minute 1 second'],
  [3_600_000, '1 hour'],
  [90_000_000, '1 day 1 hour'],
  [2_592_000_001, '30 days'],
])('tells %i ms as %s', (durationMs, text) => {
  expect(toDurationText(durationMs)).toBe(text);
});
