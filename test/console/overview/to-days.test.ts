import { expect, it } from 'vitest';
import { DAY_RANGES, toDays } from '../../../console/overview/to-days.ts';

it('takes the ranges that there are', () => {
  expect(DAY_RANGES.map((days) => toDays(String(days)))).toEqual(DAY_RANGES);
});

it.each([null, '', '31', '7e0', '-7', 'NaN'])('takes the usual range for %s', (text) => {
  expect(toDays(text)).toBe(30);
});
